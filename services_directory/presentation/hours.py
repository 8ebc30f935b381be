"""Opening hours in the reader's language: those that hold today, and those that will."""

from datetime import date

from locales.render import isolated
from services_directory import phrases
from services_directory.models import Schedule, Service
from services_directory.presentation.recurrence import split_end, times_text
from services_directory.presentation.text import date_value, joined, note, noted, say


def hours_text(service: Service, language: str, today: date) -> str | None:
    """The schedules of a service that are not over and what is said about them; None where nothing is known."""
    lines = [_line(service, schedule, language, today) for schedule in service.schedules.all()]
    lines.append(note(service, "hours_note", language))
    return joined(lines)


def _line(service: Service, schedule: Schedule, language: str, today: date) -> str | None:
    """None once it is over, and where its rule cannot be said and neither a note nor a link stands in for it."""
    rule, end = split_end(schedule.rrule)
    last = min((day for day in (schedule.valid_to, end) if day), default=None)
    if last and last < today:
        return None
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
        beside,
        say(phrases.FROM, language, date=date_value(schedule.valid_from)) if later else None,
        say(phrases.UNTIL, language, date=date_value(last)) if last else None,
    ])  # fmt: skip
    return noted(text, beside, language)
