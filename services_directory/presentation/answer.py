"""The answer to an intent in one city."""

from collections.abc import Iterable
from datetime import date

from services_directory.models import Answer, City, Service
from services_directory.presentation.card import card
from services_directory.presentation.guidance import Guidance
from services_directory.status import ORDER, Status, status_of


def answer(found: Answer, city: City, services: Iterable[Service], language: str, today: date) -> dict:
    """The answer with its statements, sources and cards; `services` are those of the city.

    Current services before those to check; what is over or history is not offered.
    """
    guidance = Guidance(found.country, language, city.pk, today)
    by_slug = {service.slug: service for service in services}
    named = [by_slug[slug] for slug in found.services.get(city.pk, []) if slug in by_slug]
    offered = sorted(
        (service for service in named if status_of(service, today) in (Status.CURRENT, Status.CHECK)),
        key=lambda service: ORDER.index(status_of(service, today)),
    )
    office = by_slug.get(found.office.get(city.pk) or city.contact)
    statements = guidance.statements(found.statements)
    return {
        "intent": found.intent,
        "short": guidance.text(found.short, found.values.get("short")),
        "simple": guidance.text(found.simple, found.values.get("simple")),
        "check": guidance.check(found.statements),
        "statements": statements,
        "services": [card(service, language, today) for service in offered],
        "unknown": guidance.text(found.unknown, found.values.get("unknown")),
        "office": card(office, language, today) if office else None,
        "sources": guidance.sources.dicts,
        "next": found.next,
    }
