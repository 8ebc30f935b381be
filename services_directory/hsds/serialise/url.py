"""HSDS url: the sources of an entry, as links with their titles."""

from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import present
from services_directory.models import Service, Source
from services_directory.web_addresses import uri


def source_urls(service: Service, parts: Parts) -> list[dict]:
    """The sources on the web that the entry rests on, the main one first; what is history only is left out."""
    sources = [row.source for row in service.service_sources.all()]
    return [
        present(id=parts.id("url", source.url), label=source.title, url=uri(source.url), service_id=str(service.uuid))
        for source in sources
        if source.url and source.kind != Source.Kind.HISTORY
    ]
