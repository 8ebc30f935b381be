"""GET / and what it leads to: which HSDS this is, its profile, and its OpenAPI description."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from functools import lru_cache

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from rest_framework.response import Response

from services_directory.hsds import openapi
from services_directory.hsds.base import Answer, HsdsView

VERSION = "3.1"
_DOCUMENT = settings.BASE_DIR / "docs" / "hsds.md"


class Home(HsdsView):
    """The version of HSDS, and where its profile and description are."""

    def answer(self, request, language) -> Answer:
        links = {"profile": "profile", "openapi_url": "openapi"}
        found = {name: request.build_absolute_uri(reverse(f"hsds:{view}")) for name, view in links.items()}
        return lambda: Response({"version": VERSION, **found})


class Profile(HsdsView):
    """The document for people that says how this feed uses HSDS."""

    def answer(self, request, language) -> Answer:
        # Browsers show plain text, and save what they do not know.
        kind = "text/markdown" if "markdown" in request.headers.get("Accept", "") else "text/plain"
        return lambda: HttpResponse(_text(), content_type=f"{kind}; charset=utf-8")

    def finalize_response(self, request, response, *args, **named):
        response = super().finalize_response(request, response, *args, **named)
        if response.status_code == 200:
            response["Content-Language"] = "en"  # the document is in one language
            patch_vary_headers(response, ["Accept"])
        return response


class OpenApi(HsdsView):
    """The description of the API for programs."""

    def answer(self, request, language) -> Answer:
        return lambda: Response(openapi.document(VERSION))


@lru_cache(maxsize=1)
def _text() -> str:
    return _DOCUMENT.read_text(encoding="utf-8")
