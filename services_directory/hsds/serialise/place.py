"""Whose hours and phones are: a service's, at all its places, or those of one place."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from services_directory.models import Location, Phone, Schedule, Service

Row = TypeVar("Row", Phone, Schedule)


class Place(NamedTuple):
    """A place of a service, and the ids of it that the feed has."""

    row: Location
    link: str  # of the service at the location
    location: str


def of(place: Place | None, rows: Iterable[Row]) -> list[Row]:
    """Those of one place, or those of all."""
    return [row for row in rows if row.location_id == (place and place.row.pk)]


def key(place: Place | None) -> tuple:
    """What sets them apart from the same hours at another place; nothing where they are of all."""
    return (place.location,) if place else ()


def owner(place: Place | None, service: Service) -> dict[str, str]:
    """The fields that say whose they are."""
    if place is None:
        return {"service_id": str(service.uuid)}
    return {"location_id": place.location, "service_at_location_id": place.link}
