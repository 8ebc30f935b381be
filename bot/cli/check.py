"""`kiosk check`: everything that can be checked without training; one line a fault."""

import sys


def add_parser(commands) -> None:
    """`kiosk check`."""
    commands.add_parser("check", help="check everything that can be checked without training")


def run(arguments) -> int:
    """Print the faults; 1 where there is one."""
    from bot.cli.serve import django_ready

    django_ready()
    from bot import checks
    from locales.checks import catalogue_faults
    from services_directory.loading import content_faults

    faults = [
        *checks.data_faults(),
        *checks.rasa_faults(),
        *checks.label_faults(),
        *catalogue_faults(),
        *content_faults(),
    ]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "no faults", file=sys.stderr)
    return 1 if faults else 0
