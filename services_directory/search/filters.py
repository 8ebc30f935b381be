"""The structured filters of a search, and which of them give way when nothing fits all."""

from collections.abc import Callable, Iterable

from services_directory.models import Service

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


def fits(service: Service, filters: Filters) -> bool:
    """Whether a service has, for every filter, one of the codes asked for."""
    own = facets(service)
    return all(not codes or any(code in own[name] for code in codes) for name, codes in filters.items())


def narrowed(services: Iterable[Service], filters: Filters) -> tuple[list[Service], list[str]]:
    """The services that fit, and the filters that had to be left out for any to fit.

    Filters are dropped in the order of `DROPPED_FIRST` until something fits; then those that did no harm come back.
    """
    services = list(services)
    kept = {name: codes for name, codes in filters.items() if codes}
    if not kept:
        return services, []
    dropped: Filters = {}
    for name in DROPPED_FIRST:
        if any(fits(service, kept) for service in services):
            break
        if name in kept:
            dropped[name] = kept.pop(name)
    for name in reversed(DROPPED_FIRST):
        if name in dropped and any(fits(service, {**kept, name: dropped[name]}) for service in services):
            kept[name] = dropped.pop(name)
    return [service for service in services if fits(service, kept)], [name for name in DROPPED_FIRST if name in dropped]


def closeness(service: Service, filters: Filters) -> tuple:
    """Sorts services that fit: more of the topics asked for first, main topics, languages stated lately."""
    topics = facets(service)["topic"]
    asked = [topics.index(code) for code in filters.get("topic", []) if code in topics]
    wanted = filters.get("spoken")
    spoken = [row for row in service.spoken_languages.all() if row.code in wanted] if wanted else []
    old = bool(spoken) and all(row.as_of for row in spoken)
    return (-len(asked), old, min(asked, default=0), service.position)
