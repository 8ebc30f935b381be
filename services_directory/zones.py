"""Whose clocks a time is told by: those of the city that it is about."""

from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from services_directory.models import City


def zone_of(city: City) -> ZoneInfo:
    """The city's time zone; UTC where what is entered is none."""
    try:
        return ZoneInfo(city.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def day() -> date:
    """The day that statuses are told for: by the clock of the website, at the desk as for newcomers."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def tell_by(record) -> None:
    """For the rest of a request below /officer/: times as the clocks of the record's city show them.

    Of a city, or of a record with a field `city`; with any other the zone of the account stays.
    """
    city = record if isinstance(record, City) else getattr(record, "city", None)
    if isinstance(city, City):
        timezone.activate(zone_of(city))
