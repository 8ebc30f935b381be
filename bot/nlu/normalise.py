"""One spelling for what people type in many, with the way back to what they typed.

`plain` mends what is invisible or a matter of the keyboard and is what the encoder sees; `normalise` also takes the
letters of Arabic script that differ by keyboard for one (ي/ی, ك/ک, forms of ه); `fold` also drops case and diacritics
and is for finding words of a list. Each is idempotent: f(f(x)) == f(x).

Sources: Unicode 15 (NFC, UAX 15; grapheme clusters, UAX 29), CLDR exemplar letters of ar, fa, ckb.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

# Zero-width characters, directional marks, the soft hyphen, variation selectors, tatweel (U+0640).
_DROPPED = set("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u0640\ufe0e\ufe0f")
_DROPPED |= {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_DROPPED |= {chr(c) for c in range(0xD800, 0xE000)}  # lone surrogates: no text, and no UTF-8 can be made of them
# Arabic vowel marks, tanwin, shadda, sukun, superscript alef, Quranic marks; not madda and hamza (U+0653 to U+0655).
_DROPPED |= {chr(c) for c in (*range(0x064B, 0x0653), 0x0670, *range(0x06D6, 0x06DD), *range(0x0610, 0x061B))}
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´′ʹ＇ʾʿ", "'"))
_ARABIC_LETTERS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ڪ": "ک", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه"}
    | {chr(0x0660 + digit): str(digit) for digit in range(10)}
    | {chr(0x06F0 + digit): str(digit) for digit in range(10)}
)
# Letters that fold to another although Unicode does not decompose them.
_LOOSE_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ة": "ه",
                                "ۃ": "ه", "ٱ": "ا"})
_DOTTED_I = regex.compile("([iI])\u0307+")
_CLUSTER = regex.compile(r"\X")
_WORD = regex.compile(
    r"[\p{L}\p{N}#@&][\p{L}\p{M}\p{N}]*(?:(?:['._\-@&:+]|(?<=\p{N})[,/](?=\p{N}))[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*"
)
_PIECE = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")


@dataclass(frozen=True)
class Normal:
    """A normal form and where each of its characters stands in the original.

    `starts[i]` and `ends[i]` are offsets into the original of the character (grapheme cluster) that became `text[i]`.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that became `text[start:end]` (end > start)."""
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True)
class Word:
    """A word in a normal form with its offsets in the original."""

    text: str
    start: int
    end: int


def plain(text: str) -> str:
    """NFC, one apostrophe, without zero-width characters, tatweel and vowel marks; no dot over i (İ → I)."""
    return "".join(part for part, _, _ in _parts(text, _plain_cluster))


def normalise(text: str) -> str:
    """`plain` with one form of ی ک ه and European digits."""
    return "".join(part for part, _, _ in _parts(text, _normal_cluster))


def fold(text: str) -> str:
    """`normalise` in small letters without diacritics: what two spellings of one word share."""
    return "".join(part for part, _, _ in _parts(text, _folded_cluster))


def with_offsets(text: str, folded: bool = False) -> Normal:
    """The normal (or folded) form together with the offsets of the original."""
    out, starts, ends = [], [], []
    for part, start, end in _parts(text, _folded_cluster if folded else _normal_cluster):
        out.append(part)
        starts += [start] * len(part)
        ends += [end] * len(part)
    return Normal("".join(out), tuple(starts), tuple(ends))


def words(text: str) -> list[Word]:
    """The words of a message in normal form; м'ята, la'aan, y-tunnus, 2.5 and a@b.fi are one word each."""
    return _found(_WORD, with_offsets(text))


def pieces(text: str) -> list[Word]:
    """Runs of letters and digits in folded form: what lists are matched by. Helsinki'de and l'entreprise are two."""
    return _found(_PIECE, with_offsets(text, folded=True))


def _found(pattern: regex.Pattern, normal: Normal) -> list[Word]:
    found: list[Word] = []
    for match in pattern.finditer(normal.text):
        word = Word(match.group(), *normal.span(*match.span()))
        if not found or word.start >= found[-1].end:  # '¼' folds to two numbers at one place: the first stands for it
            found.append(word)
    return found


def _parts(text: str, change) -> list[tuple[str, int, int]]:
    """(normal form, start, end) for each grapheme cluster of the text once the dropped characters are out of it."""
    kept = [(char, at) for at, char in enumerate(text) if char not in _DROPPED]
    bare = "".join(char for char, _ in kept)
    found = []
    for match in _CLUSTER.finditer(bare):
        part = change(match.group())
        if part:
            found.append((part, kept[match.start()][1], kept[match.end() - 1][1] + 1))
    return found


@lru_cache(maxsize=8192)
def _plain_cluster(cluster: str) -> str:
    parts = unicodedata.normalize("NFD", cluster)
    parts = "".join(char for char in parts if char not in _DROPPED).translate(_APOSTROPHES)
    return unicodedata.normalize("NFC", _DOTTED_I.sub(r"\1", parts))


@lru_cache(maxsize=8192)
def _normal_cluster(cluster: str) -> str:
    return unicodedata.normalize("NFC", _plain_cluster(cluster).translate(_ARABIC_LETTERS))


@lru_cache(maxsize=8192)
def _folded_cluster(cluster: str) -> str:
    small = unicodedata.normalize("NFKD", _normal_cluster(cluster).casefold()).casefold().translate(_LOOSE_LETTERS)
    bare = "".join(char for char in unicodedata.normalize("NFKD", small) if not unicodedata.combining(char))
    return bare.translate(_APOSTROPHES).translate(_ARABIC_LETTERS)
