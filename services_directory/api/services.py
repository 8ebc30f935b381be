"""GET services and GET services/{id}."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema

from services_directory import reading
from services_directory.api import parameters
from services_directory.api.base import DirectoryView
from services_directory.api.errors import ApiError
from services_directory.search import DROPPED_FIRST

_FILTERS = [
    OpenApiParameter(name, str, many=True, description="Codes of the taxonomy; may be repeated.")
    for name in DROPPED_FIRST
]
_PAGING = [OpenApiParameter("page", int), OpenApiParameter("per_page", int)]
_QUERY = OpenApiParameter("q", str, description="Free text in any language.")
_IDS = OpenApiParameter("ids", str, many=True, description="Certain services, in this order.")
MOST_PAGES, MOST_PER_PAGE = 10_000, 100


class ServicesView(DirectoryView):
    """Services by filters and free text, current ones first."""

    @extend_schema(
        operation_id="directory_services",
        parameters=[parameters.CITY, parameters.LANGUAGE, _QUERY, *_FILTERS, _IDS, *_PAGING],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        return super().get(request)

    def data(self, request, language):
        city = parameters.city(request)
        return reading.search(
            city.pk,
            language,
            q=parameters.text(request, "q"),
            filters=parameters.filters(request, city),
            page=parameters.number(request, "page", 1, 1, MOST_PAGES),
            per_page=parameters.number(request, "per_page", 10, 1, MOST_PER_PAGE),
            ids=parameters.several(request, "ids"),
        )


class ServiceView(DirectoryView):
    """One service with its details."""

    @extend_schema(
        operation_id="directory_service",
        parameters=[OpenApiParameter("id", str, "path"), parameters.CITY, parameters.LANGUAGE],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request, id):
        return super().get(request, id=id)

    def data(self, request, language, id):
        found = reading.service(parameters.city(request).pk, id, language)
        if found is None:
            raise ApiError(404, "unknown_service")
        return found
