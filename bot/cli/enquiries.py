"""`kiosk enquiries run`: sends the mails that wait and counts for the reports; silent where there is nothing to do."""

import sys


def add_parser(commands) -> None:
    """`kiosk enquiries run`."""
    parser = commands.add_parser("enquiries", help="enquiries of newcomers")
    parser.add_subparsers(dest="step", required=True).add_parser("run", help="send mails that wait, count for reports")


def run(arguments) -> int:
    """Send, count, and say how much; 1 where a mail could not be sent."""
    from bot.cli.serve import django_ready

    django_ready()
    from enquiries.mails import send_due
    from enquiries.reports.closing import close_due
    from enquiries.reports.unanswered import count_new

    sent, failed = send_due()
    if sent or failed or sys.stdout.isatty():
        print(f"mails sent: {sent}, mails not sent: {failed}")
    counted, closed = count_new(), close_due()
    if counted or closed or sys.stdout.isatty():
        print(f"unanswered questions counted: {counted}, periods of reports closed: {closed}")
    return 1 if failed else 0
