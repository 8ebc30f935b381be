"""Something that was said, once more in another language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Again:
    """The text in the other language. `whole` is False where parts of it can only be read in the original."""

    text: str
    whole: bool
