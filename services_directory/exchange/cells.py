"""The grammar of cells: several values divided by ` | `, further fields of one value by `; name=value`.

`first value; note=about it | second value`. A backslash takes the meaning from the sign that follows: `\\|`, `\\;`.
A `;` that no `name=` follows is a part of the value, so the rules of iCalendar can be written as they are.

A cell that a spreadsheet would take for a formula gets an apostrophe on export, as people type it to have a text; on
import that apostrophe goes again. (OWASP, 'CSV Injection': = + - @, tab, carriage return and line feed at the
beginning, their full-width forms, and the same behind a separator, where another program may split the file.)
"""

import re
from collections.abc import Iterable

DIVIDER = " | "
_PIECES = {sign: re.compile(rf"((?:[^\\{sign}]|\\.|\\\Z)*)(?:[{sign}]|\Z)", re.DOTALL) for sign in "|;"}
_ESCAPED = re.compile(r"\\([\\|;])")
_NAMED = re.compile(r"\s*([a-z_]+)\s*=", re.ASCII)
_SPECIAL = re.compile(r"[\\|]|;(?=\s*(?:;|\Z|[a-z_]+\s*=))", re.ASCII)

_FORMULA = r"(?<![\s\S])(?='*[=+\-@\t\r\n＝＋－＠])|(?<=[;,\t\r\n])(?='*(?:[=+@＝＋＠]|[-－](?! )))"
_BEFORE = re.compile(_FORMULA)
_MARKED = re.compile(_FORMULA.replace("(?='*", "'(?='*"))


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return _BEFORE.sub("'", text)


def natural(text: str) -> str:
    """The text that `neutral` was given."""
    return _MARKED.sub("", text) if "'" in text else text


def escaped(text: str) -> str:
    """A text that stands for itself within a cell of several values."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def plain(text: str) -> str:
    """The text that `escaped` was given."""
    return _ESCAPED.sub(r"\1", text).strip() if "\\" in text else text.strip()


def items(cell: str) -> list[str]:
    """The values of a cell, still escaped; empty ones are left out."""
    return [piece for piece in _split(cell, "|") if piece.strip()]


def named(item: str, main: str, names: Iterable[str]) -> dict[str, list[str]]:
    """Name → texts of one value; what stands first without a name is the main field. Raises ValueError(piece)."""
    pieces: list[tuple[str, str]] = []
    for number, piece in enumerate(_split(item, ";")):
        label = _NAMED.match(piece)
        if label and label[1] in names:
            pieces.append((label[1], piece[label.end() :]))
        elif number == 0:
            pieces.append((main, piece))
        elif label:
            raise ValueError(plain(piece))
        elif piece.strip():
            pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]};{piece}")
    found: dict[str, list[str]] = {}
    for name, text in pieces:
        found.setdefault(name, []).append(plain(text))
    return found


def item(main: str, fields: Iterable[tuple[str, str]], names: Iterable[str]) -> str:
    """One value with its further fields."""
    pieces = []
    for name, text in fields:
        label = _NAMED.match(text)
        bare = name == main and not pieces and text.strip() and not (label and label[1] in names)
        pieces.append(escaped(text) if bare else f"{name}={escaped(text)}")
    return "; ".join(pieces)


def _split(text: str, sign: str) -> list[str]:
    if sign not in text:
        return [text]
    pieces, start = [], 0
    while True:
        found = _PIECES[sign].match(text, start)
        pieces.append(found[1])
        if found.end(1) == len(text):
            return pieces
        start = found.end()
