"""`kiosk review export`: messages that staff accepted become training data of their language."""

import sys


def add_parser(commands) -> None:
    """`kiosk review export [--dry-run]`."""
    parser = commands.add_parser("review", help="messages that staff accepted, as training data")
    export = parser.add_subparsers(dest="step", required=True).add_parser("export", help="add them to data/nlu")
    export.add_argument("--dry-run", action="store_true", help="say what would be done")


def run(arguments) -> int:
    """Export and say what was taken and what was not, with the reason; 1 where something could not be written."""
    from bot.cli.serve import django_ready

    django_ready()
    from bot.new_examples import Example, NotTaken, add, checked
    from enquiries.personal_data import without_masks
    from enquiries.review.exporting import mark_exported, waiting

    taken = failed = 0
    for item in waiting():
        example = Example(item.language, item.wanted_intent, without_masks(item.text))
        try:
            path = checked(example)
            if not arguments.dry_run:
                add([example])
                mark_exported(item)
        except (NotTaken, OSError) as error:
            failed += isinstance(error, OSError)
            print(f"{item.pk}: not taken: {error}")
            continue
        taken += 1
        print(f"{item.pk}: {path.parent.name}/{path.name}: {example.intent}")
    said = "would be taken" if arguments.dry_run else "taken; `kiosk train` teaches them to the guide"
    print(f"{taken} {said}", file=sys.stderr)
    return 1 if failed else 0
