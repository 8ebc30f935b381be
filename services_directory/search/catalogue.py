"""The services of a city with everything that hangs on them, read once a version of the content."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps

from django.db.models import Prefetch

from services_directory import version
from services_directory.collecting import let_go, uncollected
from services_directory.models import Partnership, Publication, Service, ServiceSource, StatusRecord
from services_directory.status import Status, status_of

# What thousands of rows point to is read with them: asked for by their keys, it is more than SQLite takes at once.
SOURCES = Prefetch("service_sources", ServiceSource.objects.select_related("source"))
PARTNERS = (
    Prefetch("partnerships", Partnership.objects.select_related("to_service", "to_organization")),
    "partnerships__to_organization__translations",
)
PARTS = (
    "service_terms__term", "districts", "locations__district", "locations__accessibility", "phones", "emails",
    "schedules", "spoken_languages", "cost_options", "required_documents", "translations", "contacts",
    Prefetch("status_records", StatusRecord.objects.select_related("source")),
    SOURCES, *PARTNERS, "organization__translations",
)  # fmt: skip


class Shelf(tuple):
    """Services that were read together. What is worked out of them is kept with them, and goes when they go."""

    def __new__(cls, services: Iterable[Service]) -> "Shelf":
        """A shelf of which nothing has been worked out yet."""
        made = super().__new__(cls, services)
        made.worked_out = {}
        return made


def once(function: Callable) -> Callable:
    """What `function(services, *more)` gives is kept with a Shelf; for other services it is worked out each time."""

    @wraps(function)
    def kept(services, *more):
        if not isinstance(services, Shelf):
            return function(services, *more)
        key = (function.__qualname__, *more)
        if key not in services.worked_out:
            services.worked_out[key] = function(services, *more)
        return services.worked_out[key]

    return kept


def services_of(city: str | None) -> Shelf:
    """The published services of a city (its id), history too; without a city the examples from elsewhere.

    Not to be changed. Only the newest version of a city is kept: thousands of services with their texts are large.
    """
    content = version.current()
    known = _newest.get(city)
    if known is None or known[0] != content:
        _newest.pop(city, None)  # else the old services were in memory beside the new ones
        let_go()
        _newest[city] = known = (content, _read(city))
    return known[1]


_newest: dict[str | None, tuple[str, Shelf]] = {}


def _read(city: str | None) -> Shelf:
    rows = Service.objects.filter(city=city, publication=Publication.PUBLISHED)
    rows = rows.select_related("organization", "eligibility", "city").prefetch_related(*PARTS)
    with uncollected():
        return Shelf(rows.order_by("position", "pk"))


def offered(city: str | None, today: date) -> Shelf:
    """Those of `services_of` that are not history."""
    return _offered(services_of(city), today)


@once
def _offered(services: Shelf, today: date) -> Shelf:
    return Shelf(service for service in services if status_of(service, today) is not Status.HISTORY)
