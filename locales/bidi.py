"""Keeping left-to-right pieces whole inside right-to-left text, and the other way round (Unicode UAX 9)."""

import re
import unicodedata

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
# Marks that would reach beyond the piece they stand in: embeddings, overrides, isolates. (LRM, RLM and ALM do not.)
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile("[\u200e\u200f\u061c]")


def direction_of(text: str) -> str | None:
    """'ltr' or 'rtl' by the first letter that has a direction; None where none has."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None


def without_controls(text: str) -> str:
    """Text from outside, without the marks by which it could reorder what stands around it."""
    return _CONTROLS.sub("", text)


def without_marks(text: str) -> str:
    return _MARKS.sub("", text)


def isolate(text: str, around: str, own: str | None = None) -> str:
    """`text` isolated where its direction (`own`, else that of its first letter) differs from the text around it."""
    own = own or direction_of(text)
    if not text or own is None or own == around:
        return text
    return f"{LRI if own == 'ltr' else RLI}{text}{PDI}"
