"""Which records are in the feed, and what hangs on them."""

from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from services_directory import version
from services_directory.hsds.ids import Parts
from services_directory.models import Location, Organization, Publication, Service
from services_directory.search.catalogue import PARTNERS, SOURCES

BRIEF = ("translations", "cost_options", "organization__translations")
BASIC = (*BRIEF, "emails", "spoken_languages", "service_terms__term")
PLACES = ("locations__accessibility",)
FULL = (
    *BASIC, "districts", "locations__district", "locations__accessibility", "phones", "schedules",
    "required_documents", "contacts", "capacities", SOURCES, *PARTNERS,
)  # fmt: skip


def services(city: str | None = None) -> QuerySet[Service]:
    """Published services and those that were published before they were archived, of one city or of all, in order.

    Neither drafts nor what is history only. An archived record that was never published stays as unseen as its draft.
    """
    history = Service.changes.model.objects
    was_public = Exists(history.filter(id=OuterRef("pk"), publication=Publication.PUBLISHED))
    seen = Q(publication=Publication.PUBLISHED) | Q(publication=Publication.ARCHIVED) & was_public
    rows = Service.objects.filter(seen, historical=False, city__isnull=False)
    return (rows.filter(city=city) if city else rows).order_by("city", "position", "pk")


def with_parts(rows: QuerySet[Service], parts: tuple[str, ...]) -> QuerySet[Service]:
    """The same with what a serialiser reads: FULL, BASIC, BRIEF or PLACES."""
    return rows.select_related("organization__parent", "eligibility", "city").prefetch_related(*parts)


def organizations(city: str | None = None) -> QuerySet[Organization]:
    """Those that offer a service of the feed."""
    offers = services(city).order_by().filter(organization=OuterRef("pk"))
    rows = Organization.objects.filter(Exists(offers)).select_related("parent")
    return rows.prefetch_related("translations").order_by("name", "pk")


def locations(city: str | None = None) -> QuerySet[Location]:
    """The places of services of the feed; each is a service at location."""
    rows = Location.objects.filter(service__in=services(city).order_by())
    return rows.order_by("service__city", "service__position", "service", "pk")


def organization_keys() -> dict[str, int]:
    """Id in the feed → primary key, of every organization of the feed."""
    return _organization_keys(version.current())


@lru_cache(maxsize=2)
def _organization_keys(content: str) -> dict[str, int]:
    rows = organizations().select_related(None).prefetch_related(None)
    return {str(row.uuid): row.pk for row in rows.only("pk", "slug")}


def location_keys() -> dict[str, int]:
    """Id of a service at location → primary key of its location."""
    return _location_keys(version.current())


@lru_cache(maxsize=2)
def _location_keys(content: str) -> dict[str, int]:
    found, owner, parts = {}, None, None
    rows = locations().order_by("service", "pk").values_list("pk", "service__uuid", "location_type", "address")
    for key, service, kind, address in rows.iterator():
        if service != owner:
            owner, parts = service, Parts(service)
        found[parts.id("service_at_location", kind, address)] = key
    return found
