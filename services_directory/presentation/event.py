"""An event as a card: the same fields as a service's, so that whoever shows the one can show the other."""

from datetime import datetime

from babel.dates import format_date, format_time

from locales.languages import get
from locales.render import isolated
from locales.values import format_value
from services_directory import phrases
from services_directory.models import Event
from services_directory.presentation.labels import detail_label, terms
from services_directory.presentation.source import source_dict
from services_directory.presentation.text import elsewhere, noted, organization_name, plain_text, say
from services_directory.zones import zone_of


def event_card(event: Event, language: str) -> dict:
    """The card of an event; beside what a service's has: `starts`, `ends` (ISO 8601, in the time of the city),
    `place`, `languages` (BCP 47), `free` (None where nobody said) and `sign_up`."""
    zone = zone_of(event.city)
    starts, ends = (at.astimezone(zone) for at in (event.starts_at, event.ends_at))
    name = plain_text(event, "name", language)
    described = plain_text(event, "description", language)
    main = described or name
    return {
        "id": event.slug,
        "name": name.text,
        "provider": organization_name(event.organization, language).text,
        "description": described.text if described else "",
        "language": main.language,
        "elsewhere": elsewhere(main, language) or elsewhere(name, language),
        "alert": None,
        "page": f"/{event.city_id}/events/",
        "url": event.sign_up or event.url or None,
        "phone": None,
        "phone_place": None,
        "email": None,
        "address": event.place or None,
        "lines": _lines(event, starts, ends, language),
        "status": "current",
        "status_note": None,
        "overdue": False,
        "checked_on": None,
        "checked_text": None,
        "source": source_dict(event.source, language) if event.source else None,
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
        "place": event.place or None,
        "languages": event.languages,
        "free": event.free,
        "sign_up": event.sign_up or None,
    }


def _lines(event: Event, starts: datetime, ends: datetime, language: str) -> list[dict]:
    texts = {
        "when": (say(phrases.WHEN, language), when_text(starts, ends, language)),
        "address": (detail_label("address", language), isolated(event.place, language) if event.place else None),
        "language": (detail_label("language", language), _languages(event, language)),
        "cost": (detail_label("cost", language), _cost(event, language)),
        "sign-up": (
            say(phrases.SIGN_UP, language),
            isolated({"type": "link", "url": event.sign_up}, language) if event.sign_up else None,
        ),
    }
    return [{"kind": kind, "label": label, "text": text} for kind, (label, text) in texts.items() if text]


def when_text(starts: datetime, ends: datetime, language: str) -> str:
    """Day and hours as the reader's language writes them; both days where it ends on another."""
    locale = get(language).locale
    opens, closes = (format_time(at.time(), "short", locale=locale) for at in (starts, ends))
    first, last = (format_date(at.date(), "full", locale=locale) for at in (starts, ends))
    if first == last:
        return say(phrases.HOURS, language, days=first, opens=opens, closes=closes)
    return f"{first}, {opens} – {last}, {closes}"


def _languages(event: Event, language: str) -> str | None:
    items = [format_value({"type": "language", "code": code}, language) for code in event.languages]
    return format_value({"type": "list", "items": items}, language) if items else None


def _cost(event: Event, language: str) -> str | None:
    names = {row["code"]: row["name"] for row in terms(language)["cost"]}
    text = {True: names.get("free"), False: names.get("paid")}.get(event.free)
    about = plain_text(event, "cost_note", language)
    return noted(text, about.text, language) or about.text if about else text
