"""Every web address that newcomers may be shown, and the records it stands in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from services_directory.models import City, Event, Organization, PlanStep, Publication, Service, Source, Statement

IN_SERVICES = {
    "url": "url", "required_documents__uri": "documents", "schedules__link": "schedules",
    "locations__accessibility__url": "accessibility",
}  # fmt: skip
"""Path from a service to an address that stands in its form → the name of that field."""


@dataclass(frozen=True)
class Use:
    """Where an address stands: the model in lower case, the primary key and the name of the record, the field."""

    model: str
    pk: int
    label: str
    field: str


@dataclass(frozen=True)
class Place:
    """Records with addresses in a field: `path` leads to the address, `label` to the name of the record."""

    records: QuerySet
    label: str
    path: str
    field: str

    def addresses(self) -> QuerySet:
        """The addresses alone, for a query of another."""
        return self.records.filter(**{f"{self.path}__gt": ""}).order_by().values(self.path)

    def uses(self, urls: Collection[str] | None) -> Iterator[tuple[str, Use]]:
        """Each address, or each of these, with the record it stands in."""
        wanted = {f"{self.path}__gt": ""} if urls is None else {f"{self.path}__in": urls}
        model = self.records.model._meta.model_name
        # One address may stand twice in a record; the order of parts is that of the records.
        for pk, label, url in self.records.filter(**wanted).order_by("pk").values_list("pk", self.label, self.path):
            yield url, Use(model, pk, label, self.field)


def in_use(city: str | None = None) -> dict[str, list[Use]]:
    """Address → where it stands; of one city (its id) with what is said in its country, or of all."""
    return uses(places(None if city is None else City.objects.filter(pk=city)))


def uses(of: Iterable[Place], urls: Collection[str] | None = None) -> dict[str, list[Use]]:
    """Address → where it stands in these places; of these addresses, or of all."""
    found: dict[str, list[Use]] = defaultdict(list)
    for place in of:
        for url, use in place.uses(urls):
            if use not in found[url]:
                found[url].append(use)
    return dict(found)


def places(cities: QuerySet[City] | None = None) -> list[Place]:
    """Where addresses are shown: in what is of these cities, with what is said in their countries, or in all."""
    services = Service.objects.filter(publication=Publication.PUBLISHED, historical=False).exclude(city=None)
    events = Event.objects.filter(publication=Publication.PUBLISHED, ends_at__gte=timezone.now())
    statements, steps = Statement.objects.all(), PlanStep.objects.all()
    if cities is not None:
        countries = cities.order_by().values("country")
        services, events = services.filter(city__in=cities), events.filter(city__in=cities)
        statements, steps = statements.filter(country__in=countries), steps.filter(plan__country__in=countries)
    organizations = Organization.objects.filter(Q(services__in=services) | Q(events__in=events)).distinct()
    sources = Source.objects.filter(
        Q(services__in=services) | Q(event__in=events) | Q(statements__in=statements) | Q(statement__in=statements)
    ).distinct()
    return [
        *(Place(services, "name", path, field) for path, field in IN_SERVICES.items()),
        Place(events, "name", "url", "url"),
        Place(events, "name", "sign_up", "sign_up"),
        Place(organizations, "name", "url", "url"),
        Place(sources, "title", "url", "url"),
        Place(statements, "slug", "authority", "authority"),
        Place(steps, "slug", "link", "link"),
    ]
