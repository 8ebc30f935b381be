"""The widget as one script: its small modules joined, so that one <script> tag loads it on any page and in any browser.

The sources under static/widget/ are ES modules that import one another by name only. Joining them in the order of their
imports and leaving out `import` and `export` gives one script with one scope, wrapped so that nothing leaks out. What
is needed by few (`LATER` and what only it imports) is a second script of the same kind: the first one loads it when it
is wanted and hands it what both share.
"""

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path

from babel.messages.extract import extract

from locales import catalogue
from locales.languages import Language, served

FOLDER = Path(__file__).resolve().parent / "static" / "widget"
FIRST, LATER, STYLES = "embed.js", "later.js", "kiosk-chat.css"
BUILT = "build.js"  # not a file: the constants that this module puts in
_IMPORT = re.compile(r"^import [^;]*? from '\./([\w-]+\.js)';\n", re.MULTILINE)
_NAMES = re.compile(r"^import \{ ([^}]*) \} from '\./([\w-]+\.js)';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|class|const)", re.MULTILINE)


def modules(first: str = FIRST) -> list[str]:
    """The names of the source files, each after those it imports. Raises ValueError where imports go in a circle."""
    order: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"imports go in a circle: {' → '.join((*above, name))}")
        if name in order or name == BUILT:
            return
        for imported in _IMPORT.findall((FOLDER / name).read_text(encoding="utf-8")):
            visit(imported, (*above, name))
        order.append(name)

    visit(first, ())
    return order


def later_modules() -> list[str]:
    """The names of the source files that come with the second script alone."""
    first = modules()
    return [name for name in modules(LATER) if name not in first]


@lru_cache(maxsize=1)
def shared_names() -> tuple[str, ...]:
    """What the second script uses of the first."""
    first, names = set(modules()), set()
    for name in later_modules():
        for imported, source in _NAMES.findall((FOLDER / name).read_text(encoding="utf-8")):
            if source in first:
                names.update(each.strip() for each in imported.split(","))
    return tuple(sorted(names))


@lru_cache(maxsize=2)
def _joined(names: tuple[str, ...]) -> str:
    parts = [_EXPORT.sub("", _IMPORT.sub("", (FOLDER / name).read_text(encoding="utf-8"))) for name in names]
    return "\n".join(_without_comments(part) for part in parts)


def _without_comments(source: str) -> str:
    """Without comments and indents: they are for who reads the sources, and phones pay for every byte.

    A comment behind code is known by the space around its slashes; no text of several lines stands in the sources.
    """
    source = re.sub(r"^\s*/\*\*.*?\*/\n", "", source, flags=re.MULTILINE | re.DOTALL)
    source = re.sub(r"^\s*//.*\n", "", source, flags=re.MULTILINE)
    return re.sub(r"^ +|(?<=[;,{}]) // .*$", "", source, flags=re.MULTILINE)


@lru_cache(maxsize=1)
def _styles() -> str:
    """Without comments, and without space where a style sheet needs none."""
    source = re.sub(r"/\*.*?\*/\s*", "", (FOLDER / STYLES).read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s*([{};])\s*", r"\1", source)


def script() -> str:
    """The widget, with its styles and version inside."""
    constants = f"const VERSION = {json.dumps(version())};\nconst STYLES = {json.dumps(_styles())};\n"
    shared = f"const SHARED = {{ {', '.join(shared_names())} }};\n"
    return f"{_HEAD}(function () {{\n'use strict';\n{constants}{_joined(tuple(modules()))}{shared}}})();\n"


def later_script() -> str:
    """What the widget loads once somebody writes to a person."""
    names = f"const {{ {', '.join(shared_names())} }} = shared;\n"
    body = f"'use strict';\n{names}{_joined(tuple(later_modules()))}return laterPart;\n"
    return f"{_HEAD}customElements.get('kiosk-chat').deliver(function (shared) {{\n{body}}});\n"


_HEAD = "/* Kiosk, Apache-2.0 */\n"


@lru_cache(maxsize=1)
def msgids() -> tuple[str, ...]:
    """The sentences of the widget, as Babel's extractor finds them in its sources."""
    found: dict[str, None] = {}
    for name in (*modules(), *later_modules()):
        with open(FOLDER / name, "rb") as source:
            for _, message, _, _ in extract("javascript", source):
                found[message if isinstance(message, str) else message[0]] = None
    return tuple(found)


def version() -> str:
    """Changes with the widget or any of its words; what carries it in its address may be kept for ever."""
    return _version(catalogue.version(), served())


@lru_cache(maxsize=4)
def _version(catalogues: tuple, languages: tuple[Language, ...]) -> str:
    digest = hashlib.sha256((_joined((*modules(), *later_modules())) + _styles()).encode())
    for language in languages:
        digest.update(json.dumps(words(language), sort_keys=True).encode())
    return digest.hexdigest()[:12]


def words(language: Language) -> dict:
    """`{"language", "languages", "messages"}`: a row of the language table, all rows, and msgid → sentence.

    A sentence the catalogue lacks is left out, and the widget says it in English.
    """
    found = {msgid: catalogue.found(msgid, language.code, "website") for msgid in msgids()}
    return {
        "language": _row(language),
        "languages": [_row(each) for each in served()],
        "messages": {msgid: text for msgid, text in found.items() if text},
    }


def _row(language: Language) -> dict:
    return {"code": language.code, "tag": language.tag, "name": language.name, "direction": language.direction}
