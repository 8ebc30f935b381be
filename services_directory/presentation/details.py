"""What people ask about one service: every detail with its text, and whether any source knows it."""

from datetime import date

from locales.render import isolated
from services_directory import phrases
from services_directory.models import Service
from services_directory.presentation.hours import hours_text
from services_directory.presentation.spoken import languages_text
from services_directory.presentation.text import joined, marked, name_of, note, noted, say
from services_directory.presentation.ways import contacts_text, emails_text, onward_text, phones_text


def details(service: Service, language: str, today: date) -> dict[str, dict]:
    """Code of a detail → {"text", "known"}, in the order in which a newcomer asks.

    What no source gave says so; of what a record alone can tell (`phrases.DETAILS`) nothing is said where it does not.
    """
    found = {
        "conditions": _conditions(service, language),
        "application": marked(service, "application_process", language),
        "documents": _documents(service, language),
        "cost": cost_text(service, language),
        "language": languages_text(service, language),
        "hours": hours_text(service, language, today),
        "address": address_text(service, language),
        "duration": duration_text(service, language),
        "afterwards": joined([marked(service, "exit_strategy", language), onward_text(service, language)]),
        "contact": contacts_text(service, language),
        "phone": phones_text(service, language),
        "email": emails_text(service, language),
        "website": isolated({"type": "link", "url": service.url}, language) if service.url else None,
    }
    return {
        code: {"text": text or say(phrases.UNKNOWN[code], language), "known": bool(text)}
        for code, text in found.items()
        if text or code in phrases.UNKNOWN
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


def address_text(service: Service, language: str) -> str | None:
    """Addresses as the office writes them, with what there is for people with disabilities.

    Of several, each with its name: hours and numbers call it so.
    """
    items, several = [], len(service.locations.all()) > 1
    for place in service.locations.all():
        said = [isolated(place.name, language)] if several and place.name else []
        for row in place.accessibility.all():
            texts = (("accessibility", row.description), ("accessibility_details", row.details))
            said += [note(service, field, language, text) for field, text in texts if text]
            said.append(isolated({"type": "link", "url": row.url}, language) if row.url else None)
        items.append(noted(isolated(place.address, language), joined(said), language))
    return joined(items)


def duration_text(service: Service, language: str) -> str | None:
    """How long one person is helped at most, and what is said about the time it takes."""
    longest = service.support_length
    said = say(phrases.LONGEST, language, time=longest) if longest else None
    return joined([said, marked(service, "duration_note", language)])


def _documents(service: Service, language: str) -> str | None:
    """What to bring, with the form or the page about it."""
    items = []
    for row in service.required_documents.all():
        links = [isolated({"type": "link", "url": row.uri}, language)] if row.uri else []
        items.append(noted(note(service, "document", language, row.document), joined(links), language))
    return joined(items)
