"""Every web address that newcomers may be shown, and the records it stands in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from services_directory.models import (
    Accessibility,
    City,
    Event,
    Organization,
    PlanStep,
    Publication,
    Service,
    Source,
    Statement,
)


@dataclass(frozen=True)
class Use:
    """Where an address stands: the model in lower case, the primary key and the name of the record, the field."""

    model: str
    pk: int
    label: str
    field: str


def in_use(city: str | None = None) -> dict[str, list[Use]]:
    """Address → where it stands; of one city (its id) with what is said in its country, or of all."""
    found: dict[str, list[Use]] = defaultdict(list)
    for url, use in _all(city):
        if url and use not in found[url]:
            found[url].append(use)
    return dict(found)


def _all(city: str | None) -> Iterator[tuple[str, Use]]:
    services = Service.objects.filter(publication=Publication.PUBLISHED, historical=False).exclude(city=None)
    events = Event.objects.filter(publication=Publication.PUBLISHED, ends_at__gte=timezone.now())
    statements, steps = Statement.objects.all(), PlanStep.objects.all()
    if city:
        country = City.objects.values_list("country", flat=True).get(pk=city)
        services, events = services.filter(city=city), events.filter(city=city)
        statements, steps = statements.filter(country=country), steps.filter(plan__country=country)
    organizations = Organization.objects.filter(Q(services__in=services) | Q(events__in=events)).distinct()
    sources = Source.objects.filter(
        Q(services__in=services) | Q(event__in=events) | Q(statements__in=statements) | Q(statement__in=statements)
    ).distinct()
    accessibility = Accessibility.objects.filter(location__service__in=services).select_related("location__service")
    yield from _of(services, "name", "url")
    yield from _of(events, "name", "url", "sign_up")
    yield from _of(organizations, "name", "url")
    yield from _of(sources, "title", "url")
    yield from _of(statements, "slug", "authority")
    yield from _of(steps, "slug", "link")
    for row in accessibility:
        service = row.location.service
        yield row.url, Use("service", service.pk, service.name, "accessibility")


def _of(rows: Iterable, label: str, *fields: str) -> Iterator[tuple[str, Use]]:
    for row in rows.order_by("pk").values("pk", label, *fields):
        for field in fields:
            yield row[field], Use(rows.model._meta.model_name, row["pk"], row[label], field)
