"""HSDS service_at_location: a service in one of its places."""

from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import present
from services_directory.hsds.serialise.location import location
from services_directory.models import Service

_SHARED = ("phones", "contacts", "schedules", "service_areas")


def service_at_locations(service: Service, parts: Parts) -> list[dict]:
    """One for each place of a service, in the order of the places."""
    return [_link(service, row, parts) for row in service.locations.all()]


def full(link: dict, service: dict) -> dict:
    """With what holds at the place; the directory keeps it once for all places of a service, under the same ids."""
    outline = {name: service[name] for name in ("id", "name", "status", "url", "organization_id") if name in service}
    return {**link, **present(**{name: service.get(name) for name in _SHARED}), "service": outline}


def brief(link: dict) -> dict:
    """The one-to-one fields alone."""
    place = {name: value for name, value in link["location"].items() if not isinstance(value, list)}
    return {**link, "location": place}


def _link(service: Service, row, parts: Parts) -> dict:
    key = (row.location_type, row.address)
    place = parts.id("location", *key)
    return {
        "id": parts.id("service_at_location", *key),
        "service_id": str(service.uuid),
        "location_id": place,
        "location": location(service, row, place, parts),
    }
