"""HSDS attribute: terms of a service, and what is known beyond HSDS. docs/hsds.md lists every `link_type`."""

from collections.abc import Iterator
from decimal import Decimal

from locales.values import format_value
from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import Reader, present
from services_directory.hsds.serialise.taxonomy_term import terms
from services_directory.models import Service
from services_directory.models.service import TEXT_FIELDS
from services_directory.presentation.text import name_of, note, organization_name, service_text

_UNITS = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}


def attributes(service: Service, parts: Parts, reader: Reader) -> list[dict]:
    """All attributes of a service: its terms first, then values."""
    owner = str(service.uuid)
    known = terms(reader.language)
    found = []
    for row in service.service_terms.all():
        term = known.get((row.term.kind, row.term.code))
        if term:
            id = parts.id("attribute", row.term.kind, row.term.code)
            link = {"link_id": owner, "link_entity": "service", "link_type": row.term.kind}
            found.append({"id": id, **link, "taxonomy_term_id": term["id"], "taxonomy_term": term})
    for kind, value, label in _values(service, reader):
        id = parts.id("attribute", kind, "" if kind in _ONE else label or value)
        link = {"link_id": owner, "link_entity": "service", "link_type": kind}
        found.append(present(id=id, **link, value=value, label=label))
    return found


# Kinds of which a service has one at most: their ids stay when the value changes.
_ONE = {
    "city", "timezone", "reach", "area_scope", "source_status", "as_of", "support_length", "exit_strategy",
    "duration_note", "language_note", "intercultural_training", "staff_diversity", "window_start", "window_end",
}  # fmt: skip


def _values(service: Service, reader: Reader) -> Iterator[tuple[str, str, str | None]]:
    """(link_type, value, label) of what is known."""
    language = reader.language
    single = {
        "city": service.city_id,
        "timezone": service.city.timezone,
        "reach": service.reach,
        "area_scope": service.area_scope,
        "source_status": service.source_status,
        "as_of": service.as_of_date,
        "duration_note": note(service, "duration_note", language),
        "language_note": note(service, "language_note", language),
        "exit_strategy": note(service, "exit_strategy", language),
        "window_start": service.window_start and service.window_start.isoformat(),
        "window_end": service.window_end and service.window_end.isoformat(),
    }
    for name in ("intercultural_training", "staff_diversity"):
        answer = getattr(service, name)
        single[name] = None if answer == Service.Answer.UNKNOWN else answer
    yield from ((kind, value, None) for kind, value in single.items() if value)
    if service.support_length:
        yield "support_length", iso_duration(service.support_length), format_value(service.support_length, language)
    yield from (("channel", code, None) for code in service.channels)
    yield from _partners(service, language)
    for field in TEXT_FIELDS:
        text = service_text(service, field, language)
        if text and text.language != language and not (field == "name" and service.proper_name):
            yield "text_language", text.language, field


def _partners(service: Service, language: str) -> Iterator[tuple[str, str, str | None]]:
    """Whom it works with or refers to: id and name of the partner; a service that is not in the feed is left out."""
    for row in service.partnerships.all():
        if not row.is_shown:
            continue
        partner = row.to_organization or row.to_service
        if row.to_organization:
            yield row.kind, str(partner.uuid), organization_name(partner, language).text
        else:
            yield row.kind, str(partner.uuid), name_of(partner.name, partner.proper_name, language)


def iso_duration(value: dict) -> str:
    """A typed duration as ISO 8601 has it: P6M."""
    return _UNITS[value["unit"]].format(f"{Decimal(value['count']).normalize():f}")
