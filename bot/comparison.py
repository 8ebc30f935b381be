"""Two models on the same file of questions: what has become better and what worse. No Rasa."""

import json
from dataclasses import dataclass
from pathlib import Path

OVERALL = ("accuracy", "macro_f1", "language_identified", "right_or_offered", "asked_back", "wrong_while_sure")


@dataclass(frozen=True)
class Change:
    """A figure before and now, both shares of 0 to 1."""

    name: str
    before: float
    now: float


def read_figures(path: Path, rows: int) -> dict:
    """The figures that `kiosk evaluate --json` wrote.

    Raises OSError where the file cannot be read, ValueError where it holds other things or figures of another file.
    """
    try:
        figures = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError("not JSON in UTF-8") from error
    if not isinstance(figures, dict) or not {"n", "languages", "intents", *OVERALL} <= set(figures):
        raise ValueError("not figures of `kiosk evaluate --json`")
    if figures["n"] != rows:
        raise ValueError(f"figures of another file: {figures['n']} messages, not {rows}")
    return figures


def changes(before: dict, now: dict) -> dict[str, list[Change]]:
    """In all; by language (accuracy) and by intent (F1) only what has changed, the worse first."""
    return {
        "in all": [Change(name, before[name], now[name]) for name in OVERALL],
        "accuracy by language": _changed(before["languages"], now["languages"], "accuracy"),
        "F1 by intent": _changed(before["intents"], now["intents"], "f1"),
    }


def _changed(before: dict, now: dict, figure: str) -> list[Change]:
    both = (Change(name, before[name][figure], now[name][figure]) for name in now if name in before)
    return sorted(
        (each for each in both if each.before != each.now), key=lambda each: (each.now - each.before, each.name)
    )
