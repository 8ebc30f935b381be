"""`kiosk account create`: the first account; asks for the password, none is shipped."""

import getpass
import sys


def add_parser(commands) -> None:
    """`kiosk account create [--name NAME]`."""
    parser = commands.add_parser("account", help="accounts of officers and staff")
    steps = parser.add_subparsers(dest="step", required=True)
    create = steps.add_parser("create", help="make an account that may do everything")
    create.add_argument("--name", help="user name; asked for where it is not given")


def run(arguments) -> int:
    """Make a superuser; 1 with the reasons where name or password will not do."""
    from bot.cli.serve import django_ready

    django_ready()
    from django.contrib.auth import get_user_model
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    users = get_user_model()
    name = arguments.name or input("Name: ").strip()
    password = getpass.getpass("Password: ")
    user = users(username=name)
    problems = []
    if password != getpass.getpass("Once more: "):
        problems.append("the two passwords differ")
    try:
        user.set_password(password)
        user.clean_fields(exclude=["password"])
        user.validate_unique()
        validate_password(password, user)
    except ValidationError as error:
        problems += error.messages
    if problems:
        print("\n".join(f"kiosk: {problem}" for problem in problems), file=sys.stderr)
        return 1
    users.objects.create_superuser(name, password=password)
    print(f"Account {name} is there; sign in at /officer/.")
    return 0
