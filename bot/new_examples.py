"""Examples into the files of training data, as a person would write them: one line, where the intent's others are.

Nothing is written that `kiosk check` would find fault with.
"""

import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.checks import language_faults, nlu_dir
from bot.nlu.normalise import fold
from bot.nlu.training_texts import training_texts
from bot.places import ROOT
from bot.taxonomy import groups

INDENT = "    - "


class NotTaken(ValueError):
    """Why an example is not training data, in a few words."""


@dataclass(frozen=True)
class Example:
    """A message that should be understood as an intent."""

    language: str
    intent: str
    text: str


def written(text: str) -> str:
    """The text as a line of a file: one line, no marks that Rasa reads, no command."""
    line = " ".join(text.split()).lstrip("/- ")
    return line.translate(str.maketrans("[]{}", "()()"))


def checked(example: Example) -> Path:
    """The file it belongs in. Raises NotTaken."""
    group = next((group for group, names in groups().items() if example.intent in names), None)
    path = nlu_dir() / example.language / f"{group}.yml"
    if group is None or not path.is_file():
        raise NotTaken("no file for this language and intent")
    line = written(example.text)
    if not re.search(r"[^\W\d_]", line.replace("…", "")):
        raise NotTaken("no words are left")
    home = _homes(example.language).get(fold(line))
    if home is not None:
        raise NotTaken("it is there already" if home == example.intent else f"it is there already, under {home}")
    if fold(line) in held_out():
        raise NotTaken("it is one of the messages that the guide is measured with")
    return path


def add(examples: list[Example]) -> None:
    """Writes checked examples. Raises NotTaken, and changes nothing, where `kiosk check` would find a new fault."""
    by_language: dict[str, list[Example]] = {}
    for example in examples:
        by_language.setdefault(example.language, []).append(example)
    for language, new in by_language.items():
        _add_to(nlu_dir() / language, new)
    _homes.cache_clear()


def _add_to(folder: Path, examples: list[Example]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        # As deep as the project's own folder, which the messages of the check name.
        trial = Path(scratch) / "data" / "nlu" / folder.name
        shutil.copytree(folder, trial)
        before = set(language_faults(trial))
        files: dict[str, str] = {}
        for example in examples:
            name = checked(example).name
            files[name] = with_line(files.get(name) or (trial / name).read_text(encoding="utf-8"), example)
        for name, content in files.items():
            (trial / name).write_text(content, encoding="utf-8")
        new_faults = sorted(set(language_faults(trial)) - before)
        if new_faults:
            raise NotTaken(new_faults[0])
    for name, content in files.items():
        new = folder / f".{name}.new"
        new.write_text(content, encoding="utf-8")
        os.replace(new, folder / name)


def with_line(content: str, example: Example) -> str:
    """A file's content with the example after the others of its intent. Raises NotTaken where the intent has none."""
    lines = content.splitlines(keepends=True)
    begin = next((at for at, line in enumerate(lines) if line.strip() == f"- intent: {example.intent}"), None)
    if begin is None:
        raise NotTaken("the intent has no examples yet")
    end = begin
    for at in range(begin + 1, len(lines)):
        if lines[at].startswith("- "):
            break
        if lines[at].startswith(INDENT):
            end = at
    if end == begin:
        raise NotTaken("the intent has no examples yet")
    if not lines[end].endswith("\n"):
        lines[end] += "\n"
    return "".join([*lines[: end + 1], f"{INDENT}{written(example.text)}\n", *lines[end + 1 :]])


@cache
def _homes(language: str) -> dict[str, str]:
    return {fold(each.text): each.intent for each in training_texts(nlu_dir()) if each.language == language}


@cache
def held_out() -> frozenset[str]:
    """The messages of `tests/understanding`, folded; an installation without tests has none."""
    rows = (
        json.loads(line)
        for path in sorted((ROOT / "tests" / "understanding").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line.strip()
    )
    return frozenset(fold(row["text"]) for row in rows)
