"""HSDS organization."""

from collections.abc import Iterable

from services_directory import phrases
from services_directory.hsds import feed
from services_directory.hsds.serialise.fields import Reader, present
from services_directory.models import Organization
from services_directory.presentation.text import name_of


def organization(row: Organization, reader: Reader) -> dict:
    """The fields of an organization; where nobody described it, what is true of all that are in the directory."""
    return present(
        id=str(row.uuid),
        name=name_of(row.name, row.proper_name, reader.language),
        alternate_name="; ".join(row.aliases),
        description=row.description or name_of(phrases.ORGANIZATION, False, reader.language),
        email=row.email,
        website=row.url,
        legal_status=row.legal_status,
        parent_organization_id=_parent(row),
    )


def organization_full(row: Organization, reader: Reader, services: Iterable[dict]) -> dict:
    """With its services, as they were serialised (brief or full), and the places of those that are full."""
    offered = [{name: value for name, value in each.items() if name != "organization"} for each in services]
    places = [link["location"] for each in offered for link in each.get("service_at_locations", [])]
    return {**organization(row, reader), **present(locations=places, services=offered)}


def _parent(row: Organization) -> str | None:
    """The organization above it, where that is in the feed too: an id that leads nowhere helps nobody."""
    if not row.parent_id:
        return None
    parent = str(row.parent.uuid)
    return parent if parent in feed.organization_keys() else None
