"""`kiosk reviews remind`: writes to those whose records are to be reviewed; silent where there is nobody to write to."""

import sys


def add_parser(commands) -> None:
    """`kiosk reviews remind`."""
    parser = commands.add_parser("reviews", help="reviews of records")
    parser.add_subparsers(dest="step", required=True).add_parser("remind", help="write to those whose review is overdue")


def run(arguments) -> int:
    """Remind and say how many mails went; 1 where one could not be sent."""
    from bot.cli.serve import django_ready

    django_ready()
    from services_directory.upkeep.reminders import send_due

    sent = send_due()
    if sent.mails or sent.failed or sys.stdout.isatty():
        print(f"{sent.mails} mails sent about {len(sent.services)} records, {sent.failed} not sent")
    return 1 if sent.failed else 0
