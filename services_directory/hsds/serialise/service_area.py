"""HSDS service_area: for whose area a service is there."""

from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import Reader
from services_directory.models import District, Service
from services_directory.presentation.text import name_of


def service_areas(service: Service, parts: Parts, reader: Reader) -> list[dict]:
    """The districts where a service of the city is for some of them only, else its area."""
    owner = str(service.uuid)
    districts = list(service.districts.all())
    if districts and service.area_scope == Service.AreaScope.CITY:
        return [
            {"id": parts.id("service_area", row.code), "name": district_name(row, reader.language), "service_id": owner}
            for row in districts
        ]
    name = name_of(service.area_name or service.city.name, False, reader.language)
    return [{"id": parts.id("service_area", service.area_scope), "name": name, "service_id": owner}]


def district_name(district: District, language: str) -> str:
    """The name of a district as its readers write it."""
    return (district.names.get(language) or [None])[0] or name_of(district.name, False, language)
