"""HSDS schedule: a recurrence rule of iCalendar (RFC 5545) in the subset that HSDS has, and in words."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from services_directory import phrases
from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import Reader, present
from services_directory.hsds.serialise.place import Place, key, of, owner
from services_directory.models import Schedule, Service
from services_directory.presentation.recurrence import rule_parts, split_end, times_text
from services_directory.presentation.text import note, say
from services_directory.web_addresses import uri
from services_directory.zones import zone_of

_TEXTS = ("BYDAY", "BYWEEKNO", "BYMONTHDAY", "BYYEARDAY")
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", *_TEXTS}
_EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"


def schedules(service: Service, parts: Parts, reader: Reader, place: Place | None = None) -> list[dict]:
    """The hours of a service at all its places, or at one.

    What is only said about them holds for all, and comes last, as a description without a rule.
    """
    zone = zone_of(service.city)
    found = []
    for row in of(place, service.schedules.all()):
        own = (row.rrule, row.opens_at or "", row.closes_at or "", row.valid_from or "", row.by_appointment)
        id = parts.id("schedule", *key(place), *own)
        found.append(_schedule(row, {"id": id, **owner(place, service)}, zone, reader, service))
    about = note(service, "hours_note", reader.language) if place is None else None
    if about:
        found.append({"id": parts.id("schedule", "note"), "service_id": str(service.uuid), "description": about})
    return found


def _schedule(row: Schedule, ids: dict, zone: ZoneInfo, reader: Reader, service: Service) -> dict:
    day = max(reader.today, row.valid_from or reader.today)
    offset = datetime.combine(day, time(12), zone).utcoffset()
    rule = rule_fields(row.rrule, row.valid_from)
    words = times_text(split_end(row.rrule)[0], row.opens_at, row.closes_at, reader.language)
    # Times of days that nobody can read from the record would be taken for the times of every day.
    opens, closes = (row.opens_at, row.closes_at) if rule or words or not row.rrule else (None, None)
    return present(
        **ids,
        valid_from=_iso(row.valid_from),
        valid_to=_iso(row.valid_to),
        **rule,
        timezone=_hours(offset.total_seconds() / 3600) if opens or closes else None,
        opens_at=_at(opens, day, zone),
        closes_at=_at(closes, day, zone),
        description=words,
        attending_type=say(phrases.BY_APPOINTMENT, reader.language) if row.by_appointment else None,
        schedule_link=uri(row.link),
        notes=note(service, "schedule_note", reader.language, row.note) if row.note else None,
    )


def rule_fields(rule: str, start: date | None) -> dict:
    """The fields of a rule; none where HSDS cannot say it (a day rule is said as a week rule of all days)."""
    parts = rule_parts(rule)
    if parts.get("FREQ") == "DAILY" and parts.get("INTERVAL", "1") == "1" and "COUNT" not in parts:
        parts |= {"FREQ": "WEEKLY", "BYDAY": parts.get("BYDAY", _EVERY_DAY)}
    position = parts.pop("BYSETPOS", "")
    if position.lstrip("-").isdigit() and parts.get("FREQ") == "MONTHLY" and parts.get("BYDAY", "").isalpha():
        parts["BYDAY"], position = position + parts["BYDAY"], None  # the second Monday: 2MO
    if parts.get("FREQ") not in ("WEEKLY", "MONTHLY") or position or set(parts) - _KNOWN:
        return {}
    until = parts.get("UNTIL", "")
    numbers = {name.lower(): int(parts[name]) for name in ("INTERVAL", "COUNT") if parts.get(name, "").isdigit()}
    return {
        "freq": parts["FREQ"],
        "wkst": parts.get("WKST"),
        "dtstart": _iso(start),
        "until": f"{until[:4]}-{until[4:6]}-{until[6:8]}" if until[:8].isdigit() else None,
        **numbers,
        **{name.lower(): parts.get(name) for name in _TEXTS},
    }


def _at(at: time | None, day: date, zone: ZoneInfo) -> str | None:
    """HH:MM with the offset of the city on that day: HSDS asks for it, though summer time moves it."""
    return datetime.combine(day, at, zone).isoformat(timespec="minutes")[11:] if at else None


def _hours(hours: float) -> float | int:
    return int(hours) if hours == int(hours) else hours


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
