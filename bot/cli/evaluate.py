"""`kiosk evaluate`: measures the trained model on a file of questions, each as a turn would meet it."""

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.comparison import Change, changes, read_figures
from bot.evaluation import Row, read_rows, report, result_of


def add_parser(commands) -> None:
    """`kiosk evaluate FILE.jsonl [--language known|detect] [--json OUT] [--against EARLIER.json]`."""
    parser = commands.add_parser("evaluate", help="measure the trained model on a file of questions")
    parser.add_argument("file", type=Path, metavar="FILE.jsonl", help='rows {"lang", "text", "intent"}')
    parser.add_argument("--language", choices=["known", "detect"], default="known",
                        help="known: the page's language is given; detect: nothing is given (default: known)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures there too")
    parser.add_argument("--against", type=Path, metavar="EARLIER.json",
                        help="figures of an earlier model for the same file; print what has changed")


def run(arguments) -> int:
    """0; 1 without a trained model or where OUT cannot be written; 2 for a file that cannot be read, with the line."""
    try:
        rows = read_rows(arguments.file)
    except (OSError, ValueError) as error:
        print(f"kiosk: {arguments.file}: {error}", file=sys.stderr)
        return 2
    try:
        earlier = read_figures(arguments.against, len(rows)) if arguments.against else None
    except (OSError, ValueError) as error:
        print(f"kiosk: {arguments.against}: {error}", file=sys.stderr)
        return 2
    model = newest_model()
    if model is None:
        print("kiosk: there is no trained model yet; run `kiosk train` first", file=sys.stderr)
        return 1
    figures = report(understand(model, rows, arguments.language))
    if arguments.json:
        try:
            arguments.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            print(f"kiosk: {error}", file=sys.stderr)
            return 1
    print_report(figures)
    if earlier is not None:
        print_changes(changes(earlier, figures))
    return 0


def newest_model() -> Path | None:
    """The model that fits the data, or else the newest whole one (with a word on standard error)."""
    from bot.model import fitting_model, is_whole
    from bot.places import models_dir

    fitting = fitting_model()
    if fitting is not None:
        return fitting
    models = sorted(models_dir().glob("*.tar.gz"), key=lambda path: -path.stat().st_mtime)
    model = next((path for path in models if is_whole(path)), None)
    if model is not None:
        print(f"kiosk: the data has changed since {model.name} was trained; measuring it all the same", file=sys.stderr)
    return model


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Libraries say nothing meanwhile; afterwards everything is as it was."""
    import logging
    import warnings

    from rasa.utils.log_utils import configure_structlog

    root = logging.getLogger()
    level, showwarning = root.level, warnings.showwarning
    # Some library sets the filters anew while it is imported: say nothing at all, then.
    warnings.showwarning = lambda *_, **__: None
    root.setLevel(logging.ERROR)
    configure_structlog(logging.ERROR)  # unset, it prints every message
    try:
        yield
    finally:
        root.setLevel(level)
        warnings.showwarning = showwarning


def understand(model: Path, rows: list[Row], language: str) -> list:
    """The rows through the model, one message at a time."""
    import time

    with _quiet():
        from bot.parsing import Parser

        parser = Parser(model)
        parser.parse(rows[0].text)  # the first call loads what later ones find loaded
        results = []
        for row in rows:
            began = time.perf_counter()
            # A leading slash is just a character of what somebody wrote (the channel sees to that).
            text, said = row.text.lstrip("/ ") or row.text, {"page": row.language} if language == "known" else {}
            parsed = parser.parse(text, said)
            milliseconds = (time.perf_counter() - began) * 1000
            results.append(result_of(row, parsed, milliseconds, row.language if language == "known" else None))
        return results


def print_report(figures: dict) -> None:
    """The figures as tables."""
    print(f"messages {figures['n']}   accuracy {figures['accuracy']:.3f}   macro-F1 {figures['macro_f1']:.3f}")
    print(f"language identified {figures['language_identified']:.3f}")
    scope = figures["out_of_scope"]
    print(f"out_of_scope precision {scope['precision']:.3f}   recall {scope['recall']:.3f}")
    print(f"right or offered {figures['right_or_offered']:.3f}   asked back {figures['asked_back']:.3f}   "
          f"wrong while sure {figures['wrong_while_sure']:.3f}")
    print(f"milliseconds a message p50 {figures['ms']['p50']:.1f}   p95 {figures['ms']['p95']:.1f}")
    print("\nlanguage      n  accuracy  macro-F1  identified  right or offered  wrong while sure")
    for code, entry in figures["languages"].items():
        print(f"{code:8} {entry['n']:6}  {entry['accuracy']:8.3f}  {entry['macro_f1']:8.3f}  {entry['identified']:10.3f}"
              f"  {entry['right_or_offered']:16.3f}  {entry['wrong_while_sure']:16.3f}")
    print("\nintent                          n  precision  recall     F1")
    for name, entry in figures["intents"].items():
        print(f"{name:28} {entry['n']:4}  {entry['precision']:9.3f}  {entry['recall']:6.3f}  {entry['f1']:5.3f}")
    print("\nwanted                       given                           n")
    for wanted, given, count in figures["confusions"]:
        print(f"{wanted:28} {given:28} {count:4}")


def print_changes(found: dict[str, list[Change]]) -> None:
    """What is better and what is worse than before, as tables."""
    for title, rows in found.items():
        print(f"\n{title:32} before   now     change")
        for row in rows:
            print(f"{row.name:32} {row.before:6.3f}  {row.now:6.3f}  {row.now - row.before:+7.3f}")
        if not rows:
            print("no change")
