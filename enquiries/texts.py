"""Hours, waiting time and status in a newcomer's words."""

from datetime import datetime, timedelta
from math import ceil

from babel.dates import format_time
from django.conf import settings
from django.utils import timezone

from locales.languages import get
from locales.render import render
from services_directory.models import City
from services_directory.presentation.recurrence import days_text

from . import calendar, phrases


def say(msgid: str, language: str, **values) -> str:
    """A phrase of `enquiries.phrases` in a language."""
    return render(msgid, values, language, phrases.DOMAIN)


def consent(city: City, language: str) -> str:
    """What a person agrees to before an enquiry is kept."""
    kept = {"type": "duration", "count": settings.KIOSK_ENQUIRY_RETENTION_DAYS, "unit": "day"}
    return say(phrases.CONSENT_TEXT, language, city=name_of(city), kept=kept)


def training(language: str) -> str:
    """What a person is asked apart from that: whether the guide may learn from the question."""
    return say(phrases.TRAINING_TEXT, language)


def name_of(city: City) -> dict:
    """The city's name as a value: translated where a catalogue has it."""
    return {"type": "term", "msgid": city.name}


def hours(city: City, language: str) -> str:
    """The office hours; a rule that cannot be said rightly is left out."""
    rows = [
        say(
            phrases.OPENING,
            language,
            days=days,
            opens=_clock(row["opens"], language),
            closes=_clock(row["closes"], language),
        )
        for row in city.contact_hours or []
        if (days := days_text(row["rrule"], language))
    ]
    if not rows:
        return say(phrases.HOURS_UNKNOWN, language)
    listed = {"type": "list", "items": [{"type": "text", "text": row} for row in rows]}
    return say(phrases.HOURS, language, hours=listed, city=name_of(city))


def waiting(city: City, language: str, now: datetime | None = None) -> str:
    """Whether somebody is there, when somebody will be, and how long a first reply usually takes; nothing invented."""
    now = now or timezone.now()
    said = []
    if calendar.online(city):
        said.append(say(phrases.ONLINE, language))
    elif calendar.is_open(city, now):
        said.append(say(phrases.OPEN_NOW, language))
    elif opens := calendar.next_opening(city, now):
        day = {"type": "date", "date": opens.date().isoformat()}
        said.append(say(phrases.CLOSED_NOW, language, day=day, time=_clock(f"{opens:%H:%M}", language)))
    usual = calendar.usual_wait(city)
    if usual is None:
        said.append(say(phrases.WAIT_UNKNOWN, language))
    else:
        said.append(say(phrases.USUAL_WAIT, language, time=rounded(usual)))
    return " ".join(said)


def rounded(span: timedelta) -> dict:
    """A span of time as a value, rounded up to what people say: minutes by five, hours, days."""
    minutes = span.total_seconds() / 60
    if minutes <= 60:
        return {"type": "duration", "count": max(5, ceil(minutes / 5) * 5), "unit": "minute"}
    if minutes <= 48 * 60:
        return {"type": "duration", "count": ceil(minutes / 60), "unit": "hour"}
    return {"type": "duration", "count": ceil(minutes / (24 * 60)), "unit": "day"}


def status(enquiry, language: str) -> str:
    """Where an enquiry stands, for the person who asked."""
    return say(phrases.STATUS[enquiry.status], language)


def _clock(written: str, language: str) -> str:
    at = datetime.strptime(written, "%H:%M").time()
    return format_time(at, "short", locale=get(language).locale)
