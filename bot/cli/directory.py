"""`kiosk directory import|export|template`: services in and out, in the form that the file's ending names."""

import sys
import time
from pathlib import Path


def add_parser(commands) -> None:
    """`kiosk directory import FILE [--dry-run] [--city ID]`, `export FILE [--city ID]`, `template FILE`."""
    parser = commands.add_parser("directory", help="services in and out: YAML, CSV, XLSX, HSDS JSON")
    steps = parser.add_subparsers(dest="step", required=True)
    load = steps.add_parser("import", help="read services from a file: all of it, or nothing where a row is wrong")
    load.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    save = steps.add_parser("export", help="write services to a file")
    for step in (load, save):
        step.add_argument("--city", help="only this city; rows of an import that name none belong to it")
    save.add_argument("--separator", choices=(",", ";"), default=",", help="what divides the columns of a CSV")
    template = steps.add_parser("template", help="write a CSV or XLSX to fill in")
    for step in (load, save, template):
        step.add_argument("file", type=Path, metavar="FILE")


def run(arguments) -> int:
    """Do it; 1 with one line a fault (`file:row: column: reason`), 2 for arguments that cannot be used."""
    from bot.cli.serve import django_ready

    django_ready()
    from django.core.management import call_command
    from django.db import DatabaseError

    from services_directory.exchange import files
    from services_directory.exchange.faults import Unreadable
    from services_directory.models import City

    try:
        form = files.form_of(arguments.file.name)
    except Unreadable as error:
        return _unusable(f"{arguments.file}: {error}")
    if arguments.step == "import" and not arguments.file.is_file():
        return _unusable(f"{arguments.file}: there is no such file")
    if arguments.step == "template" and form not in ("csv", "xlsx"):
        return _unusable(f"{arguments.file}: a template is a .csv or .xlsx file")
    try:
        call_command("migrate", verbosity=0, interactive=False)
        city = getattr(arguments, "city", None)
        if city and not City.objects.filter(pk=city).exists():
            known = ", ".join(City.objects.values_list("pk", flat=True)) or "none"
            return _unusable(f"--city {city}: there is no such city; known are: {known}")
        return {"import": _import, "export": _export, "template": _template}[arguments.step](arguments, form)
    except DatabaseError as error:
        print(f"kiosk: the database failed, nothing was changed: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        return _unusable(f"{arguments.file}: {error.strerror or error}")


def _unusable(reason: str) -> int:
    print(f"kiosk: {reason}", file=sys.stderr)
    return 2


def _import(arguments, form: str) -> int:
    from services_directory.exchange import apply, files, plan
    from services_directory.exchange.plan import State

    for _ in range(3):  # somebody may save between the plan and its doing: then it is made anew
        began = time.monotonic()
        made = plan.make(files.read(arguments.file), city=arguments.city or "")
        seconds = time.monotonic() - began
        for fault in made.faults:
            print(fault.line(str(arguments.file)))
        for note in made.notes:
            print(f"kiosk: {note}", file=sys.stderr)
        counts = ", ".join(f"{made.count(state)} {state}" for state in State)
        if made.faults:
            print(f"{counts}; nothing was changed", file=sys.stderr)
            return 1
        if arguments.dry_run:
            for each in made.of(State.NEW) + made.of(State.CHANGED):
                changed = f": {', '.join(each.changed)}" if each.state == State.CHANGED else ""
                print(f"{arguments.file}:{each.number}: {each.state}: {'/'.join(each.key)}{changed}")
            speed = f"{len(made.services) / seconds:,.0f} records a second" if made.services else "no records"
            print(f"{counts}; a dry run, {speed}: nothing was changed", file=sys.stderr)
            return 0
        try:
            apply.apply(made, reason=f"Import: {arguments.file.name}")
        except apply.Stale:
            continue
        print(counts, file=sys.stderr)
        return 0
    print("kiosk: the directory kept changing meanwhile; nothing was changed", file=sys.stderr)
    return 1


def _export(arguments, form: str) -> int:
    """Writes beside the file and puts it in its place when it is whole."""
    from accounts import audit
    from accounts.models import AuditEntry
    from services_directory.exchange import files
    from services_directory.exchange.faults import Unreadable
    from services_directory.exchange.xlsx_file import TooLong
    from services_directory.models import Service

    services = Service.objects.order_by("city", "position", "pk")
    if arguments.city:
        services = services.filter(city=arguments.city)
    unfinished = arguments.file.with_name(arguments.file.name + ".part")
    try:
        with open(unfinished, "wb") as target:
            count = files.write(target, form, services, arguments.separator)
        audit.record(AuditEntry.Action.EXPORT, Service, note=arguments.file.name)
        unfinished.replace(arguments.file)
    except (Unreadable, TooLong) as error:
        print(f"kiosk: {error}", file=sys.stderr)
        return 1
    finally:
        unfinished.unlink(missing_ok=True)
    print(f"{count} services", file=sys.stderr)
    return 0


def _template(arguments, form: str) -> int:
    from services_directory.exchange import template

    with open(arguments.file, "wb") as target:
        template.write(target, form)
    return 0
