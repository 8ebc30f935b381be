"""Opening hours in the reader's language: those that hold today, and those that will."""

from datetime import date

from locales.render import isolated
from services_directory import phrases
from services_directory.models import Schedule, Service
from services_directory.presentation.places import place_notes
from services_directory.presentation.recurrence import split_end, times_text
from services_directory.presentation.text import date_value, joined, note, noted, say


def hours_text(service: Service, language: str, today: date) -> str | None:
    """The schedules of a service that are not over and what is said about them; None where nothing is known."""
    rows = [row for row in service.schedules.all() if not _is_over(row, today)]
    places = place_notes(service, rows, language)
    lines = [_line(service, row, language, today, places.get(row.pk)) for row in rows]
    lines.append(note(service, "hours_note", language))
    return joined(lines)


def _last(schedule: Schedule) -> date | None:
    """The last day on which it holds."""
    return min((day for day in (schedule.valid_to, split_end(schedule.rrule)[1]) if day), default=None)


def _is_over(schedule: Schedule, today: date) -> bool:
    last = _last(schedule)
    return bool(last and last < today)


def _line(service: Service, schedule: Schedule, language: str, today: date, place: str | None) -> str | None:
    """None where its rule cannot be said and neither a note nor a link stands in for it; `place` is where it holds."""
    rule, last = split_end(schedule.rrule)[0], _last(schedule)
    times = times_text(rule, schedule.opens_at, schedule.closes_at, language)
    booking = say(phrases.BY_APPOINTMENT, language) if schedule.by_appointment else None
    text = joined([times, booking])
    beside = joined([
        note(service, "schedule_note", language, schedule.note) if schedule.note else None,
        isolated({"type": "link", "url": schedule.link}, language) if schedule.link else None,
    ])  # fmt: skip
    if not text:
        text, beside = beside, None
    later = schedule.valid_from and schedule.valid_from > today
    beside = joined([
        place,
        beside,
        say(phrases.FROM, language, date=date_value(schedule.valid_from)) if later else None,
        say(phrases.UNTIL, language, date=date_value(last)) if last else None,
    ])  # fmt: skip
    return noted(text, beside, language)
