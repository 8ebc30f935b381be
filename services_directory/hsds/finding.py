"""Which records a list call asks for, as selections in their order."""

from itertools import chain, zip_longest
from math import asin, cos, radians, sin, sqrt

from django.db.models import Avg, QuerySet, Value
from django.db.models.functions import Replace

from services_directory import reading
from services_directory.api import parameters as shared
from services_directory.api.errors import ApiError
from services_directory.hsds import feed, parameters
from services_directory.hsds.modified import modified_since
from services_directory.hsds.selection import Selection
from services_directory.models import City, Organization, Service, ServiceTerm
from services_directory.search import find, offered, ranking
from services_directory.search.words import words

_EARTH = 6_371_000  # metres, mean radius


def services(request) -> tuple[QuerySet[Service], list[int] | None]:
    """(the services asked for, their primary keys best first where there is a search). Raises ApiError."""
    city = parameters.city(request)
    rows = _with_terms(feed.services(city), request)
    if organization := parameters.organization(request):
        rows = rows.filter(organization=organization)
    if moment := parameters.moment(request, "modified_after"):
        rows = modified_since(rows, moment, reading.today())
    text = shared.text(request, "search")
    if not text.strip():
        return rows, None
    kept = set(rows.order_by().values_list("pk", flat=True))
    return rows, [key for key in _ranked(text, city) if key in kept]


def locations(request) -> Selection:
    """The services at locations asked for. Raises ApiError."""
    found, ranked = services(request)
    rows = feed.locations(parameters.city(request)).filter(service__in=found.order_by())
    code, metres = parameters.postcode(request)
    if code:
        # A copy without spaces: postcodes are written both ways.
        rows = rows.annotate(code=Replace("postal_code", Value(" "), Value("")))
        rows = rows.filter(pk__in=_near(rows, code, metres)) if metres else rows.filter(code__iexact=code)
    if ranked is None:
        return Selection(rows)
    place = {key: number for number, key in enumerate(ranked)}
    keys = [pair for pair in rows.values_list("pk", "service_id") if pair[1] in place]
    return Selection(rows, [key for key, _ in sorted(keys, key=lambda pair: (place[pair[1]], pair[0]))])


def organizations(request) -> Selection:
    """The organizations asked for. Raises ApiError."""
    city = parameters.city(request)
    rows = feed.organizations(city)
    if request.GET.get("taxonomy_id") or request.GET.get("taxonomy_term_id"):
        offered = _with_terms(feed.services(city), request).order_by()
        rows = rows.filter(pk__in=offered.values("organization"))
    text = words(shared.text(request, "search"))
    if not text:
        return Selection(rows)
    return Selection(rows, [row.pk for row in rows if _named(row, text)])


def _with_terms(rows: QuerySet[Service], request) -> QuerySet[Service]:
    if term := parameters.term(request):
        rows = rows.filter(service_terms__term=term)
    if kind := parameters.taxonomy(request):
        rows = rows.filter(pk__in=ServiceTerm.objects.filter(term__kind=kind).order_by().values("service"))
    return rows


def _ranked(text: str, city: str | None) -> list[int]:
    """Primary keys best first; of several cities the best of each, then the second of each, and so on.

    None of a city whose services the text tells nothing of: something is always nearest.
    """
    cities = [city] if city else City.objects.order_by("pk").values_list("pk", flat=True)
    today = reading.today()
    told = [each for each in cities if ranking.tells(text, offered(each, today))]
    found = [[row.pk for row in find(each, today, text).services] for each in told]
    return [key for key in chain.from_iterable(zip_longest(*found)) if key is not None]


def _named(row: Organization, asked: list[str]) -> bool:
    """Whether every word asked for begins a word of a name or of the description, in any language."""
    own = words(" ".join([row.name, row.description, *row.aliases, *(each.text for each in row.translations.all())]))
    return all(any(word.startswith(part) for word in own) for part in asked)


def _near(rows: QuerySet, code: str, metres: int) -> list[int]:
    """Places within `metres` of the middle of those with the postcode. Raises ApiError where that is not known."""
    placed = rows.exclude(latitude=None).exclude(longitude=None)
    # The middle is that of all places of the directory with the postcode, not of those that passed other filters.
    everywhere = feed.locations().annotate(code=Replace("postal_code", Value(" "), Value("")))
    middle = everywhere.filter(code__iexact=code).aggregate(lat=Avg("latitude"), lon=Avg("longitude"))
    if middle["lat"] is None or middle["lon"] is None:
        raise ApiError(400, "unknown_place")
    here = float(middle["lat"]), float(middle["lon"])
    points = placed.values_list("pk", "latitude", "longitude")
    return [key for key, lat, lon in points if distance(here, (float(lat), float(lon))) <= metres]


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two points in degrees (haversine)."""
    (lat, lon), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))
