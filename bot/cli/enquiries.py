"""`kiosk enquiries run`: sends the mails that wait; silent where there are none."""

import sys


def add_parser(commands) -> None:
    """`kiosk enquiries run`."""
    parser = commands.add_parser("enquiries", help="enquiries of newcomers")
    parser.add_subparsers(dest="step", required=True).add_parser("run", help="send the mails that wait")


def run(arguments) -> int:
    """Send and say how many mails went; 1 where one could not be sent."""
    from bot.cli.serve import django_ready

    django_ready()
    from enquiries.mails import send_due

    sent, failed = send_due()
    if sent or failed or sys.stdout.isatty():
        print(f"mails sent: {sent}, mails not sent: {failed}")
    return 1 if failed else 0
