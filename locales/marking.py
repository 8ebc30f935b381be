"""Marks for extraction: they change nothing, but `kiosk translations extract` finds the msgids inside them.

Only string literals are found, never variables or f-strings; the sentence is translated where it is shown.
"""


def N_(msgid: str) -> str:
    """Marks a msgid of the catalogue of the package it stands in (locales/domains.py)."""
    return msgid


def NN_(singular: str, plural: str) -> tuple[str, str]:
    """Marks the two English forms of a sentence that changes with a number."""
    return singular, plural
