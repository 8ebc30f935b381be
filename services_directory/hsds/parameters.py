"""Parameters of the lists, checked: what is wrong with one is a clear error in the caller's language.

`PARAMETERS` is the one table of them: it documents them in the OpenAPI description too.
"""

import re
from datetime import UTC, datetime, time

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from services_directory.api import parameters as shared
from services_directory.api.errors import ApiError
from services_directory.hsds import feed, ids
from services_directory.hsds.serialise.taxonomy import NAMES
from services_directory.models import TaxonomyTerm

PER_PAGE, MOST_PER_PAGE, MOST_PAGES = 50, 500, 1_000_000
FORMATS = ("json", "ndjson")

_TEXT, _UUID = {"type": "string", "maxLength": shared.LONGEST_TEXT}, {"type": "string", "format": "uuid"}
_FLAG = {"type": "boolean", "default": False}
PARAMETERS: dict[str, tuple[dict, str]] = {
    "search": (_TEXT, "Free text in any language; the best hits come first."),
    "page": ({"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1}, "Number of the page."),
    "per_page": (
        {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
        "Items of a page. With `minimal` and without this parameter everything is on one page.",
    ),
    "format": (
        {"type": "string", "enum": list(FORMATS), "default": "json"},
        "`ndjson` streams all results, one object a line, without pages.",
    ),
    "taxonomy_term_id": (_UUID, "Only what has this term."),
    "taxonomy_id": (_UUID, "Only what has a term of this taxonomy; of terms, those of this taxonomy."),
    "organization_id": (_UUID, "Only what this organization offers."),
    "modified_after": (
        {"type": "string", "format": "date-time"},
        "Only what changed at that time or later; a date means its beginning, a time without zone is UTC.",
    ),
    "minimal": (_FLAG, "Only `id` and the time of the last change."),
    "full": (_FLAG, "Fully nested objects."),
    "full_service": (_FLAG, "Organizations with their services fully nested."),
    "postcode": ({"type": "string", "maxLength": 12}, "Only places with this postcode, or near them with `proximity`."),
    "proximity": ({"type": "integer", "minimum": 1, "maximum": 100_000}, "Metres from the middle of `postcode`."),
    "top_only": (_FLAG, "Terms without a parent: all of them, the taxonomies are flat."),
    "parent_id": (_UUID, "Terms below this one: none, the taxonomies are flat."),
    "city": ({"type": "string"}, "Addition: one city, by its id (`helsinki`). Without it, all cities."),
    "language": ({"type": "string"}, "Addition: BCP 47 tag of a served language, before Accept-Language."),
}


def flag(request, name: str) -> bool:
    """true or false. Raises ApiError."""
    given = request.GET.get(name, "").lower()
    if given not in ("", "true", "false", "1", "0"):
        raise ApiError(400, "bad_choice", parameter=name, choices="true, false")
    return given in ("true", "1")


def streamed(request) -> bool:
    """Whether everything is wanted, one object a line. Raises ApiError."""
    given = request.GET.get("format") or "json"
    if given not in FORMATS:
        raise ApiError(400, "bad_choice", parameter="format", choices=", ".join(FORMATS))
    return given == "ndjson"


def page(request) -> int:
    """The number of the page. Raises ApiError."""
    return shared.number(request, "page", 1, 1, MOST_PAGES)


def per_page(request, default: int | None = PER_PAGE) -> int | None:
    """Items of a page; None is all. Raises ApiError."""
    return shared.number(request, "per_page", default, 1, MOST_PER_PAGE)


def city(request) -> str | None:
    """The id of the city, None for all. Raises ApiError."""
    return shared.city(request).pk if request.GET.get("city") else None


def moment(request, name: str) -> datetime | None:
    """A time. Raises ApiError."""
    given = request.GET.get(name, "").strip()
    if not given:
        return None
    # A plus sign that nobody escaped arrives as a space.
    given = re.sub(r" (\d\d:?\d\d)$", r"+\1", given)
    try:
        day = parse_date(given)
        found = datetime.combine(day, time.min) if day else parse_datetime(given)
        # Far from the ends of the calendar, where another time zone or the day before would not exist.
        if found is not None and 1900 <= found.year < 2900:
            return found if timezone.is_aware(found) else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        pass
    raise ApiError(400, "bad_time", parameter=name, example="2026-01-31T12:00:00Z")


def organization(request) -> int | None:
    """The primary key of `organization_id`. Raises ApiError where the feed has none with that id."""
    return _known(request, "organization_id", feed.organization_keys())


def taxonomy(request) -> str | None:
    """The kind of term of `taxonomy_id`. Raises ApiError."""
    return _known(request, "taxonomy_id", {str(ids.taxonomy_id(kind)): kind.value for kind in NAMES})


def term(request) -> int | None:
    """The primary key of `taxonomy_term_id`. Raises ApiError."""
    return _known(request, "taxonomy_term_id", _terms) if request.GET.get("taxonomy_term_id") else None


def parent(request) -> int | None:
    """The primary key of `parent_id`. Raises ApiError."""
    return _known(request, "parent_id", _terms) if request.GET.get("parent_id") else None


def postcode(request) -> tuple[str, int | None]:
    """(postcode without spaces, '' where none is given; metres around it or None). Raises ApiError."""
    given = re.sub(r"\s", "", request.GET.get("postcode", ""))
    schema = PARAMETERS["proximity"][0]
    metres = shared.number(request, "proximity", 0, schema["minimum"], schema["maximum"]) or None
    if metres and not given:
        raise ApiError(400, "missing_parameter", parameter="postcode")
    most = PARAMETERS["postcode"][0]["maxLength"]
    if len(given) > most:
        raise ApiError(400, "too_long", parameter="postcode", most=most)
    return given.replace("\0", ""), metres


def _terms() -> dict[str, int]:
    rows = TaxonomyTerm.objects.filter(kind__in=list(NAMES)).values_list("kind", "code", "pk")
    return {str(ids.term_id(kind, code)): key for kind, code, key in rows}


def _known(request, name: str, keys):
    given = request.GET.get(name, "").strip()
    if not given:
        return None
    found = (keys() if callable(keys) else keys).get(ids.parsed(given[: shared.LONGEST_NAME]))
    if found is None:
        raise ApiError(400, "unknown_filter", filter=name, value=given[: shared.LONGEST_NAME])
    return found
