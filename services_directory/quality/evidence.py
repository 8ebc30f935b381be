"""The records that a score card rests on, read for one service or for all of a city."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from services_directory.models import City, Partnership, Publication, Service, ServiceTerm
from services_directory.models.service import TEXT_FIELDS
from services_directory.quality.axes import NOT_STATED

NEWCOMERS = frozenset({"immigrants", "refugees", "asylum-seekers", "ukrainians", "non-eu-citizens"})
"""Audiences (content/taxonomy.yml) that are groups of newcomers."""
_UNREAD = ({*TEXT_FIELDS} - {"name"}) | {"values", "aliases", "former_contact"}


def _parts() -> list:
    """What hangs on a service, without what no answer rests on."""
    terms = ServiceTerm.objects.filter(term__kind__in=("topic", "audience"))
    partners = Partnership.objects.select_related("to_service", "to_organization")
    partners = partners.only("service_id", "kind", "to_service__name", "to_organization__name")
    return [Prefetch("service_terms", terms), "service_terms__term", Prefetch("partnerships", partners),
            "spoken_languages", "barriers"]  # fmt: skip


@dataclass(frozen=True)
class Circle:
    """Which services and organizations are employment or integration services, and which are made for newcomers.

    Employment: for unemployed people, or on unemployment security. Integration: made for a group of newcomers, on
    advice, information or residence. An organization counts with its services.
    """

    close: frozenset[int]
    close_organizations: frozenset[int]
    targeted: frozenset[int]
    targeted_organizations: frozenset[int]

    @classmethod
    def read(cls) -> "Circle":
        """From the published services of all cities."""
        rows = Service.objects.filter(publication=Publication.PUBLISHED, historical=False).order_by()
        targeted = rows.filter(
            reach=Service.Reach.TARGETED, service_terms__term__kind="audience", service_terms__term__code__in=NEWCOMERS
        )
        employment = rows.filter(
            Q(service_terms__term__kind="audience", service_terms__term__code="unemployed")
            | Q(service_terms__term__kind="topic", service_terms__term__code="unemployment-security")
        )
        topics = ("advice", "information", "residence-permits")
        integration = rows.filter(pk__in=targeted.values("pk")).filter(
            service_terms__term__kind="topic", service_terms__term__code__in=topics
        )
        found = [set(part.values_list("pk", "organization_id")) for part in (employment, integration, targeted)]
        close, made_for = found[0] | found[1], found[2]
        return cls(
            frozenset(pk for pk, _ in close),
            frozenset(organization for _, organization in close),
            frozenset(pk for pk, _ in made_for),
            frozenset(organization for _, organization in made_for),
        )


@dataclass(frozen=True)
class Evidence:
    """A service with its parts, who refers to it or works with it, and the languages of its city."""

    service: Service
    partners: tuple[Partnership, ...]
    incoming: tuple[Partnership, ...]
    circle: Circle
    host_languages: frozenset[str]

    @property
    def alone(self) -> bool:
        """Whether no partnership is recorded, in either direction."""
        return not self.partners and not self.incoming

    def touches(self, services: frozenset[int], organizations: frozenset[int]) -> list[str]:
        """Names of its partners, in either direction, that are among these."""
        found = []
        for row in self.partners:
            if row.to_service_id in services or row.to_organization_id in organizations:
                found.append(str(row))
        for row in self.incoming:
            if row.service_id in services:
                found.append(row.service.name)
        return list(dict.fromkeys(found))


def evidence_of(city: City, pk: int | None = None) -> list[Evidence]:
    """Of every published service of a city that is not history, or of one (drafts too); [] where there is none."""
    rows = Service.objects.filter(city=city)
    rows = rows.filter(publication=Publication.PUBLISHED, historical=False) if pk is None else rows.filter(pk=pk)
    rows = rows.defer(*_UNREAD).prefetch_related(*_parts()).order_by("position", "pk")
    incoming = Partnership.objects.filter(service__publication=Publication.PUBLISHED).select_related("service")
    incoming = incoming.only("service__name", "to_service_id", "to_organization_id")
    if pk is not None:
        incoming = incoming.filter(Q(to_service=pk) | Q(to_organization__services=pk)).distinct()
    by_service: dict[int, list[Partnership]] = {}
    by_organization: dict[int, list[Partnership]] = {}
    for row in incoming:
        kept = by_service if row.to_service_id else by_organization
        kept.setdefault(row.to_service_id or row.to_organization_id, []).append(row)
    circle, host = Circle.read(), frozenset(city.own_languages or [city.default_language]) | {NOT_STATED}
    return [
        Evidence(
            service=row,
            partners=tuple(row.partnerships.all()),
            incoming=tuple(
                other
                for other in (*by_service.get(row.pk, ()), *by_organization.get(row.organization_id, ()))
                if other.service_id != row.pk
            ),
            circle=circle,
            host_languages=host,
        )
        for row in rows
    ]


def made_known(service: Service) -> list[str]:
    """The codes of the channels of a service; what is no list counts as none."""
    return service.channels if isinstance(service.channels, list) else []
