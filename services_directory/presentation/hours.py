"""Opening hours in the reader's language, from recurrence rules of iCalendar."""

from babel.dates import format_time, get_day_names

from locales.languages import get
from services_directory import phrases
from services_directory.models import Schedule, Service
from services_directory.presentation.text import note, say

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def hours_text(service: Service, language: str) -> str | None:
    """All schedules of a service and what is said about them; None where nothing is known."""
    lines = [_line(service, schedule, language) for schedule in service.schedules.all()]
    lines.append(note(service, "hours_note", language))
    return "; ".join(line for line in lines if line) or None


def _line(service: Service, schedule: Schedule, language: str) -> str:
    text = ""
    if schedule.rrule and schedule.opens_at and schedule.closes_at:
        locale = get(language).locale
        opens, closes = (format_time(at, "short", locale=locale) for at in (schedule.opens_at, schedule.closes_at))
        text = say(phrases.HOURS, language, days=days_text(schedule.rrule, language), opens=opens, closes=closes)
    if schedule.by_appointment:
        booking = say(phrases.BY_APPOINTMENT, language)
        text = f"{text}; {booking}" if text else booking
    about = note(service, "hours_note", language, schedule.note) if schedule.note else None
    if text and about:
        return say(phrases.NOTED, language, text=text, note=about)
    return text or about or ""


def days_text(rule: str, language: str) -> str:
    """The days of a weekly or daily rule: 'Mon–Fri', 'Tue, Thu'. A rule without days is returned as it stands."""
    parts = dict(part.split("=", 1) for part in rule.removeprefix("RRULE:").split(";") if "=" in part)
    days = sorted(_DAYS.index(day[-2:]) for day in parts.get("BYDAY", "").split(",") if day[-2:] in _DAYS)
    if parts.get("FREQ") == "DAILY" and not days:
        days = list(range(7))
    if not days:
        return rule
    names = get_day_names("abbreviated", context="stand-alone", locale=get(language).locale)
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said = []
    for run in runs:
        said += [names[day] for day in run] if len(run) < 3 else [f"{names[run[0]]}–{names[run[-1]]}"]
    return ", ".join(said)
