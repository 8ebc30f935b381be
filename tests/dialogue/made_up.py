"""A made-up language, as somebody would add one: a row of the table, catalogues, messages and lists of words.

It is English with other vowels and a letter before each word, so that everything in it can be made from what is there
and nothing in it can be mistaken for English.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from babel.messages.pofile import read_po, write_po

from bot.checks import EXAMPLES, OUT_OF_SCOPE
from locales.template import parse

CODE = "qaa"
ROW = {"tag": CODE, "name": "Zkeask", "english": "Kioskish", "direction": "ltr", "script": "Latn", "babel": "en"}
KEPT = ("en", "fi")
"""Languages that stay in the copy: the source and the cities' own. Fewer train faster."""
_VOWELS = str.maketrans("aeiouAEIOU", "eiouaEIOUA")
_LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "tests", "docs", "bench", "drafts")


def said(text: str) -> str:
    """English text in the made-up language."""
    return re.sub(r"[A-Za-z]+", lambda word: "z" + word.group().translate(_VOWELS), text)


def said_template(text: str) -> str:
    """The same for a sentence with placeholders, which stay."""
    return "".join(said(literal) + ("" if name is None else f"{{{name}}}") for literal, name in parse(text))


def copied_with_it(root: Path, target: Path) -> Path:
    """A copy of the project in `target` that serves KEPT and the made-up language."""
    shutil.copytree(root, target, ignore=_LEFT_OUT)
    table = target / "locales" / "languages.yml"
    rows = yaml.safe_load(table.read_text(encoding="utf-8"))["languages"]
    for code in set(rows) - set(KEPT):
        shutil.rmtree(target / "locales" / code)
        shutil.rmtree(target / "data" / "nlu" / code)
    rows = {code: rows[code] for code in KEPT} | {CODE: ROW}
    table.write_text(yaml.safe_dump({"languages": rows}, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for lists in (target / "data" / "identification").glob("latin_*.yml"):
        lists.unlink()
    _messages(target)
    _catalogues(target)
    return target


def _messages(target: Path) -> None:
    folder = target / "data" / "nlu" / CODE
    folder.mkdir()
    for path in (target / "data" / "nlu" / "en").glob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for block in content["nlu"]:
            if "lookup" in block:
                block["lookup"] = block["lookup"].removesuffix(".en") + f".{CODE}"
            lines = block["examples"].splitlines()
            if "intent" in block:  # no more than `kiosk check` asks for: it has to be encoded
                lines = lines[: OUT_OF_SCOPE if block["intent"] == "out_of_scope" else EXAMPLES]
            block["examples"] = "".join(f"- {said(line[2:])}\n" for line in lines)
        (folder / path.name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def _catalogues(target: Path) -> None:
    """`kiosk translations update` makes them; then a translator fills what is empty."""
    subprocess.run([sys.executable, "-m", "bot", "translations", "update"], cwd=target, check=True, capture_output=True)
    for code in (CODE, *KEPT):
        for file in (target / "locales" / code / "LC_MESSAGES").glob("*.po"):
            with file.open("rb") as lines:
                catalogue = read_po(lines)
            for message in catalogue:
                if not message.id or code == "en":
                    continue
                ids = message.id if message.pluralizable else (message.id,)
                if code == CODE:
                    texts = tuple(said_template(text) for text in ids)
                    message.string = texts if message.pluralizable else texts[0]
                elif message.id == ROW["english"]:  # the one sentence that the others gain: the language's name
                    message.string = said(ROW["english"])
            with file.open("wb") as out:
                write_po(out, catalogue, width=120)
