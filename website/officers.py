"""What pages below /officer/ and /staff/ share: language, clocks, and what happens when the database goes."""

import logging

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from services_directory.desk.languages import language_of
from services_directory.desk.not_saved import typed
from services_directory.desk.scope import zone_for

logger = logging.getLogger(__name__)
AREAS = ("/officer/", "/staff/")


class OfficersMiddleware:
    """Only below AREAS: newcomers' pages and APIs have rules of their own for languages and errors."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):  # noqa: D102
        if not request.path.startswith(AREAS):
            return self.get_response(request)
        try:
            language, zone = language_of(request), zone_for(request.user)
        except (OperationalError, InterfaceError) as error:
            return self.process_exception(request, error)
        with translation.override(language), timezone.override(zone):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    def process_exception(self, request, exception):
        """503 with what was typed, on a page that needs no database."""
        if not isinstance(exception, (OperationalError, InterfaceError)) or not request.path.startswith(AREAS):
            return None
        logger.error("the database could not be used: %s", type(exception).__name__)
        with translation.override(translation.get_language_from_request(request)):
            page = render_to_string("desk/not_saved.html", typed(request), request=None)
        return HttpResponse(page, status=503, headers={"Retry-After": "30"})
