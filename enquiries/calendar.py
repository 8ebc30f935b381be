"""Office hours: whether somebody answers now, when next, and by when an enquiry is to be answered."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from statistics import median
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from accounts.models import AT_THE_DESK
from accounts.permissions import administrators
from services_directory.models import City
from services_directory.zones import zone_of

from .models import Enquiry, Presence

USUAL = ({"rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "opens": "09:00", "closes": "17:00"},)
"""Hours by which due times are reckoned in a city that has entered none; newcomers are not told them."""
HORIZON = 370
"""Days that are looked ahead."""
PRESENT = timedelta(seconds=60)
"""Somebody seen within this time is there."""
RECENT, FEWEST = timedelta(days=90), 5
"""The usual wait is reckoned over this time, from at least so many first replies."""
_ANCHOR = datetime(2024, 1, 1)  # a Monday: where rules of every second week begin, which do not say themselves


def is_open(city: City, now: datetime) -> bool:
    """Whether these are office hours; False where the city has entered none."""
    return any(opens <= now < closes for opens, closes in _openings(city, now, city.contact_hours))


def next_opening(city: City, now: datetime) -> datetime | None:
    """When the office opens next (aware, in the city's time); None where no hours are entered or it stays closed."""
    return next((opens for opens, _ in _openings(city, now, city.contact_hours) if opens > now), None)


def due(city: City, opened_at: datetime, priority: str) -> datetime:
    """When the office hours that the settings give an enquiry of this priority have passed."""
    left = timedelta(hours=settings.KIOSK_ENQUIRY_DUE_HOURS[priority])
    for opens, closes in _openings(city, opened_at, city.contact_hours or USUAL):
        begins = max(opens, opened_at)
        # Python reckons two times of one zone by the clock on the wall: in UTC an hour is an hour on every day.
        span = closes.astimezone(ZoneInfo("UTC")) - begins.astimezone(ZoneInfo("UTC"))
        if span >= left:
            return (begins.astimezone(ZoneInfo("UTC")) + left).astimezone(zone_of(city))
        left -= max(span, timedelta(0))
    return opened_at + timedelta(days=HORIZON)


def office_time(city: City, since: datetime, until: datetime) -> timedelta:
    """How much of the time between two moments were office hours."""
    passed = timedelta(0)
    for opens, closes in _openings(city, since, city.contact_hours or USUAL):
        if opens >= until:
            break
        begins, ends = (moment.astimezone(ZoneInfo("UTC")) for moment in (max(opens, since), min(closes, until)))
        passed += max(ends - begins, timedelta(0))
    return passed


def usual_wait(city: City) -> timedelta | None:
    """Half of the first replies of the last 90 days came within this time; None where there were fewer than five."""
    replied = Enquiry.objects.filter(city=city, first_reply_at__gte=timezone.now() - RECENT)
    waits = [reply - opened for opened, reply in replied.values_list("opened_at", "first_reply_at")]
    return median(waits) if len(waits) >= FEWEST else None


def online(city: City) -> bool:
    """Whether somebody of the city's staff is there and takes questions."""
    there = Presence.objects.filter(available=True, seen_at__gte=timezone.now() - PRESENT, user__is_active=True)
    # Whose role is here; an administrator has every city, and is there for the one that they work for alone.
    staff = Q(user__assignments__role__in=AT_THE_DESK, user__assignments__city=city)
    return there.filter(staff | Q(city=city, user__in=administrators())).exists()


def _openings(city: City, since: datetime, hours) -> Iterator[tuple[datetime, datetime]]:
    """The openings that end after `since`, in order, without those of holidays."""
    zone, closed = zone_of(city), set(city.holidays or ())
    first = since.astimezone(zone).date()
    for day in (first + timedelta(days=ahead) for ahead in range(HORIZON)):
        if day.isoformat() in closed:
            continue
        for opens, closes in _merged(day, hours, zone):
            if closes > since:
                yield opens, closes


def _merged(day: date, hours, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """The openings of a day; two that overlap are one."""
    found = []
    for row in hours:
        if not _falls_on(row["rrule"], day):
            continue
        opens, closes = (
            datetime.combine(day, time.fromisoformat(row[key]), tzinfo=zone) for key in ("opens", "closes")
        )
        found.append((opens, closes))
    together: list[tuple[datetime, datetime]] = []
    for opens, closes in sorted(found):
        if together and opens <= together[-1][1]:
            together[-1] = (together[-1][0], max(closes, together[-1][1]))
        else:
            together.append((opens, closes))
    return together


@lru_cache(maxsize=4096)
def _falls_on(rule: str, day: date) -> bool:
    noon = datetime.combine(day, time())
    return bool(_rule(rule).between(noon, noon, inc=True))


@lru_cache(maxsize=64)
def _rule(rule: str):
    return rrulestr(rule, dtstart=_ANCHOR, cache=True)
