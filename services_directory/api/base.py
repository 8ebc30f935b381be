"""What every call shares: the caller's language, ETags by version of the content and language, localised errors."""

# ruff: noqa: D102 - methods of the framework keep its meaning

import hashlib
import logging

from django.http import Http404
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework import exceptions
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.response import Response
from rest_framework.views import APIView

from services_directory import reading
from services_directory.api import parameters
from services_directory.api.errors import ApiError, error_response

_log = logging.getLogger(__name__)


class OneForm(DefaultContentNegotiation):
    """Answers are JSON, whatever is accepted; the framework would take the filter `format` for a wish of another."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class DirectoryView(APIView):
    """A call that only reads. A module says in `data` what it answers."""

    authentication_classes: list = []
    permission_classes: list = []
    throttle_classes: list = []
    content_negotiation_class = OneForm
    http_method_names = ["get", "head", "options"]

    def data(self, request, language: str, **named) -> object:
        """The answer, to be given as JSON. Raises ApiError."""
        raise NotImplementedError

    def stamp(self, request) -> str:
        """What can change the answer besides the version of the content, the language and the address."""
        return ""

    def get(self, request, **named) -> Response:
        language = parameters.language(request)
        etag = f'"{reading.version()}.{language}.{_digest(request.get_full_path() + self.stamp(request))}"'
        wanted = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
        # A weak comparison (RFC 9110, 13.1.2): a proxy that compressed the answer may have made the tag weak.
        if etag in (tag.removeprefix("W/") for tag in wanted):
            response = Response(status=304)
        else:
            response = Response(self.data(request, language, **named))
        response["ETag"] = etag
        response["Cache-Control"] = "no-cache"
        response["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        return response

    def handle_exception(self, error: Exception) -> Response:
        language = parameters.language_of(self.request)
        if isinstance(error, ApiError):
            return error_response(error.status, error.code, language, **error.values)
        if isinstance(error, (Http404, exceptions.NotFound)):
            return error_response(404, "not_found", language)
        if isinstance(error, exceptions.MethodNotAllowed):
            return error_response(405, "method_not_allowed", language)
        if isinstance(error, exceptions.Throttled):
            response = error_response(429, "throttled", language)
            response["Retry-After"] = str(int(error.wait or 0) + 1)
            return response
        if isinstance(error, exceptions.APIException) and error.status_code < 500:
            return error_response(error.status_code, "bad_request", language)
        _log.exception("unexpected error in %s", type(self).__name__)
        return error_response(500, "internal", language)


class NothingHere(DirectoryView):
    """Any other address below the API."""

    schema = None

    def data(self, request, language: str, **named) -> object:
        raise ApiError(404, "not_found")


def _digest(path: str) -> str:
    return hashlib.blake2b(path.encode("utf-8", "replace"), digest_size=6).hexdigest()
