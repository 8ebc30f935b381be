"""Texts of records in the reader's language: an officer's translation, else the catalogue's, else the original."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from locales.languages import SOURCE, get, match
from locales.render import isolated, render, render_marked
from locales.template import TemplateError, fill, placeholders
from locales.values import check
from services_directory import phrases
from services_directory.models import AnyTranslation, City, Event, Organization, Service

_log = logging.getLogger(__name__)
DOMAIN = "directory"


@dataclass(frozen=True)
class Text:
    """A text, the language it is really in, and whether its translation was withheld."""

    text: str
    language: str
    withheld: bool = False


def reader_language() -> str:
    """The language of whoever reads the page, of those that texts are served in; English where it is none of them."""
    found = match(get_language() or SOURCE)
    return found.code if found else SOURCE


def noted(text: str | None, beside: str | None, language: str) -> str | None:
    """'Mon–Fri (by phone)'; the text alone where there is nothing beside it."""
    return say(phrases.NOTED, language, text=text, note=beside) if text and beside else text


def joined(parts: Iterable[str | None]) -> str | None:
    """What there is of the parts, with semicolons between; None where there is nothing."""
    return "; ".join(part for part in parts if part) or None


def say(phrase: str, reader: str, /, **values: Any) -> str:
    """A phrase of the directory in the language `reader`; values are typed, or strings for texts."""
    return render(phrase, values, reader, DOMAIN)


def service_text(service: Service, field: str, language: str, original: str | None = None) -> Text | None:
    """A text field of a service (or `original`, for a text kept beside it); None where it is empty."""
    original = getattr(service, field) if original is None else original
    if not original:
        return None
    figures = figures_of(service)
    translated, withheld = _translated(service, field, language)
    if translated is not None:
        return Text(filled(translated, figures, language), language)
    if field == "name" and service.proper_name:
        return Text(original, language)
    if service.language != SOURCE or withheld:
        known = service.language if _served(service.language) else SOURCE
        return Text(filled(original, figures, known), service.language, withheld and service.language != language)
    rendered = render_marked(original, figures, language, DOMAIN)
    return Text(rendered.text, rendered.language)


def note(service: Service, field: str, language: str, original: str | None = None) -> str | None:
    """As `service_text`, as a string alone."""
    text = service_text(service, field, language, original)
    return text.text if text else None


def marked(service: Service, field: str, language: str) -> str | None:
    """As `note`, with a word on its language where it is not the reader's."""
    text = service_text(service, field, language)
    return noted(text.text, elsewhere(text, language), language) if text else None


def plain_text(record: Event | Organization | City, field: str, language: str) -> Text | None:
    """A text of a record whose texts have no figures and do not ship; None where it is empty."""
    original = getattr(record, field)
    if not original:
        return None
    translated, withheld = _translated(record, field, language)
    if translated is not None:
        return Text(translated, language)
    return Text(original, record.language, withheld and record.language != language)


def organization_name(organization: Organization, language: str) -> Text:
    """The name of an organization: one that is no proper name may ship with its translations."""
    found = plain_text(organization, "name", language)
    if found.withheld or found.language == language:
        return found
    if organization.proper_name:
        return Text(organization.name, language)
    if organization.language != SOURCE:
        return found
    rendered = render_marked(organization.name, {}, language, DOMAIN)
    return Text(rendered.text, rendered.language)


def _translated(record: Service | Event | Organization | City, field: str, language: str) -> tuple[str | None, bool]:
    """(an officer's translation of a text, whether it is withheld); no text where there is none to be shown."""
    for row in record.translations.all():
        if row.field == field and row.language == language:
            withheld = row.state == AnyTranslation.State.WITHHELD
            return (None if withheld else row.text), withheld
    return None, False


def figures_of(service: Service) -> dict:
    """The values for the placeholders in its texts."""
    return {**service.values, **{option.key: option.value for option in service.cost_options.all()}}


def filled(template: str, figures: dict, language: str) -> str:
    """An officer's own text with its figures; never fails: a fault is logged and the text stands as written."""
    try:
        return fill(template, {name: isolated(figures[name], language) for name in placeholders(template)})
    except (TemplateError, KeyError, ValueError) as error:
        _log.error("text of a service: %s: %.80r", type(error).__name__, template)
        return template


def elsewhere(text: Text, language: str) -> str | None:
    """Which language a text is in and why, where it is not the reader's."""
    if text.language == language:
        return None
    phrase = phrases.WITHHELD if text.withheld else phrases.ELSEWHERE
    return say(phrase, language, language={"type": "language", "code": text.language})


def date_value(written: str | date | None) -> dict | None:
    """A typed date from 2026, 2026-02, 2026-02-12 or a day; None where it is no date."""
    value = {"type": "date", "date": written.isoformat() if isinstance(written, date) else written}
    try:
        check(value)
    except ValueError:
        return None
    return value


def name_of(name: str, proper: bool, language: str) -> str:
    """A name: as written where it is a proper name, else as the catalogue has it."""
    return name if proper else render_marked(name, {}, language, DOMAIN).text


def _served(code: str) -> bool:
    try:
        return bool(get(code))
    except KeyError:
        return False
