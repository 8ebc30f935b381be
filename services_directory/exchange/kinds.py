"""Kinds of fields: how each is written in a cell, read from a file, and kept in the database.

`parse` takes a cell apart, `read` makes the one form that is compared (texts, whole numbers, yes or no, lists,
mappings; an empty value is ""), `stored` what the model keeps, `canonical` the compared form of what it keeps, and
`cell` a cell again. `read` raises ValidationError; what the model itself checks is left to the model.
"""

import re
from functools import lru_cache
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from services_directory.models.checks import check_plain, check_tags, is_language

# ruff: noqa: D102 - the methods of a kind are described above

# XML 1.0 and PostgreSQL know none of these; half of a pair of surrogates is no character at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def text_of(raw: Any, longest: int) -> str:
    """A plain text without outer blanks. Raises ValidationError for markup, control characters and what is too long."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        raw = str(raw)
    if not isinstance(raw, str):
        raise ValidationError(gettext_lazy("This is not a text."))
    if len(raw) > longest:
        message = gettext_lazy("The text has %(count)s characters; at most %(most)s fit.")
        raise ValidationError(message, params={"count": f"{len(raw):,}", "most": f"{longest:,}"})
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if found := UNWRITABLE.search(text):
        message = gettext_lazy("The text holds an unreadable character (U+%(code)s).")
        raise ValidationError(message, params={"code": f"{ord(found[0]):04X}"})
    check_plain(text)
    return text


class Kind:
    """A text; the others differ from it."""

    repeats = False  # whether its name may stand more than once in one value of a cell

    def __init__(self, longest: int = 600):
        self.longest = longest

    def parse(self, cell: str) -> Any:
        return cell

    def read(self, raw: Any) -> Any:
        return text_of(raw, self.longest)

    def stored(self, value: Any) -> Any:
        return value

    def canonical(self, stored: Any) -> Any:
        return "" if stored is None else str(stored).replace("\r\n", "\n").replace("\r", "\n").strip()

    def cell(self, value: Any) -> str:
        return str(value)


class Url(Kind):
    """An address with http or https; the model checks the rest."""

    def read(self, raw: Any) -> str:
        text = super().read(raw)
        if text and not text.lower().startswith(("http://", "https://")):
            raise ValidationError(gettext_lazy("A web address begins with http:// or https://."))
        return text


class Tag(Kind):
    """A language (BCP 47)."""

    def read(self, raw: Any) -> str:
        tag = super().read(raw)
        if tag and not known_language(tag):
            plain_errors(check_tags, tag)  # says so
        return tag


class Number(Kind):
    """A telephone number; one that can be understood is written in E.164."""

    def read(self, raw: Any) -> str:
        text = super().read(raw)
        try:
            parsed = phonenumbers.parse(text, None)
        except phonenumbers.NumberParseException:
            return text  # the model says how to write it
        if re.fullmatch(r"\+[\d ()./-]+", text, re.ASCII) and phonenumbers.is_possible_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        return text


@lru_cache(maxsize=1000)
def known_language(tag: str) -> bool:
    """Whether a tag means a language; asked for the same few again and again."""
    return is_language(tag)


def plain_errors(check, tags) -> None:
    """The errors of a check that names a field, without its name."""
    try:
        check("", tags)
    except ValidationError as error:
        raise ValidationError([message for messages in error.message_dict.values() for message in messages]) from error
