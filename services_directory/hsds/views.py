"""The calls, one class each: check, find, write."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from rest_framework.response import Response

from services_directory import reading
from services_directory.api import parameters as shared
from services_directory.api.errors import ApiError
from services_directory.hsds import feed, finding, ids, parameters, writing
from services_directory.hsds.base import Answer, HsdsView
from services_directory.hsds.lists import PAGING, ListView
from services_directory.hsds.selection import Listed, Selection
from services_directory.hsds.serialise.fields import Reader
from services_directory.hsds.serialise.organization import organization
from services_directory.hsds.serialise.taxonomy import taxonomies
from services_directory.hsds.serialise.taxonomy_term import terms
from services_directory.search.words import words

_SHARED = ("city", "language")
_SERVICES = ("search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after")


class Services(ListView):
    """Services, in one-to-one fields unless asked otherwise."""

    operation, item = "getServices", "service"
    parameters = (*_SERVICES, "minimal", "full", *PAGING, *_SHARED)

    def default_per_page(self, request):
        return None if parameters.flag(request, "minimal") else parameters.PER_PAGE

    def select(self, request, reader):
        rows, ranked = finding.services(request)
        full = parameters.flag(request, "full")
        if parameters.flag(request, "minimal"):
            return Selection(rows.only("uuid", "last_modified", "window_end", "organization"), ranked)
        return Selection(feed.with_parts(rows, feed.FULL if full else feed.BASIC), ranked)

    def write(self, rows, request, reader):
        if parameters.flag(request, "minimal"):
            return writing.minimal_services(rows, reader)
        write = writing.full_services if parameters.flag(request, "full") else writing.basic_services
        return write(rows, reader)


class OneService(HsdsView):
    """A service with everything that hangs on it."""

    operation, item = "getService", "service"
    parameters = ("language",)

    def answer(self, request, language, id) -> Answer:
        rows = feed.with_parts(feed.services(), feed.FULL).filter(uuid=_asked(id))
        found = list(rows)
        if not found:
            raise ApiError(404, "not_found")
        return lambda: Response(writing.full_services(found, _reader(language))[0])


class Organizations(ListView):
    """Organizations that offer a service."""

    operation, item = "getOrganizations", "organization"
    parameters = ("search", "taxonomy_term_id", "taxonomy_id", "full", "full_service", *PAGING, *_SHARED)

    def select(self, request, reader):
        parameters.flag(request, "full"), parameters.flag(request, "full_service")
        return finding.organizations(request)

    def write(self, rows, request, reader):
        full_service = parameters.flag(request, "full_service")
        if full_service or parameters.flag(request, "full"):
            return writing.full_organizations(rows, reader, parameters.city(request), full_service)
        return [organization(row, reader) for row in rows]


class OneOrganization(HsdsView):
    """An organization with its services."""

    operation, item = "getOrganization", "organization"
    parameters = ("full_service", *_SHARED)

    def answer(self, request, language, id) -> Answer:
        full_service, city = parameters.flag(request, "full_service"), parameters.city(request)
        found = list(feed.organizations().filter(pk=feed.organization_keys().get(_asked(id))))
        if not found:
            raise ApiError(404, "not_found")
        return lambda: Response(writing.full_organizations(found, _reader(language), city, full_service)[0])


class ServiceAtLocations(ListView):
    """Services in their places."""

    operation, item = "getServiceAtLocations", "service_at_location"
    parameters = (*_SERVICES, "postcode", "proximity", "full", *PAGING, *_SHARED)

    def select(self, request, reader):
        parameters.flag(request, "full")
        return finding.locations(request)

    def write(self, rows, request, reader):
        return writing.links(rows, reader, parameters.flag(request, "full"))


class OneServiceAtLocation(HsdsView):
    """A service in one place."""

    operation, item = "getServiceAtLocation", "service_at_location"
    parameters = ("language",)

    def answer(self, request, language, id) -> Answer:
        found = list(feed.locations().filter(pk=feed.location_keys().get(_asked(id))))
        if not found:
            raise ApiError(404, "not_found")
        return lambda: Response(writing.links(found, _reader(language), full=True)[0])


class Taxonomies(ListView):
    """The kinds of terms."""

    operation, item = "getTaxonomies", "taxonomy"
    parameters = ("search", *PAGING, "language")

    def select(self, request, reader):
        return Listed(_containing(taxonomies(reader.language), request))

    def write(self, rows, request, reader):
        return rows


class OneTaxonomy(HsdsView):
    """A kind of terms."""

    operation, item = "getTaxonomy", "taxonomy"
    parameters = ("language",)

    def answer(self, request, language, id) -> Answer:
        return _only(taxonomies(language), id)


class TaxonomyTerms(ListView):
    """Terms by which services are described."""

    operation, item = "getTaxonomyTerms", "taxonomy_term"
    parameters = ("search", "taxonomy_id", "top_only", "parent_id", *PAGING, "language")

    def select(self, request, reader):
        parameters.flag(request, "top_only")  # no term has a parent
        if parameters.parent(request):
            return Listed([])
        kind = parameters.taxonomy(request)
        rows = [row for key, row in terms(reader.language).items() if kind in (None, key[0])]
        return Listed(_containing(rows, request))

    def write(self, rows, request, reader):
        return [_with_taxonomy(row, reader.language) for row in rows]


class OneTaxonomyTerm(HsdsView):
    """A term with its taxonomy."""

    operation, item = "getTaxonomyTerm", "taxonomy_term"
    parameters = ("language",)

    def answer(self, request, language, id) -> Answer:
        return _only([_with_taxonomy(row, language) for row in terms(language).values()], id)


def _with_taxonomy(row: dict, language: str) -> dict:
    detail = next(each for each in taxonomies(language) if each["id"] == row["taxonomy_id"])
    return {**row, "taxonomy_detail": detail}


def _containing(rows: list[dict], request) -> list[dict]:
    """Those with every word of the search at the beginning of a word of theirs."""
    asked = words(shared.text(request, "search"))
    texts = [(row, words(f"{row['name']} {row['description']} {row.get('code', '')}")) for row in rows]
    return [row for row, own in texts if all(any(word.startswith(part) for word in own) for part in asked)]


def _only(rows: list[dict], id: str) -> Answer:
    wanted = _asked(id)
    for row in rows:
        if row["id"] == wanted:
            return lambda: Response(row)
    raise ApiError(404, "not_found")


def _asked(id: str) -> str:
    """The id of an address. Raises ApiError where it is none."""
    found = ids.parsed(id)
    if found is None:
        raise ApiError(404, "not_found")
    return found


def _reader(language: str) -> Reader:
    return Reader(language, reading.today())
