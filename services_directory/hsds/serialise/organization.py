"""HSDS organization."""

from collections.abc import Iterable

from services_directory import phrases
from services_directory.hsds import feed
from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import Reader, present
from services_directory.models import Organization
from services_directory.presentation.text import name_of, organization_name, plain_text
from services_directory.web_addresses import uri


def organization(row: Organization, reader: Reader) -> dict:
    """The fields of an organization; where nobody described it, what is true of all that are in the directory."""
    described = plain_text(row, "description", reader.language)
    return present(
        id=str(row.uuid),
        name=organization_name(row, reader.language).text,
        alternate_name="; ".join(row.aliases),
        description=described.text if described else name_of(phrases.ORGANIZATION, False, reader.language),
        email=row.email,
        website=uri(row.url),
        legal_status=row.legal_status,
        parent_organization_id=_parent(row),
    )


def organization_full(row: Organization, reader: Reader, services: Iterable[dict]) -> dict:
    """With its services, as they were serialised (brief or full), and the places of those that are full."""
    offered = [{name: value for name, value in each.items() if name != "organization"} for each in services]
    places = [link["location"] for each in offered for link in each.get("service_at_locations", [])]
    return {
        **organization(row, reader),
        **present(locations=places, services=offered, attributes=text_languages(row, reader)),
    }


def text_languages(row: Organization, reader: Reader) -> list[dict]:
    """Attributes that tell which of its texts are in another language than the reader's."""
    parts, link = Parts(row.uuid), {"link_id": str(row.uuid), "link_entity": "organization"}
    found = {
        "name": organization_name(row, reader.language), "description": plain_text(row, "description", reader.language)
    }  # fmt: skip
    return [
        {
            "id": parts.id("attribute", "text_language", field), **link,
            "link_type": "text_language", "value": text.language, "label": field,
        }
        for field, text in found.items()
        if text and text.language != reader.language
    ]  # fmt: skip


def _parent(row: Organization) -> str | None:
    """The organization above it, where that is in the feed too: an id that leads nowhere helps nobody."""
    if not row.parent_id:
        return None
    parent = str(row.parent.uuid)
    return parent if parent in feed.organization_keys() else None
