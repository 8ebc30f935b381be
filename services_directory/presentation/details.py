"""What people ask about one service: every detail with its text, and whether any source knows it."""

from datetime import date

from locales.render import isolated
from services_directory import phrases
from services_directory.models import Service
from services_directory.presentation.hours import hours_text
from services_directory.presentation.spoken import languages_text
from services_directory.presentation.text import name_of, note, say


def details(service: Service, language: str, today: date) -> dict[str, dict]:
    """Code of a detail → {"text", "known"}; what no source gave says so."""
    found = {
        "cost": cost_text(service, language),
        "address": address_text(service, language),
        "hours": hours_text(service, language, today),
        "phone": phones_text(service, language),
        "email": _listed([isolated({"type": "link", "url": f"mailto:{row.address}"}, language).replace("mailto:", "")
                          for row in service.emails.all()]),
        "language": languages_text(service, language),
        "conditions": conditions_text(service, language),
        "website": isolated({"type": "link", "url": service.url}, language) if service.url else None,
        "duration": note(service, "duration_note", language),
        "documents": _listed([note(service, "document", language, row.document) or "" for row in
                              service.required_documents.all()]),
    }  # fmt: skip
    return {
        code: {"text": text or say(phrases.UNKNOWN[code], language), "known": bool(text)}
        for code, text in found.items()
    }


def cost_text(service: Service, language: str) -> str | None:
    """What is said about the cost; else the names of its cost terms."""
    terms = [row.term for row in service.service_terms.all() if row.term.kind == "cost"]
    return note(service, "cost_note", language) or _listed([name_of(term.name, False, language) for term in terms])


def conditions_text(service: Service, language: str) -> str | None:
    """Who may use the service."""
    eligibility = getattr(service, "eligibility", None)
    return note(service, "eligibility", language, eligibility.text) if eligibility else None


def phones_text(service: Service, language: str) -> str | None:
    """Every number as one dials it from abroad, with its note."""
    items = []
    for row in service.phones.all():
        text = isolated({"type": "phone", "number": row.number}, language)
        about = note(service, "phone_note", language, row.note) if row.note else None
        items.append(say(phrases.NOTED, language, text=text, note=about) if about else text)
    return _listed(items)


def address_text(service: Service, language: str) -> str | None:
    """Addresses as the office writes them."""
    return _listed([isolated(row.address, language) for row in service.locations.all()])


def _listed(items: list[str]) -> str | None:
    return "; ".join(item for item in items if item) or None
