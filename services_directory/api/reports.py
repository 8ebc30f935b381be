"""POST reports."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.response import Response

from services_directory import reports
from services_directory.api import parameters
from services_directory.api.base import DirectoryView
from services_directory.api.errors import ApiError
from services_directory.api.throttles import ReportsPerAddress

_BODY = inline_serializer(
    "ErrorReport",
    {
        "city": serializers.CharField(),
        "service": serializers.CharField(required=False),
        "text": serializers.CharField(max_length=reports.LONGEST),
        "language": serializers.CharField(required=False),
        "conversation": serializers.CharField(required=False, help_text="its words go when this conversation does"),
    },
)

_FIELDS = ("city", "service", "text", "language", "conversation")


class ReportsView(DirectoryView):
    """Takes a report that something shown is wrong; nothing about who writes is kept."""

    throttle_classes = [ReportsPerAddress]
    http_method_names = ["post", "options"]

    @extend_schema(operation_id="directory_report", request=_BODY, responses={201: OpenApiTypes.OBJECT})
    def post(self, request):
        body = request.data if isinstance(request.data, dict) else None
        given = {name: body.get(name) or "" for name in _FIELDS} if body else {}
        if not all(isinstance(value, str) for value in given.values()) or not given:
            raise ApiError(400, "bad_request")
        language = parameters.served_language(given["language"]) or parameters.language(request)
        if not given["city"]:
            raise ApiError(400, "missing_parameter", parameter="city")
        city = parameters.city_called(given["city"])
        try:
            reports.take(city, given["service"] or None, given["text"], language, given["conversation"])
        except reports.BadReport as fault:
            if fault.code == "unknown_service":
                raise ApiError(404, "unknown_service") from None
            if fault.code == "too_long":
                raise ApiError(400, "too_long", parameter="text", most=reports.LONGEST) from None
            raise ApiError(400, "missing_parameter", parameter="text") from None
        return Response({"state": "open"}, status=201, headers={"Content-Language": language})
