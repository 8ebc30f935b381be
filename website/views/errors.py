"""Pages that say what is wrong, in the reader's language, with a way on."""

import logging

from django.contrib.sessions.exceptions import SessionInterrupted

from services_directory.models import City
from website.errors import not_found as api_not_found
from website.page import page

from .city import UnknownCity

logger = logging.getLogger(__name__)
APIS = ("/api/", "/chat/", "/enquiries/", "/health/", "/hsds/", "/widget/")


def _(msgid: str) -> str:
    return msgid


TEXTS = {
    "not_found": (_("This page does not exist"), _("The address may be mistyped, or the page was removed.")),
    "unknown_city": (_("This city is not served here"), _("Please choose one of these cities.")),
    "bad_request": (_("This choice is not known"), _("Something in the address of the page cannot be read.")),
    "forbidden": (_("This is not allowed"), _("You cannot open this page.")),
    "internal": (
        _("Something went wrong on our side"),
        _("We are sorry. Please try again in a moment, or look in the directory of services."),
    ),
}


def _city(request) -> City | None:
    return City.objects.filter(pk=request.path.split("/")[1]).first()


def _fault(request, kind: str, status: int):
    title, text = TEXTS[kind]
    cities = City.objects.order_by("name")
    return page(request, "error.html", city=_city(request), status=status, title=title, text=text, cities=cities)


def not_found(request, exception=None):
    """404"""
    if request.path.startswith(APIS):
        return api_not_found(request, exception)
    return _fault(request, "unknown_city" if isinstance(exception, UnknownCity) else "not_found", 404)


def bad_request(request, exception=None):
    """400; 503 where the session could not be kept: the database refused, or somebody signed out in another tab."""
    if isinstance(exception, SessionInterrupted):
        fault = _fault(request, "internal", 503)
        fault["Retry-After"] = "3"
        return fault
    return _fault(request, "bad_request", 400)


def forbidden(request, exception=None):
    """403"""
    return _fault(request, "forbidden", 403)


def internal(request):
    """500; where not even that page can be made, plain words that need no database."""
    try:
        return _fault(request, "internal", 500)
    except Exception:
        logger.exception("the page of a fault failed")
        return page(request, "error.html", status=500, title=TEXTS["internal"][0], text=TEXTS["internal"][1], cities=[])
