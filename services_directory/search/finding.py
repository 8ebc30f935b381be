"""Finding services by filters and free text, in the order in which they are offered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from services_directory.models import Service
from services_directory.search import ranking
from services_directory.search.catalogue import Shelf, offered, once
from services_directory.search.filters import Filters, closeness, narrowed
from services_directory.status import ORDER, Status, status_of


@dataclass(frozen=True)
class Found:
    """All services that fit, in order, and the filters that had to be left out."""

    services: list[Service]
    relaxed: list[str]


def find(city: str, today: date, text: str = "", filters: Filters | None = None, ids: Iterable[str] = ()) -> Found:
    """Services of a city. Current ones come before those to check, those that are over last; history never.

    `ids` asks for certain services, in that order, whatever their status but history. A filter gives way only where
    nothing that could still be used fits it.
    """
    everything = offered(city, today)
    if ids := list(ids):
        by_slug = {service.slug: service for service in everything}
        return Found([by_slug[slug] for slug in dict.fromkeys(ids) if slug in by_slug], [])
    filters = filters or {}
    ranks = _ranks(everything, today)
    _, relaxed = narrowed(_usable(everything, today), filters)
    kept = {name: codes for name, codes in filters.items() if name not in relaxed}
    fitting, _ = narrowed(everything, kept)
    if not text.strip():
        ordered = sorted(fitting, key=lambda service: (ranks[service.pk], *closeness(service, kept)))
        return Found(ordered, relaxed)
    # Scores of all services, so that 'above the average' means the same with and without filters.
    scores = ranking.scores(text, everything).tolist()
    points = {service.pk: score for service, score in zip(everything, scores, strict=True)}
    near = np.array([points[service.pk] for service in fitting], dtype="float32")
    chosen = [service for service, near_enough in zip(fitting, ranking.relevant(near), strict=True) if near_enough]
    if not chosen and any(kept.values()):
        chosen = fitting  # the text tells nothing, the filters do
    ordered = sorted(chosen, key=lambda service: (ranks[service.pk], -points[service.pk], service.position))
    return Found(ordered, relaxed)


@once
def _usable(services: Shelf, today: date) -> Shelf:
    return Shelf(service for service in services if status_of(service, today) is not Status.OVER)


@once
def _ranks(services: Shelf, today: date) -> dict[int, int]:
    return {service.pk: _rank(service, today) for service in services}


def _rank(service: Service, today: date) -> int:
    return ORDER.index(status_of(service, today))
