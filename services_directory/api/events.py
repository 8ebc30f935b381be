"""GET events."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema

from services_directory import reading
from services_directory.api import parameters
from services_directory.api.base import DirectoryView
from services_directory.api.services import MOST_PAGES, MOST_PER_PAGE


class EventsView(DirectoryView):
    """Events that are not over, the soonest first."""

    @extend_schema(
        operation_id="directory_events",
        parameters=[
            parameters.CITY, parameters.LANGUAGE, OpenApiParameter("page", int), OpenApiParameter("per_page", int)
        ],
        responses=OpenApiTypes.OBJECT,
    )  # fmt: skip
    def get(self, request):
        return super().get(request)

    def stamp(self, request):
        # Events end in the middle of a day, when the version of the content stays the same.
        return str(reading.events_left(parameters.city(request).pk))

    def data(self, request, language):
        return reading.events(
            parameters.city(request).pk,
            language,
            page=parameters.number(request, "page", 1, 1, MOST_PAGES),
            per_page=parameters.number(request, "per_page", 10, 1, MOST_PER_PAGE),
        )
