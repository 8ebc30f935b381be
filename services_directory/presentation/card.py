"""A service as a card."""

from datetime import date

from services_directory import phrases
from services_directory.models import Service
from services_directory.presentation.details import cost_text, details
from services_directory.presentation.hours import hours_text
from services_directory.presentation.labels import detail_label
from services_directory.presentation.source import all_sources, main_source
from services_directory.presentation.spoken import languages_text
from services_directory.presentation.text import (
    date_value,
    elsewhere,
    name_of,
    note,
    organization_name,
    say,
    service_text,
)
from services_directory.presentation.ways import first_email, first_phone, onward
from services_directory.status import Status, status_of
from services_directory.upkeep import reviews


def card(service: Service, language: str, today: date, full: bool = False) -> dict:
    """The card of a service; `full` adds `details`, `conditions` of the data and every source."""
    name = service_text(service, "name", language)
    description = service_text(service, "description", language)
    status = status_of(service, today)
    offered = status in (Status.CURRENT, Status.CHECK)
    checked = reviews.checked_on(service, today)
    address = service.locations.all()[:1]
    phone, phone_place = first_phone(service, language)
    result = {
        "id": service.slug,
        "name": name.text,
        "provider": organization_name(service.organization, language).text,
        "description": description.text,
        "language": description.language,
        "elsewhere": elsewhere(description, language) or elsewhere(name, language),
        "alert": _alert(service, language),
        "page": f"/{service.city_id}/services/{service.slug}/" if service.city_id else None,
        "url": service.url or None,
        "phone": phone,
        "phone_place": phone_place,
        "email": first_email(service),
        "address": address[0].address if address else None,
        "lines": _lines(service, language, today),
        "status": status.value,
        "status_note": status_note(service, status, language, today),
        "overdue": offered and reviews.overdue(service, today),
        "checked_on": checked.isoformat() if checked else None,
        "checked_text": say(phrases.CHECKED, language, date=date_value(checked)) if checked else None,
        "source": main_source(service, language),
    }
    if full:
        result["details"] = details(service, language, today)
        result["onward"] = onward(service, language)
        result["sources"] = all_sources(service, language)
        result |= {kind: service.codes(kind) for kind in ("topic", "phase", "format", "cost", "audience")}
        result["reach"] = service.reach
        result["area"] = name_of(service.area_name, False, language) if service.area_name else None
    return result


def _alert(service: Service, language: str) -> dict | None:
    """The notice for the time being, in which language it is, and why it is not in the reader's."""
    if not service.alert:
        return None
    found = service_text(service, "alert", language)
    return {"text": found.text, "language": found.language, "elsewhere": elsewhere(found, language)}


def _lines(service: Service, language: str, today: date) -> list[dict]:
    texts = {
        "cost": cost_text(service, language),
        "language": languages_text(service, language, short=True),
        "hours": hours_text(service, language, today),
    }
    return [{"kind": kind, "label": detail_label(kind, language), "text": text} for kind, text in texts.items() if text]


def status_note(service: Service, status: Status, language: str, today: date) -> str | None:
    """What to mind before one goes there: the status in words, then the caution of the entry."""
    said = None
    if status is Status.CHECK or (status is Status.CURRENT and reviews.overdue(service, today)):
        checked = reviews.checked_on(service, today)
        said = say(phrases.OVERDUE, language, date=date_value(checked)) if checked else say(phrases.CHECK, language)
    elif status is Status.OVER:
        said = say(phrases.OVER, language, date=date_value(service.window_end))
    elif status is Status.HISTORY:
        then = date_value(service.as_of_date)
        said = say(phrases.HISTORY, language, date=then) if then else say(phrases.HISTORY_UNDATED, language)
    return " ".join(part for part in (said, note(service, "caution", language)) if part) or None
