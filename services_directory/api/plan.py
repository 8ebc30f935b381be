"""GET plan."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema

from services_directory import reading
from services_directory.api import parameters
from services_directory.api.base import DirectoryView
from services_directory.api.errors import ApiError


class PlanView(DirectoryView):
    """The first steps of somebody with that kind of business and status in the country."""

    @extend_schema(
        operation_id="directory_plan",
        parameters=[
            parameters.CITY,
            parameters.LANGUAGE,
            OpenApiParameter("business", str, description="Code of the taxonomy; absent: not said."),
            OpenApiParameter("status", str, description="Code of the taxonomy; absent: not said."),
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        return super().get(request)

    def data(self, request, language):
        city = parameters.city(request)
        business, status = parameters.term(request, "business"), parameters.term(request, "status")
        found = reading.plan(city.pk, language, business, status)
        if found is None:
            raise ApiError(404, "no_plan")
        return found
