"""HSDS contact: desks and roles that may be shown."""

from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import present
from services_directory.models import Service


def contacts(service: Service, parts: Parts) -> list[dict]:
    """Contacts that are public and not withdrawn, and the office's further e-mail addresses (a service has one)."""
    owner = str(service.uuid)
    found = []
    for row in service.contacts.all():
        if row.is_shown:
            id = parts.id("contact", row.name, row.title, row.department, row.email)
            phone = {"id": parts.id("contact_phone", id, row.phone), "number": row.phone, "contact_id": id}
            found.append(
                present(
                    id=id,
                    name=row.name,
                    title=row.title,
                    department=row.department,
                    email=row.email,
                    phones=[phone] if row.phone else [],
                    service_id=owner,
                )
            )
    for row in list(service.emails.all())[1:]:
        found.append({"id": parts.id("contact", row.address), "email": row.address, "service_id": owner})
    return found
