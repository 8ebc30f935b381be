"""Keeping left-to-right pieces whole inside right-to-left text, and the other way round (Unicode UAX 9)."""

import re
import unicodedata

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
_ISOLATES = re.compile(f"[{LRI}{RLI}{FSI}{PDI}]")
_EMBEDDINGS = re.compile("[\u202a-\u202e]")
_MARKS = re.compile("[\u200e\u200f\u061c]")


def direction_of(text: str) -> str | None:
    """'ltr' or 'rtl' by the first letter with a direction that stands in no isolate; None where there is none."""
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind == "L":
            return "ltr"
        elif depth == 0 and kind in ("R", "AL"):
            return "rtl"
    return None


def contained(text: str) -> str:
    """Text from outside, without the controls by which it could reorder what stands around it.

    Isolates that are opened and closed stay: a sentence that was rendered already may be a piece of the next.
    """
    text = _EMBEDDINGS.sub("", text)
    unpaired, opened = set(), []
    for found in _ISOLATES.finditer(text):
        if found[0] != PDI:
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            unpaired.add(found.start())
    unpaired.update(opened)
    return "".join(character for i, character in enumerate(text) if i not in unpaired) if unpaired else text


def without_marks(text: str) -> str:
    return _MARKS.sub("", text)


def is_isolated(text: str) -> bool:
    return _ISOLATES.match(text) is not None


def isolate(text: str, around: str, own: str | None = None) -> str:
    """`text` isolated where its direction (`own`, else that of its first letter) differs from the text around it.

    Line by line: the end of a paragraph ends an isolate.
    """
    own = own or direction_of(text)
    if own is None or own == around:
        return text
    opening = LRI if own == "ltr" else RLI
    return "\n".join(f"{opening}{line}{PDI}" if line.strip() else line for line in text.split("\n"))
