"""GET answers/{intent}."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema

from services_directory import reading
from services_directory.api import parameters
from services_directory.api.base import DirectoryView
from services_directory.api.errors import ApiError


class AnswerView(DirectoryView):
    """What is known about a want in a city, with statements, services and sources."""

    @extend_schema(
        operation_id="directory_answer",
        parameters=[OpenApiParameter("intent", str, "path"), parameters.CITY, parameters.LANGUAGE],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request, intent):
        return super().get(request, intent=intent)

    def data(self, request, language, intent):
        found = reading.answer(parameters.city(request).pk, intent, language)
        if found is None:
            raise ApiError(404, "unknown_answer")
        return found
