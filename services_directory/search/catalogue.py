"""The services of a city with everything that hangs on them, read once a version of the content."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache

from services_directory import version
from services_directory.models import Publication, Service
from services_directory.status import Status, status_of

PARTS = (
    "service_terms__term", "districts", "locations__district", "phones", "emails", "schedules", "spoken_languages",
    "cost_options", "required_documents", "translations", "service_sources__source", "status_records__source",
)  # fmt: skip


class Shelf(tuple):
    """Services that were read together. Caches know it by identity: to compare thousands would cost too much."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


def services_of(city: str | None) -> Shelf:
    """The published services of a city (its id), history too; without a city the examples from elsewhere.

    Not to be changed.
    """
    return _services(version.current(), city)


def offered(city: str | None, today: date) -> Shelf:
    """Those of `services_of` that are not history."""
    return _offered(services_of(city), today)


@contextmanager
def uncollected() -> Iterator[None]:
    """Garbage collection waits: reading many rows makes many objects and no garbage, and sets it off all the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@lru_cache(maxsize=16)
def _services(content: str, city: str | None) -> Shelf:
    rows = Service.objects.filter(city=city, publication=Publication.PUBLISHED)
    rows = rows.select_related("organization", "eligibility", "city").prefetch_related(*PARTS)
    with uncollected():
        return Shelf(rows.order_by("position", "pk"))


@lru_cache(maxsize=16)
def _offered(services: Shelf, today: date) -> Shelf:
    return Shelf(service for service in services if status_of(service, today) is not Status.HISTORY)
