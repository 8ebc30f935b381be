"""What must go before a text may reach an encoder."""

from __future__ import annotations

import re

LONGEST = 1000
"""Characters. A question says what it wants long before; the time to encode grows with the length."""

# Lone surrogates cannot be written as UTF-8 (the encoder would raise); control characters, private-use and unassigned
# noncharacters carry no meaning. Tabs and line ends become spaces. U+200D joins emoji and U+200C Persian words: kept.
_NOT_TEXT = re.compile("[\u0000-\u001f\u007f-\u009f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\u2028\u2029]+")
_SPACES = re.compile(r"\s+")


def clean(text: str, longest: int = LONGEST) -> str:
    """The text without what is not text, spaces run together, at most `longest` characters (cut at a word if one ends
    in the last fifth)."""
    text = _SPACES.sub(" ", _NOT_TEXT.sub(" ", text[: longest * 4])).strip()
    if len(text) <= longest:
        return text
    cut = text.rfind(" ", longest * 4 // 5, longest)
    return text[: cut if cut > 0 else longest]
