"""GET coverage."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.utils.translation import override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema

from services_directory import reading
from services_directory.api import parameters
from services_directory.api.base import DirectoryView
from services_directory.api.errors import ApiError
from services_directory.quality.axes import AXES, names
from services_directory.quality.export import as_json
from services_directory.quality.forms import PARAMETER
from services_directory.quality.gaps import table_of
from services_directory.quality.index import index_of

_AXES = [
    OpenApiParameter(name, str, enum=list(AXES), description=f"Dimension of the {name}; default {default}.")
    for name, default in (("rows", "topic"), ("columns", "phase"))
]
_FILTERS = [
    OpenApiParameter(name, str, many=True, description="Codes of this dimension; may be repeated.")
    for name in PARAMETER.values()
]


class CoverageView(DirectoryView):
    """Which services are current in each cell of two dimensions, and what is marked there."""

    @extend_schema(
        operation_id="directory_coverage",
        parameters=[parameters.CITY, parameters.LANGUAGE, *_AXES, *_FILTERS],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        return super().get(request)

    def data(self, request, language):
        city = parameters.city(request)
        index = index_of(city)
        rows, columns = request.GET.get("rows") or "topic", request.GET.get("columns") or "phase"
        for name, axis in (("rows", rows), ("columns", columns)):
            if axis not in AXES or (name == "columns" and axis == rows):
                raise ApiError(400, "unknown_filter", filter=name, value=axis[: parameters.LONGEST_NAME])
        filters = {}
        for axis, name in PARAMETER.items():
            filters[axis] = parameters.several(request, name)
            known = names(axis, city, set(index.masks[axis]), language)
            if unknown := [code for code in filters[axis] if code not in known]:
                raise ApiError(400, "unknown_filter", filter=name, value=unknown[0][: parameters.LONGEST_NAME])
        with override(language):
            found = as_json(table_of(city, rows, columns, filters), index, city, language)
        return {"version": reading.version(), "city": city.pk, "day": reading.today().isoformat(), **found}
