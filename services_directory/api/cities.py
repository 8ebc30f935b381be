"""GET cities."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema

from services_directory import reading
from services_directory.api.base import DirectoryView


class CitiesView(DirectoryView):
    """The cities that are served."""

    @extend_schema(operation_id="directory_cities", responses=OpenApiTypes.OBJECT)
    def get(self, request):
        return super().get(request)

    def data(self, request, language):
        return reading.cities()
