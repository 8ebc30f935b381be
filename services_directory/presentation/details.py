"""What people ask about one service: every detail with its text, and whether any source knows it."""

from datetime import date

from locales.render import isolated
from locales.values import format_value
from services_directory import phrases
from services_directory.models import Service
from services_directory.presentation.hours import hours_text
from services_directory.presentation.spoken import languages_text
from services_directory.presentation.text import joined, name_of, note, noted, say


def details(service: Service, language: str, today: date) -> dict[str, dict]:
    """Code of a detail → {"text", "known"}; what no source gave says so."""
    found = {
        "cost": cost_text(service, language),
        "address": address_text(service, language),
        "hours": hours_text(service, language, today),
        "phone": phones_text(service, language),
        "email": joined([isolated({"type": "link", "url": f"mailto:{row.address}"}, language).replace("mailto:", "")
                          for row in service.emails.all()]),
        "language": languages_text(service, language),
        "conditions": _conditions(service, language),
        "website": isolated({"type": "link", "url": service.url}, language) if service.url else None,
        "duration": note(service, "duration_note", language),
        "documents": _documents(service, language),
    }  # fmt: skip
    return {
        code: {"text": text or say(phrases.UNKNOWN[code], language), "known": bool(text)}
        for code, text in found.items()
    }


def cost_text(service: Service, language: str) -> str | None:
    """What is said about the cost; else the names of its cost terms."""
    terms = [row.term for row in service.service_terms.all() if row.term.kind == "cost"]
    return note(service, "cost_note", language) or joined([name_of(term.name, False, language) for term in terms])


def conditions_text(service: Service, language: str) -> str | None:
    """Who may use the service."""
    eligibility = getattr(service, "eligibility", None)
    return note(service, "eligibility", language, eligibility.text) if eligibility else None


def _conditions(service: Service, language: str) -> str | None:
    """The same with the ages that a source states."""
    eligibility = getattr(service, "eligibility", None)
    ages = [(phrases.MINIMUM_AGE, "minimum_age"), (phrases.MAXIMUM_AGE, "maximum_age")]
    said = [say(phrase, language, age=age) for phrase, name in ages if (age := getattr(eligibility, name, None))]
    return noted(conditions_text(service, language), joined(said), language)


def phones_text(service: Service, language: str) -> str | None:
    """Every number as one dials it from abroad, with its extension, its note and the languages spoken there."""
    items = []
    for row in service.phones.all():
        spoken = [{"type": "language", "code": code} for code in row.languages]
        said = [
            say(phrases.EXTENSION, language, number=str(row.extension)) if row.extension is not None else None,
            note(service, "phone_note", language, row.note) if row.note else None,
            format_value({"type": "list", "items": spoken}, language) if spoken else None,
        ]
        items.append(noted(isolated({"type": "phone", "number": row.number}, language), joined(said), language))
    return joined(items)


def address_text(service: Service, language: str) -> str | None:
    """Addresses as the office writes them, with what there is for people with disabilities."""
    items = []
    for place in service.locations.all():
        said = []
        for row in place.accessibility.all():
            texts = (("accessibility", row.description), ("accessibility_details", row.details))
            said += [note(service, field, language, text) for field, text in texts if text]
            said.append(isolated({"type": "link", "url": row.url}, language) if row.url else None)
        items.append(noted(isolated(place.address, language), joined(said), language))
    return joined(items)


def _documents(service: Service, language: str) -> str | None:
    """What to bring, with the form or the page about it."""
    items = []
    for row in service.required_documents.all():
        links = [isolated({"type": "link", "url": row.uri}, language)] if row.uri else []
        items.append(noted(note(service, "document", language, row.document), joined(links), language))
    return joined(items)
