"""Many services at a time as objects: what they need besides themselves is read once for all of them."""

from collections.abc import Sequence

from services_directory.hsds import feed
from services_directory.hsds.modified import last_modified
from services_directory.hsds.serialise import organization as of_organization
from services_directory.hsds.serialise import service as of_service
from services_directory.hsds.serialise import service_at_location as of_link
from services_directory.hsds.serialise.fields import Reader
from services_directory.hsds.serialise.metadata import metadata
from services_directory.models import Location, Organization, Service


def minimal_services(services: Sequence[Service], reader: Reader) -> list[dict]:
    """Ids and times."""
    changed = last_modified(services, reader.today)
    return [of_service.minimal(row, changed[row.pk]) for row in services]


def basic_services(services: Sequence[Service], reader: Reader) -> list[dict]:
    """One-to-one fields; read with `feed.BASIC`."""
    changed = last_modified(services, reader.today)
    return [of_service.one_to_one(row, reader, changed[row.pk]) for row in services]


def full_services(services: Sequence[Service], reader: Reader) -> list[dict]:
    """Everything; read with `feed.FULL`."""
    changed, changes = last_modified(services, reader.today), metadata(services)
    return [of_service.full(row, reader, changed[row.pk], changes[row.pk]) for row in services]


def full_organizations(
    rows: Sequence[Organization], reader: Reader, city: str | None, full_service: bool
) -> list[dict]:
    """Organizations with their services, of one city or of all."""
    offered: dict[int, list[dict]] = {row.pk: [] for row in rows}
    offers = feed.services(city).filter(organization__in=rows)
    services = list(feed.with_parts(offers, feed.FULL if full_service else feed.BRIEF))
    if full_service:
        written = full_services(services, reader)
    else:
        written = [of_service.brief(service, reader) for service in services]
    for service, each in zip(services, written, strict=True):
        offered[service.organization_id].append(each)
    return [of_organization.organization_full(row, reader, offered[row.pk]) for row in rows]


def links(rows: Sequence[Location], reader: Reader, full: bool) -> list[dict]:
    """Services at locations."""
    keys = {row.service_id for row in rows}
    services = list(feed.with_parts(feed.services().filter(pk__in=keys), feed.FULL if full else feed.PLACES))
    written = full_services(services, reader) if full else [{} for _ in services]
    found: dict[int, dict] = {}
    for service, each in zip(services, written, strict=True):
        places = each.get("service_at_locations", []) if full else of_link.outlines(service)
        for place, link in zip(service.locations.all(), places, strict=True):
            found[place.pk] = of_link.full(link, each) if full else link
    return [found[row.pk] for row in rows if row.pk in found]
