"""GET version: changes with every change of the content."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema

from services_directory import reading
from services_directory.api import parameters
from services_directory.api.base import DirectoryView


class VersionView(DirectoryView):
    """The version of the content, cheap to ask for."""

    @extend_schema(
        operation_id="directory_version",
        parameters=[OpenApiParameter("city", str, description="Id of a city.")],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        return super().get(request)

    def data(self, request, language):
        if request.GET.get("city"):
            parameters.city(request)
        reading.warm()  # who asks for the version is about to talk with a newcomer
        return {"version": reading.version()}
