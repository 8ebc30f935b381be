"""The first-steps plan for one person."""

from collections.abc import Iterable
from datetime import date

from services_directory.models import City, Plan, Service
from services_directory.presentation.card import card
from services_directory.presentation.guidance import Guidance

UNKNOWN = "unknown"  # what the newcomer did not say; conditions may name it


def plan(found: Plan, city: City, services: Iterable[Service], language: str, today: date, person: dict) -> dict:
    """The steps that concern a person; `person` holds codes: `{"business": "food", "status": None}`."""
    guidance = Guidance(found.country, language, city.pk, today)
    by_slug = {service.slug: service for service in services}
    steps = []
    for step in found.steps.all():
        if not concerns(step.only, step.exclude, person):
            continue
        office = by_slug.get(step.office.get(city.pk))
        steps.append(
            {
                "id": step.slug,
                "title": guidance.text(step.title, step.values.get("title")),
                "statements": guidance.statements(_chosen(step.statements, person)),
                "office": card(office, language, today) if office else None,
                "documents": [guidance.text(*_parts(document)) for document in step.documents],
                "cost": guidance.text(step.cost, step.values.get("cost")),
                "link": step.link or None,
                "answer": step.answer or None,
            }
        )
    title = guidance.text(found.title, found.title_values)
    return {"title": title, "steps": steps, "sources": guidance.sources.dicts}


def concerns(only: dict, exclude: dict, person: dict) -> bool:
    """Whether conditions hold: all of `only`, none of `exclude`; what was not said is the code 'unknown'."""
    codes = {dimension: person.get(dimension) or UNKNOWN for dimension in ("business", "status")}
    if any(codes[dimension] not in wanted for dimension, wanted in only.items()):
        return False
    return not any(codes[dimension] in left_out for dimension, left_out in exclude.items())


def _chosen(entries: list, person: dict) -> list[str]:
    chosen = []
    for entry in entries:
        if isinstance(entry, str):
            chosen.append(entry)
        elif concerns(entry.get("only") or {}, entry.get("not") or {}, person):
            chosen.append(entry["id"])
    return chosen


def _parts(text: str | dict) -> tuple[str, dict]:
    return (text["text"], text.get("values") or {}) if isinstance(text, dict) else (text, {})
