"""A message for a reader: translate first, fill in then, and never fail on the way."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from locales import bidi, catalogue
from locales.formatting import isolated_format
from locales.languages import SOURCE, get, match
from locales.template import TemplateError, fill, placeholders
from locales.values import check

_log = logging.getLogger(__name__)
_NAME = re.compile(r"\{(\w+)\}")
_UNKNOWN = "…"  # where a value is lacking: better a visible gap than a brace or no answer at all


@dataclass(frozen=True)
class Rendered:
    """A text and the language it is really in: the source's where a translation is lacking or broken."""

    text: str
    language: str
    direction: str


def render(msgid: str, values: Mapping[str, Any] | None, language: str, domain: str) -> str:
    """The sentence in that language with its values (`locales.values`; a str is a text, an int a number) filled in.

    Never fails: a translation that is broken, or asks for other placeholders than its source, gives way to the source
    sentence; a value that is lacking or wrong becomes '…'. Both are logged. Pieces that run the other way are isolated.
    """
    rendered = render_marked(msgid, values, language, domain)
    around = (match(language) or get(SOURCE)).direction
    return bidi.isolate(rendered.text, around, rendered.direction)


def render_marked(msgid: str, values: Mapping[str, Any] | None, language: str, domain: str) -> Rendered:
    """As `render`, telling the language of the text, so that a fallback can be shown as what it is."""
    row = match(language) or get(SOURCE)
    template, code = _template(catalogue.version(), msgid, row.code, domain)
    return _filled(template, code, values or {})


def render_plural(
    singular: str, plural: str, n: int, values: Mapping[str, Any] | None, language: str, domain: str
) -> str:
    """`render` for a sentence that changes with `n`; {count} is `n` unless `values` says otherwise."""
    row = match(language) or get(SOURCE)
    values = {"count": n, **(values or {})}
    template, code = catalogue.found_plural(singular, plural, n, row.code, domain), row.code
    try:
        if template is not None and placeholders(template) - placeholders(singular) - placeholders(plural):
            raise TemplateError("placeholders that its source does not have")
    except TemplateError as error:
        _log.error("translation into %s in %s: %s: %.80r", code, domain, error, singular)
        template = None
    if template is None:
        template, code = catalogue.ntranslate(singular, plural, n, SOURCE, domain), SOURCE
    rendered = _filled(template, code, values)
    return bidi.isolate(rendered.text, row.direction, rendered.direction)


def _filled(template: str, code: str, values: Mapping[str, Any]) -> Rendered:
    direction = get(code).direction
    try:
        texts = {name: _text(name, values.get(name), code, template) for name in placeholders(template)}
        return Rendered(fill(template, texts), code, direction)
    except TemplateError:
        # A source sentence with a stray brace (reported by the checks): what can be read as a placeholder still is one.
        text = _NAME.sub(lambda found: _text(found[1], values.get(found[1]), code, template), template)
        return Rendered(text, code, direction)


def isolated(value: Any, language: str) -> str:
    """One value as it stands inside a sentence of that language. Raises ValueError where the value is wrong."""
    value = _typed(value)
    check(value)
    return isolated_format(value, language)


@lru_cache(maxsize=16_384)
def _template(version: tuple, msgid: str, language: str, domain: str) -> tuple[str, str]:
    """(template, code of its language): the translation, or the source sentence where there is none that fits."""
    try:
        wanted = placeholders(msgid)
    except TemplateError as error:
        _log.error("source sentence in %s: %s: %.80r", domain, error, msgid)
        return msgid, SOURCE
    translation = catalogue.translate(msgid, language, domain)
    if not catalogue.translated(msgid, language, domain):
        return msgid, SOURCE
    try:
        given = placeholders(translation)
        if given != wanted:
            raise TemplateError(f"placeholders {sorted(given)} instead of {sorted(wanted)}")
    except TemplateError as error:
        _log.error("translation into %s in %s: %s: %.80r", language, domain, error, msgid)
        return msgid, SOURCE
    return translation, language


def _text(name: str, value: Any, language: str, msgid: str) -> str:
    try:
        return isolated(value, language)
    except ValueError as error:
        # The fault is named, the value is not: a name or number of a person may stand in it.
        reason = "is lacking" if value is None else f"is wrong ({type(error).__name__})"
        _log.error("value %s %s: %.80r", name, reason, msgid)
        return _UNKNOWN


def _typed(value: Any) -> Any:
    if isinstance(value, str):
        return {"type": "text", "text": value}
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return {"type": "number", "number": str(value)}
    return value
