"""The structured filters of a search, and which of them give way when nothing fits all."""

from collections.abc import Callable, Iterable, Sequence

from services_directory.models import Service
from services_directory.search.bits import members, sets
from services_directory.search.catalogue import once

Filters = dict[str, list[str]]

# The least important first: what a newcomer can do without soonest. The topic is what they came for.
DROPPED_FIRST = ("district", "format", "phase", "audience", "cost", "spoken", "topic")


def _districts(service: Service) -> list[str]:
    located = [row.district.code for row in service.locations.all() if row.district]
    return [district.code for district in service.districts.all()] + located


CODES_OF: dict[str, Callable[[Service], Iterable[str]]] = {
    "topic": lambda service: service.codes("topic"),
    "spoken": lambda service: [row.code for row in service.spoken_languages.all()],
    "audience": lambda service: service.codes("audience"),
    "cost": lambda service: service.codes("cost"),
    "format": lambda service: service.codes("format"),
    "phase": lambda service: service.codes("phase"),
    "district": _districts,
}


def facets(service: Service) -> dict[str, tuple[str, ...]]:
    """The codes of a service for every filter, worked out once a service that was read."""
    if "_facets" not in service.__dict__:
        service._facets = {name: tuple(codes(service)) for name, codes in CODES_OF.items()}
    return service._facets


@once
def _sets(services: Sequence[Service]) -> dict[str, dict[str, int]]:
    """Filter → code → the services that have it."""
    return {name: sets(services, lambda service, name=name: facets(service)[name]) for name in CODES_OF}


def _fitting(services: Sequence[Service], filters: Filters) -> int:
    """The set of services that have, for every filter, one of the codes asked for."""
    found = (1 << len(services)) - 1
    for name, codes in filters.items():
        having = 0
        for code in codes:
            having |= _sets(services)[name].get(code, 0)
        found &= having
    return found


def narrowed(services: Sequence[Service], filters: Filters) -> tuple[list[Service], list[str]]:
    """The services that fit, and the filters that had to be left out for any to fit.

    Filters are dropped in the order of `DROPPED_FIRST` until something fits; then those that did no harm come back.
    """
    kept = {name: codes for name, codes in filters.items() if codes}
    if not kept:
        return list(services), []
    dropped: Filters = {}
    for name in DROPPED_FIRST:
        if _fitting(services, kept):
            break
        if name in kept:
            dropped[name] = kept.pop(name)
    for name in reversed(DROPPED_FIRST):
        if name in dropped and _fitting(services, {**kept, name: dropped[name]}):
            kept[name] = dropped.pop(name)
    return members(services, _fitting(services, kept)), [name for name in DROPPED_FIRST if name in dropped]


def closeness(service: Service, filters: Filters) -> tuple:
    """Sorts services that fit: more of the topics asked for first, main topics, languages stated lately."""
    topics = facets(service)["topic"]
    asked = [topics.index(code) for code in filters.get("topic", []) if code in topics]
    wanted = filters.get("spoken")
    spoken = [row for row in service.spoken_languages.all() if row.code in wanted] if wanted else []
    old = bool(spoken) and all(row.as_of for row in spoken)
    return (-len(asked), old, min(asked, default=0), service.position)
