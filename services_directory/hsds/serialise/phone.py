"""HSDS phone."""

from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import Reader, present
from services_directory.hsds.serialise.language import phone_languages
from services_directory.hsds.serialise.place import Place, key, of, owner
from services_directory.models import Service
from services_directory.presentation.text import note


def phones(service: Service, parts: Parts, reader: Reader, place: Place | None = None) -> list[dict]:
    """The numbers of a service, in E.164: those of all its places, or those of one."""
    found = []
    for row in of(place, service.phones.all()):
        id = parts.id("phone", *key(place), row.number, row.extension or "")
        found.append(
            present(
                id=id,
                number=row.number,
                extension=row.extension,
                type="voice",
                description=note(service, "phone_note", reader.language, row.note) if row.note else None,
                languages=phone_languages(row, id, parts, reader),
                **owner(place, service),
            )
        )
    return found
