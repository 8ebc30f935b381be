"""`kiosk retention run`: deletes what is past its time."""


def add_parser(commands) -> None:
    """`kiosk retention run`."""
    parser = commands.add_parser("retention", help="delete what is past its time")
    parser.add_subparsers(dest="step", required=True).add_parser("run", help="delete it now")


def run(arguments) -> int:
    """Delete and say how many enquiries were closed, how many reports lost their words, what else went.

    Sessions that have ended go too.
    """
    from bot.cli.serve import django_ready

    django_ready()
    from django.core.management import call_command

    from accounts.audit import retention as audit
    from conversations.retention import delete_expired
    from enquiries.retention import close_silent
    from services_directory.reports import empty_settled

    print(f"{close_silent()} enquiries closed")
    # Before the conversations, whose deleting empties the write-ahead log too.
    print(f"{empty_settled()} settled reports emptied")
    print(f"{delete_expired()} conversations deleted")
    print(f"{audit.delete_expired()} entries of the audit log deleted")
    call_command("clearsessions")
    return 0
