"""GET terms."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema

from services_directory import reading
from services_directory.api import parameters
from services_directory.api.base import DirectoryView


class TermsView(DirectoryView):
    """Names of all terms and languages, and with `city` of its districts, in the reader's language."""

    @extend_schema(
        operation_id="directory_terms",
        parameters=[parameters.LANGUAGE, OpenApiParameter("city", str)],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        return super().get(request)

    def data(self, request, language):
        found = dict(reading.terms(language))
        if request.GET.get("city"):
            found["district"] = reading.districts(parameters.city(request).pk, language)
        return found
