"""Parameters of calls, checked: what is wrong with one is a clear error in the caller's language."""

from drf_spectacular.utils import OpenApiParameter

from locales.languages import SOURCE, match, served
from services_directory.api.errors import ApiError
from services_directory.models import City, District, TaxonomyTerm
from services_directory.search import DROPPED_FIRST

LONGEST_TEXT = 1000  # characters of free text
LONGEST_NAME = 100  # characters of a code that is repeated in an error
MOST_VALUES = 50  # values of one filter, ids of one call

CITY = OpenApiParameter("city", str, required=True, description="Id of a city, as in `cities`.")
LANGUAGE = OpenApiParameter("language", str, description="BCP 47 tag of a served language; else Accept-Language.")


def language_of(request) -> str:
    """The caller's language for errors: `language`, else Accept-Language, else English; never fails."""
    if found := match(request.GET.get("language") or ""):
        return found.code
    weighted = []
    for place, part in enumerate(request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:1000].split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighted.append((-float(weight or 1), place, tag))
        except ValueError:
            continue
    for weight, _, tag in sorted(weighted):
        if weight < 0 and (found := match(tag)):
            return found.code
    return SOURCE


def language(request) -> str:
    """The code of the language asked for. Raises ApiError where it is not served."""
    return served_language(request.GET.get("language")) or language_of(request)


def served_language(tag: str | None) -> str | None:
    """The code of the language that a tag means, None where none is given. Raises ApiError where it is not served."""
    found = match(tag) if tag else None
    if tag and found is None:
        names = {"type": "list", "items": [row.name for row in served()]}
        raise ApiError(400, "unknown_language", languages=names)
    return found.code if found else None


def city(request) -> City:
    """The city asked for. Raises ApiError where it is missing or unknown."""
    asked = request.GET.get("city")
    if not asked:
        raise ApiError(400, "missing_parameter", parameter="city")
    return city_called(asked)


def city_called(asked: str) -> City:
    """The city with this id. Raises ApiError where there is none."""
    found = City.objects.filter(pk=asked[:LONGEST_NAME]).first() if "\0" not in asked else None
    if found is None:
        raise ApiError(404, "unknown_city")
    return found


def text(request, name: str) -> str:
    """Free text, '' where there is none. Raises ApiError where it is too long."""
    given = request.GET.get(name, "")
    if len(given) > LONGEST_TEXT:
        raise ApiError(400, "too_long", parameter=name, most=LONGEST_TEXT)
    return given


def number(request, name: str, default: int, least: int, most: int) -> int:
    """A whole number. Raises ApiError where it is none or out of range."""
    given = request.GET.get(name)
    if given in (None, ""):
        return default
    if not (given.isascii() and given.isdigit() and len(given) < 10 and least <= int(given) <= most):
        raise ApiError(400, "bad_number", parameter=name, least=least, most=most)
    return int(given)


def several(request, name: str) -> list[str]:
    """The values of a parameter that may be repeated or hold several, divided by commas."""
    given = [part.strip() for value in request.GET.getlist(name) for part in value.split(",")]
    values = list(dict.fromkeys(value for value in given if value))
    if len(values) > MOST_VALUES:
        raise ApiError(400, "bad_number", parameter=name, least=0, most=MOST_VALUES)
    return values


def filters(request, place: City) -> dict[str, list[str]]:
    """The filters of a search. Raises ApiError for a code that the taxonomy or the city does not have."""
    found = {name: several(request, name) for name in DROPPED_FIRST}
    known = {"district": set(District.objects.filter(city=place).values_list("code", flat=True))}
    for kind, code in TaxonomyTerm.objects.values_list("kind", "code"):
        known.setdefault(kind, set()).add(code)
    for name, codes in found.items():
        for value in codes:
            if name == "spoken":
                _language_tag(value)
            elif value not in known.get(name, ()):
                raise ApiError(400, "unknown_filter", filter=name, value=value[:LONGEST_NAME])
    return {name: codes for name, codes in found.items() if codes}


def term(request, kind: str) -> str | None:
    """One code of a kind of term, or None. Raises ApiError for an unknown one."""
    given = request.GET.get(kind)
    if not given:
        return None
    if not TaxonomyTerm.objects.filter(kind=kind, code=given[:LONGEST_NAME].replace("\0", "")).exists():
        raise ApiError(400, "unknown_filter", filter=kind, value=given[:LONGEST_NAME])
    return given


def _language_tag(value: str) -> None:
    """Any language may be asked for, not only served ones; but it must look like one."""
    plain = value.replace("-", "")
    if not (plain.isascii() and plain.isalnum() and 2 <= len(value) <= 12):
        raise ApiError(400, "unknown_filter", filter="spoken", value=value[:LONGEST_NAME])
