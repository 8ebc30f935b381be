"""Finding words and phrases of a list in a message, however they are typed."""

import re
import unicodedata
from collections.abc import Iterable

# Letters of Arabic script that differ by keyboard or by ending, and apostrophes: one form for each.
_ONE_FORM = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ہ": "ه", "ھ": "ه", "ە": "ه", "ة": "ه", "ı": "i", "ـ": "", "\u200c": " "}
    | dict.fromkeys("’‘ʼʻ`´′", "'")
)


def folded(text: str) -> str:
    """In small letters, without diacritics and punctuation, one space between words."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_ONE_FORM))
    bare = "".join(each for each in letters if not unicodedata.combining(each)).translate(_ONE_FORM)
    return " ".join(re.sub(r"[^\w']+", " ", bare).split())


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these phrases, whole words in a folded text; `*` stands for letters at a word's end or beginning."""
    found = (" ".join(_word(word) for word in each.split()) for each in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)")


def _word(written: str) -> str:
    """The pattern of one word of a phrase."""
    return r"\w*".join(re.escape(folded(part)) for part in written.split("*"))
