"""Validators of fields that hold typed values."""

import re

from babel import Locale
from babel.core import parse_locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from locales.template import TemplateError, placeholders
from locales.values import check

CHANNELS = {
    "website": gettext_lazy("website"),
    "social-media": gettext_lazy("social media"),
    "print": gettext_lazy("leaflets and posters"),
    "events": gettext_lazy("events"),
    "press": gettext_lazy("press, radio, television"),
    "employment-services": gettext_lazy("employment services"),
    "integration-services": gettext_lazy("integration services"),
    "communities": gettext_lazy("communities and their associations"),
    "role-models": gettext_lazy("role models from migrant communities"),
    "schools": gettext_lazy("schools and language courses"),
    "word-of-mouth": gettext_lazy("word of mouth"),
}
"""Code → name of the ways in which a service is made known (EUROCITIES toolkit 2018, 'inclusive mainstream', question 2)."""


def check_value(value) -> None:
    """Raises ValidationError unless `value` is a typed value of `locales.values`."""
    try:
        check(value)
    except ValueError as error:
        raise ValidationError(gettext_lazy("Not a value: %(reason)s"), params={"reason": str(error)}) from error


def check_values(values: dict) -> None:
    """Raises ValidationError unless `values` is a mapping of names to typed values."""
    if not isinstance(values, dict):
        raise ValidationError({"values": gettext_lazy("This is not a mapping of names to values.")})
    for value in values.values():
        try:
            check_value(value)
        except ValidationError as error:
            raise ValidationError({"values": error}) from error


def check_placeholders(texts: dict[str, str], known: set[str]) -> None:
    """Raises ValidationError, by field, for a stray brace or a placeholder that no value fills."""
    for field, text in texts.items():
        try:
            unknown = placeholders(text or "") - known
        except TemplateError as error:
            raise ValidationError({field: gettext_lazy("There is a stray brace in this text.")}) from error
        if unknown:
            reason = gettext_lazy("No value for: %(names)s")
            raise ValidationError({field: ValidationError(reason, params={"names": ", ".join(sorted(unknown))})})


def check_duration(value) -> None:
    """Raises ValidationError unless `value` is a typed duration."""
    check_value(value)
    if value["type"] != "duration":
        raise ValidationError(gettext_lazy("This is not a duration."))


def check_channels(codes) -> None:
    """Raises ValidationError unless `codes` is a list of CHANNELS."""
    if not isinstance(codes, list) or not set(map(str, codes)) <= set(CHANNELS):
        raise ValidationError(gettext_lazy("Known channels are: %(known)s"), params={"known": ", ".join(CHANNELS)})


def is_language(tag: str) -> bool:
    """Whether a tag (BCP 47) begins with a language that CLDR can name."""
    try:
        return parse_locale(tag, sep="-")[0] in Locale("en").languages
    except ValueError:
        return False


def check_tags(field: str, tags) -> None:
    """Raises ValidationError, at the field, unless `tags` is a list of language tags (BCP 47) that mean a language."""
    for tag in tags if isinstance(tags, list) else [tags]:
        if not isinstance(tag, str) or not is_language(tag):
            message = gettext_lazy("There is no language %(tag)s.")
            raise ValidationError({field: ValidationError(message, params={"tag": str(tag)[:20]})})


def same_placeholders(field: str, original: str, text: str) -> None:
    """Raises ValidationError, at the field, unless both texts have the same placeholders."""
    missing = placeholders(original) - placeholders(text)
    if missing:
        message = gettext_lazy("These figures are missing in the text: %(names)s")
        names = ", ".join(f"{{{name}}}" for name in sorted(missing))
        raise ValidationError({field: ValidationError(message, params={"names": names})})


# A tag, comment or declaration, an entity, or an address that runs a program. '5 < 6' and 'R & D' are plain text.
_MARKUP = re.compile(r"<\s*[a-z/!?]|&(?:[a-z]+|#\d+|#x[0-9a-f]+);|\b(?:javascript|vbscript)\s*:|\bdata:text/html", re.IGNORECASE)


def check_plain(value) -> None:
    """Raises ValidationError where HTML or script stands in a text, or in a text within lists and mappings."""
    if isinstance(value, str):
        if found := _MARKUP.search(value):
            message = gettext_lazy("Please write plain text: %(found)s looks like HTML or script.")
            raise ValidationError(message, code="markup", params={"found": value[found.start() : found.start() + 20]})
    elif isinstance(value, dict):
        for name, item in value.items():
            check_plain(name)
            check_plain(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            check_plain(item)
