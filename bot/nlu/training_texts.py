"""The training messages with their language, which is the folder they stand in (Rasa's TrainingData forgets it)."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, NamedTuple

import regex
import yaml

FOLDER = Path("data/nlu")
_ROOT = Path(__file__).resolve().parents[2]
_ANNOTATION = regex.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


class TrainingText(NamedTuple):
    """One training message."""

    language: str
    intent: str
    text: str


def training_texts(folder: str | Path = FOLDER) -> list[TrainingText]:
    """Every example of `<folder>/<language>/*.yml`. A relative folder is looked up in the working folder, then in the
    project's own. Raises FileNotFoundError where there is none."""
    found = []
    for language in sorted(path for path in resolve(folder).iterdir() if path.is_dir()):
        for path in sorted(language.glob("*.yml")):
            for block in blocks(path):
                if "intent" in block:
                    found += [TrainingText(language.name, block["intent"], text) for text in _examples(block)]
    return found


def lookups(folder: str | Path = FOLDER) -> list[tuple[str, str, str, list[str]]]:
    """(entity, code, language, forms) of every list `<entity>.<code>.<language>` in `<folder>/<language>/*.yml`."""
    found = []
    for path in sorted(resolve(folder).glob("*/*.yml")):
        for block in blocks(path):
            entity, code, language = lookup_name(block.get("lookup") or "")
            if code:
                found.append((entity, code, language, _examples(block)))
    return found


def resolve(folder: str | Path) -> Path:
    """The folder as it is, or below the project's own folder."""
    for path in (Path(folder), _ROOT / folder):
        if path.is_dir():
            return path
    raise FileNotFoundError(f"no folder {folder} with training messages")


def lookup_name(name: str) -> tuple[str, str, str]:
    """(entity, code, language) of a list's name `<entity>.<code>.<language>`; the code is empty where it is none."""
    entity, _, rest = name.partition(".")
    code, _, language = rest.rpartition(".")
    return entity, code, language


def blocks(path: Path) -> Iterator[dict]:
    """What stands under `nlu:` in a file; read in C where PyYAML was built with it, a tenth of the time."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    return iter(content.get("nlu") or [])


def _examples(block: dict) -> list[str]:
    lines = str(block.get("examples") or "").splitlines()
    texts = (line.strip()[1:].strip() for line in lines if line.strip().startswith("-"))
    return [_ANNOTATION.sub(r"\1", text) for text in texts if text]
