"""Words of a text in a form that can be compared across spellings."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def normal(text: str) -> str:
    """Case folded, compatibility forms and marks removed: 'Yrittäjän' is 'yrittajan', 'STRASSE' is 'straße'."""
    decomposed = unicodedata.normalize("NFKD", text.encode("utf-8", "replace").decode("utf-8").casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def words(text: str) -> list[str]:
    """The words of a text, normal forms, in order."""
    return _WORD.findall(normal(text))
