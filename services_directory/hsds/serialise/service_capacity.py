"""HSDS service_capacity and unit."""

import uuid
from datetime import datetime, time

from services_directory.hsds.ids import Parts
from services_directory.hsds.modified import written
from services_directory.hsds.serialise.fields import present
from services_directory.models import Service
from services_directory.zones import zone_of


def capacities(service: Service, parts: Parts) -> list[dict]:
    """Free places; the day they were counted is served as its beginning in the city."""
    zone = zone_of(service.city)
    return [
        present(
            id=parts.id("service_capacity", row.unit),
            service_id=str(service.uuid),
            unit={"id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"kiosk:units/{row.unit}")), "name": row.unit},
            available=row.available,
            maximum=row.maximum,
            updated=written(datetime.combine(row.updated, time.min, zone)),
        )
        for row in service.capacities.all()
    ]
