"""What every call has in common: open to every website, conditional requests, the caller's language."""

# ruff: noqa: D102 - methods of the framework keep its meaning

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, time

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from rest_framework.negotiation import BaseContentNegotiation

from locales.languages import get
from services_directory import reading
from services_directory import version as content_version
from services_directory.api import parameters as shared
from services_directory.api.base import DirectoryView
from services_directory.api.errors import ApiError
from services_directory.models import ContentVersion

_OPEN = {
    # Public data without keys or cookies: any website may read it (openreferraluk.org/developers/compliance).
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Content-Language",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}

Answer = Callable[[], HttpResponseBase]


class Json(BaseContentNegotiation):
    """JSON whatever is asked for: HSDS means something else by `format`, and a browser's Accept is no fault."""

    def select_parser(self, request, parsers):
        return parsers[0]

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class HsdsView(DirectoryView):
    """A call of the feed. A module says in `answer` what it answers."""

    schema = None  # it has an OpenAPI description of its own
    parameters: tuple[str, ...] = ()
    content_negotiation_class = Json

    def answer(self, request, language: str, **named) -> Answer:
        """Checks the call; what it returns makes the response, and is called only where the caller has none yet.

        Raises ApiError.
        """
        raise NotImplementedError

    def get(self, request, **named) -> HttpResponseBase:
        language = shared.language(request)
        with content_version.one():
            etag, modified = _etag(request, language), last_modified()
            answer = self.answer(request, language, **named)
            stamp = int(modified.timestamp())
            response = get_conditional_response(request._request, etag=etag, last_modified=stamp) or answer()
        response["ETag"] = etag
        response["Last-Modified"] = modified.strftime("%a, %d %b %Y %H:%M:%S GMT")
        response["Cache-Control"] = "no-cache"
        response["Content-Language"] = get(language).tag
        return response

    def options(self, request, *args, **named) -> HttpResponse:
        return HttpResponse(status=204, headers=_PREFLIGHT)

    def finalize_response(self, request, response, *args, **named):
        response = super().finalize_response(request, response, *args, **named)
        for name, value in _OPEN.items():
            response[name] = value
        patch_vary_headers(response, ["Accept-Language"])
        if response.status_code >= 400:
            response["Content-Language"] = get(shared.language_of(request)).tag
        return response


class NothingHere(HsdsView):
    """Any other address below the feed."""

    def answer(self, request, language: str, **named) -> Answer:
        raise ApiError(404, "not_found")


def last_modified() -> datetime:
    """When the content changed last, in UTC. Statuses are told by the day, so every day is a change."""
    changed = ContentVersion.objects.values_list("changed_at", flat=True).first()
    midnight = timezone.make_aware(datetime.combine(reading.today(), time.min))
    return max(midnight, changed or midnight).astimezone(UTC)


def _etag(request, language: str) -> str:
    # Addresses within an answer name the host.
    asked = f"{request.get_host()} {request.get_full_path()}".encode("utf-8", "replace")
    return f'"{reading.version()}.{language}.{hashlib.blake2b(asked, digest_size=8).hexdigest()}"'
