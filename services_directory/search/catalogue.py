"""The services of a city with everything that hangs on them, read once a version of the content."""

from functools import lru_cache

from services_directory import version
from services_directory.models import Publication, Service

_PARTS = (
    "service_terms__term", "districts", "locations__district", "phones", "emails", "schedules", "spoken_languages",
    "cost_options", "required_documents", "translations", "service_sources__source", "status_records__source",
)  # fmt: skip


def services_of(city: str | None) -> tuple[Service, ...]:
    """The published services of a city (its id), history too; without a city the examples from elsewhere. Not to be changed."""
    return _services(version.current(), city)


@lru_cache(maxsize=16)
def _services(content: str, city: str | None) -> tuple[Service, ...]:
    rows = Service.objects.filter(city=city, publication=Publication.PUBLISHED).select_related("organization", "eligibility", "city")
    return tuple(rows.prefetch_related(*_PARTS).order_by("position", "pk"))
