"""HSDS service."""

from datetime import datetime

from services_directory.hsds.ids import Parts
from services_directory.hsds.modified import written
from services_directory.hsds.serialise.attribute import attributes
from services_directory.hsds.serialise.contact import contacts
from services_directory.hsds.serialise.cost_option import cost_options
from services_directory.hsds.serialise.fields import Reader, present
from services_directory.hsds.serialise.language import interpretation, languages
from services_directory.hsds.serialise.organization import organization, text_languages
from services_directory.hsds.serialise.phone import phones
from services_directory.hsds.serialise.required_document import required_documents
from services_directory.hsds.serialise.schedule import schedules
from services_directory.hsds.serialise.service_area import service_areas
from services_directory.hsds.serialise.service_at_location import service_at_locations
from services_directory.hsds.serialise.service_capacity import capacities
from services_directory.hsds.serialise.url import source_urls
from services_directory.models import Publication, Service
from services_directory.presentation.card import status_note
from services_directory.presentation.details import conditions_text, cost_text
from services_directory.presentation.text import note
from services_directory.status import Status, status_of
from services_directory.web_addresses import uri


def hsds_status(service: Service, reader: Reader) -> str:
    """active, inactive (its time to apply is over) or defunct (archived)."""
    if service.publication == Publication.ARCHIVED:
        return "defunct"
    return "active" if status_of(service, reader.today) in (Status.CURRENT, Status.CHECK) else "inactive"


def minimal(service: Service, changed: datetime) -> dict:
    """Enough to see what is new. The standard's API calls the time `modified_date`, its object `last_modified`."""
    return {"id": str(service.uuid), "last_modified": written(changed), "modified_date": written(changed)}


def brief(service: Service, reader: Reader) -> dict:
    """What tells a service from another."""
    name = note(service, "name", reader.language)
    return {"id": str(service.uuid), "name": name, "status": hsds_status(service, reader)}


def one_to_one(service: Service, reader: Reader, changed: datetime) -> dict:
    """The one-to-one fields, with the organization."""
    language = reader.language
    emails, eligibility = list(service.emails.all()), getattr(service, "eligibility", None)
    notices = (note(service, "alert", language), _to_mind(service, reader))
    return present(
        **brief(service, reader),
        alternate_name="; ".join(service.aliases),
        organization_id=str(service.organization.uuid),
        description=note(service, "description", language),
        url=uri(service.url),
        email=emails[0].address if emails else None,
        interpretation_services=interpretation(service, reader),
        application_process=note(service, "application_process", language),
        fees_description=cost_text(service, language),
        eligibility_description=conditions_text(service, language),
        minimum_age=eligibility.minimum_age if eligibility else None,
        maximum_age=eligibility.maximum_age if eligibility else None,
        assured_date=service.assured_date.isoformat() if service.assured_date else None,
        alert=" ".join(each for each in notices if each),
        last_modified=written(changed),
        organization=organization(service.organization, reader),
    )


def full(service: Service, reader: Reader, changed: datetime, metadata: list[dict]) -> dict:
    """With everything that hangs on it; `metadata` was made for many services at a time."""
    parts, own = Parts(service.uuid), one_to_one(service, reader, changed)
    own["organization"] |= present(attributes=text_languages(service.organization, reader))
    return {
        **own,
        **present(
            additional_urls=source_urls(service, parts),
            phones=phones(service, parts, reader),
            schedules=schedules(service, parts, reader),
            service_areas=service_areas(service, parts, reader),
            service_at_locations=service_at_locations(service, parts, reader),
            languages=languages(service, parts, reader),
            cost_options=cost_options(service, parts, reader),
            required_documents=required_documents(service, parts, reader),
            contacts=contacts(service, parts),
            capacities=capacities(service, parts),
            attributes=attributes(service, parts, reader),
            metadata=metadata,
        ),
    }


def _to_mind(service: Service, reader: Reader) -> str | None:
    """What a card says of the status and of the entry's doubts: other systems show it too."""
    return status_note(service, status_of(service, reader.today), reader.language, reader.today)
