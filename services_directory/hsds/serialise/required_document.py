"""HSDS required_document."""

from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import Reader, present
from services_directory.models import Service
from services_directory.presentation.text import note
from services_directory.web_addresses import uri


def required_documents(service: Service, parts: Parts, reader: Reader) -> list[dict]:
    """What one has to bring or hand in."""
    return [
        present(
            id=parts.id("required_document", row.document),
            document=note(service, "document", reader.language, row.document),
            uri=uri(row.uri),
            service_id=str(service.uuid),
        )
        for row in service.required_documents.all()
    ]
