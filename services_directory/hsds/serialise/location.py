"""HSDS location, address and accessibility. The directory has an address in one line; HSDS wants its parts."""

import re

from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import present
from services_directory.models import Location, Service
from services_directory.web_addresses import uri

# A postcode stands before the town; four or five digits cover the countries of the served cities.
_CODE_AND_TOWN = re.compile(r"(?:^|,)\s*(?P<code>\d{4,5})\s+(?P<town>[^\W\d][^,]*)$")


def location(service: Service, row: Location, id: str, parts: Parts) -> dict:
    """A place with its address; of a virtual one only its link, or what is written instead of one."""
    virtual = row.location_type == Location.Type.VIRTUAL
    linked = virtual and row.address.startswith(("http://", "https://"))
    return present(
        id=id,
        location_type=row.location_type,
        url=uri(row.address) if linked else None,
        name=row.name,
        description=row.address if virtual and not linked else None,
        transportation=row.transportation,
        latitude=None if row.latitude is None else float(row.latitude),
        longitude=None if row.longitude is None else float(row.longitude),
        organization_id=str(service.organization.uuid),
        addresses=[] if virtual else [address(service, row, id, parts)],
        accessibility=_accessibility(row, id, parts),
    )


def address(service: Service, row: Location, location_id: str, parts: Parts) -> dict:
    """The parts of an address; what HSDS demands and nobody wrote is derived (docs/hsds.md, 'Derived texts')."""
    street, code, town = split(row.address)
    town = row.locality or town or service.city.name
    return {
        "id": parts.id("address", row.location_type, row.address),
        "location_id": location_id,
        "address_1": street,
        "city": town,
        **present(region=row.region),
        "state_province": row.region or town,
        "postal_code": row.postal_code or code,
        "country": service.city.country.upper(),
        "address_type": row.location_type,
    }


def split(written: str) -> tuple[str, str, str]:
    """(lines before, postcode, town) of an address in one line; the two empty where they cannot be told."""
    found = _CODE_AND_TOWN.search(written.strip())
    if not found:
        return written, "", ""
    street = written[: found.start()].strip(" ,")
    return street or written, found["code"], found["town"].strip()


def _accessibility(row: Location, location_id: str, parts: Parts) -> list[dict]:
    return [
        present(
            id=parts.id("accessibility", location_id, each.description),
            description=each.description,
            details=each.details,
            url=uri(each.url),
            location_id=location_id,
        )
        for each in row.accessibility.all()
    ]
