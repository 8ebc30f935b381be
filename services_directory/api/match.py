"""GET match."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema

from services_directory import reading
from services_directory.api import parameters
from services_directory.api.base import DirectoryView


class MatchView(DirectoryView):
    """Services and districts that a message names, inflected forms too."""

    @extend_schema(
        operation_id="directory_match",
        parameters=[parameters.CITY, OpenApiParameter("text", str, required=True)],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        return super().get(request)

    def data(self, request, language):
        # A long message is read as far as names are looked for, never refused: the caller did not write it.
        return reading.match(parameters.city(request).pk, request.GET.get("text", "")[:2000])
