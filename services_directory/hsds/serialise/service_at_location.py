"""HSDS service_at_location: a service in one of its places."""

from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import Reader, present
from services_directory.hsds.serialise.location import location
from services_directory.hsds.serialise.phone import phones
from services_directory.hsds.serialise.place import Place
from services_directory.hsds.serialise.schedule import schedules
from services_directory.models import Location, Service

_SHARED = ("phones", "contacts", "schedules", "service_areas")


def service_at_locations(service: Service, parts: Parts, reader: Reader) -> list[dict]:
    """One for each place of a service, in the order of the places, with the hours and phones of that place alone."""
    return [_with_own(service, row, _link(service, row, parts), parts, reader) for row in service.locations.all()]


def outlines(service: Service) -> list[dict]:
    """The one-to-one fields of the same alone."""
    parts = Parts(service.uuid)
    return [_brief(_link(service, row, parts)) for row in service.locations.all()]


def full(link: dict, service: dict) -> dict:
    """With what holds at all places too; the directory keeps it once for all of them, under the same ids."""
    outline = {name: service[name] for name in ("id", "name", "status", "url", "organization_id") if name in service}
    shared = {name: [*link.get(name, []), *service.get(name, [])] for name in _SHARED}
    return {**link, **present(**shared), "service": outline}


def _brief(link: dict) -> dict:
    place = {name: value for name, value in link["location"].items() if not isinstance(value, list)}
    return {**link, "location": place}


def _with_own(service: Service, row: Location, link: dict, parts: Parts, reader: Reader) -> dict:
    place = Place(row, link["id"], link["location_id"])
    numbers = phones(service, parts, reader, place)
    return {
        **link,
        **present(phones=numbers, schedules=schedules(service, parts, reader, place)),
        # A number rings in the room, whichever service one asks for there; hours are those of the service.
        "location": {**link["location"], **present(phones=numbers)},
    }


def _link(service: Service, row: Location, parts: Parts) -> dict:
    key = (row.location_type, row.address)
    place = parts.id("location", *key)
    return {
        "id": parts.id("service_at_location", *key),
        "service_id": str(service.uuid),
        "location_id": place,
        "location": location(service, row, place, parts),
    }
