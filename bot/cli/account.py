"""`kiosk account`: accounts of officers and staff; asks for the password, none is shipped."""

import getpass
import sys

ROLES = ("administrator", "officer", "partner", "translator", "viewer", "staff", "lead")


def add_parser(commands) -> None:
    """`kiosk account create|reset-factor|list`."""
    parser = commands.add_parser("account", help="accounts of officers and staff")
    steps = parser.add_subparsers(dest="step", required=True)
    create = steps.add_parser("create", help="make an account")
    create.add_argument("--name", help="user name; asked for where it is not given")
    create.add_argument("--role", choices=ROLES, default="administrator", help="an administrator may do everything")
    create.add_argument("--city", help="id of the city: for officers, staff, leads; else where it is for one only")
    create.add_argument("--organization", help="id of the organization: for partners")
    create.add_argument("--languages", default="", help="for translators: codes divided by commas")
    reset = steps.add_parser("reset-factor", help="take the second factor away (phone lost) and lift a lock")
    reset.add_argument("name", help="user name")
    steps.add_parser("list", help="list the accounts with their roles")


def run(arguments) -> int:
    """Do it; 1 with one line a reason where it cannot be done."""
    from bot.cli.serve import django_ready

    django_ready()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    steps = {"create": _create, "reset-factor": _reset_factor, "list": _list}
    problems = steps[arguments.step](arguments)
    if problems:
        print("\n".join(f"kiosk: {problem}" for problem in problems), file=sys.stderr)
    return 1 if problems else 0


def _create(arguments) -> list[str]:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from accounts.models import Assignment
    from services_directory.models import City, Organization

    name = arguments.name or input("Name: ").strip()
    problems = []
    city = City.objects.filter(pk=arguments.city).first() if arguments.city else None
    if arguments.city and city is None:
        problems.append(f"there is no city {arguments.city}")
    organization = Organization.objects.filter(slug=arguments.organization).first() if arguments.organization else None
    if arguments.organization and organization is None:
        problems.append(f"there is no organization {arguments.organization}")
    languages = [code.strip() for code in arguments.languages.split(",") if code.strip()]
    user = get_user_model()(username=name)
    role = Assignment(role=arguments.role, city=city, organization=organization, languages=languages)
    try:
        role.clean()
        user.clean_fields(exclude=["password"])
        user.validate_unique()
    except ValidationError as error:
        problems += error.messages
    if problems:
        return problems
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Once more: "):
        problems.append("the two passwords differ")
    try:
        validate_password(password, user)
    except ValidationError as error:
        problems += error.messages
    if problems:
        return problems
    with transaction.atomic():
        user.set_password(password)
        user.save()
        role.user = user
        role.save()
    desk = "staff" if arguments.role in ("staff", "lead") else "officer"
    print(f"Account {name} ({arguments.role}) is there; sign in at /{desk}/.")
    return []


def _reset_factor(arguments) -> list[str]:
    from django.contrib.auth import get_user_model

    from accounts.signin import factor, lockout

    user = get_user_model().objects.filter(username=arguments.name).first()
    if user is None:
        return [f"there is no account {arguments.name}"]
    factor.reset(user)
    lockout.unlock(user.get_username())
    print(f"At the next sign-in {arguments.name} sets up a new second factor.")
    return []


def _list(arguments) -> list[str]:
    from django.contrib.auth import get_user_model

    for user in get_user_model().objects.prefetch_related("assignments__city", "assignments__organization"):
        roles = "; ".join(str(role) for role in user.assignments.all()) or "no role"
        print(f"{user.get_username()}: {roles}{'' if user.is_active else ' (inactive)'}")
    return []
