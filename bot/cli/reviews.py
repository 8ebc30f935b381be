"""`kiosk reviews remind`: writes to those whose reviews are due, soon or past; silent where there is nobody."""

import sys


def add_parser(commands) -> None:
    """`kiosk reviews remind`."""
    parser = commands.add_parser("reviews", help="reviews of records")
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("remind", help="write to those whose reviews are due")


def run(arguments) -> int:
    """Remind and say how many mails went; 1 where one could not be sent."""
    from bot.cli.serve import django_ready

    django_ready()
    from services_directory.upkeep.reminders import send_due

    sent = send_due()
    if sent.mails or sent.failed or sys.stdout.isatty():
        print(f"mails sent: {sent.mails}, records: {len(sent.records)}, mails not sent: {sent.failed}")
    return 1 if sent.failed else 0
