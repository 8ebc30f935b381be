"""Where something comes from, and from when."""

from datetime import date

from locales.render import render
from services_directory import phrases
from services_directory.models import Service, Source
from services_directory.presentation.text import date_value, say
from services_directory.upkeep import reviews


def source_dict(source: Source, language: str, as_of: str | None = None, checked_on=None) -> dict:
    """A source; `as_of` and `checked_on` of the entry that rests on it go before its own."""
    dated = as_of or source.as_of or None
    checked = checked_on or source.checked_on
    value = date_value(dated)
    return {
        "title": source.title,
        "url": source.url or None,
        "kind": source.kind,
        "confirmed": source.confirmed,
        "as_of": dated,
        "as_of_text": say(phrases.AS_OF, language, date=value) if value else say(phrases.NO_DATE, language),
        "as_of_note": render(source.as_of_note, source.as_of_values, language, "guidance")
        if source.as_of_note
        else None,
        "checked_on": checked.isoformat() if checked else None,
        "checked_text": say(phrases.CHECKED, language, date=date_value(checked)) if checked else None,
    }


def check_note(source: Source, language: str, today: date) -> str | None:
    """What to mind of a statement whose source nobody of the city has looked at in time; None where somebody has."""
    if not reviews.overdue(source, today):
        return None
    checked = reviews.checked_on(source, today)
    return say(phrases.OVERDUE, language, date=date_value(checked)) if checked else say(phrases.UNCHECKED, language)


def main_source(service: Service, language: str) -> dict | None:
    """The source that the entry of a service rests on, with the entry's own dates."""
    rows = list(service.service_sources.all())
    if not rows:
        return None
    return source_dict(rows[0].source, language, service.as_of_date, service.assured_date)


def all_sources(service: Service, language: str) -> list[dict]:
    """Every source of a service, earlier mentions too; the same one once."""
    found = {row.source_id: source_dict(row.source, language) for row in service.service_sources.all()[1:]}
    found |= {row.source_id: source_dict(row.source, language) for row in service.status_records.all()}
    first = main_source(service, language)
    return ([first] if first else []) + list(found.values())


class Sources:
    """Collects the sources of an answer; the same one has one number."""

    def __init__(self, language: str):
        self.language = language
        self.found: dict[int, int] = {}
        self.dicts: list[dict] = []

    def number(self, source: Source) -> int:
        """Its index in `dicts`."""
        if source.pk not in self.found:
            self.found[source.pk] = len(self.dicts)
            self.dicts.append(source_dict(source, self.language))
        return self.found[source.pk]
