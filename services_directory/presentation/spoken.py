"""Languages in which a service is given: by whom, when, and how long ago somebody said so."""

from locales.values import format_value
from services_directory import phrases
from services_directory.models import Service, SpokenLanguage
from services_directory.presentation.recurrence import times_text
from services_directory.presentation.text import date_value, joined, note, noted, say

SHORT = 200  # characters of a card's line; a longer one leaves out the officers' own notes

_BY = {
    SpokenLanguage.GivenBy.STAFF: phrases.SPOKEN_BY_STAFF,
    SpokenLanguage.GivenBy.INTERPRETER: phrases.SPOKEN_BY_INTERPRETER,
    SpokenLanguage.GivenBy.REQUEST: phrases.SPOKEN_ON_REQUEST,
}


def languages_text(service: Service, language: str, short: bool = False) -> str | None:
    """The languages that sources name with what is known of each, and what is said about all; `short` for a card."""
    whole = _languages_text(service, language, notes=True)
    return _languages_text(service, language, notes=False) if short and whole and len(whole) > SHORT else whole


def spoken_note(row: SpokenLanguage, language: str, by: bool = True, notes: bool = True) -> str | None:
    """By whom (unless not `by`), when, the officers' note (unless not `notes`) and the date of the source."""
    then = date_value(row.as_of)
    dated = say(phrases.AS_OF, language, date=then) if then else None
    return joined([*_known(row, language, by, notes), dated])


def _languages_text(service: Service, language: str, notes: bool) -> str | None:
    items = [_item(row, language, notes) for row in service.spoken_languages.all()]
    listed = format_value({"type": "list", "items": items}, language) if items else None
    about = note(service, "language_note", language)
    return f"{listed}. {about}" if listed and about else listed or about


def _item(row: SpokenLanguage, language: str, notes: bool) -> str:
    name = format_value({"type": "language", "code": row.code}, language)
    if _known(row, language, True, notes):
        return noted(name, spoken_note(row, language, notes=notes), language)
    then = date_value(row.as_of)
    return say(phrases.STATED_THEN, language, language=name, date=then) if then else name


def _known(row: SpokenLanguage, language: str, by: bool, notes: bool) -> list[str]:
    times = None
    if row.rrule:  # a language that is spoken on some days is not spoken always, whether the days can be said or not
        times = times_text(row.rrule, row.opens_at, row.closes_at, language) or say(phrases.AT_TIMES, language)
    said = (
        say(_BY[row.given_by], language) if by and row.given_by in _BY else None,
        times,
        row.note if notes else None,
    )
    return [each for each in said if each]
