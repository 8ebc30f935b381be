"""The widget's script and its words, for our own pages and for other websites."""

import hashlib

from django.http import HttpResponse, HttpResponseNotModified, JsonResponse
from django.views.decorators.http import require_safe

from enquiries import texts
from locales.languages import match
from services_directory import reading
from services_directory.models import City
from website import widget
from website.errors import error_body
from website.language import language_of

from .enquiry_forms import emergency

FOREVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=300"  # seconds; a website that embeds the widget gets a new version within minutes


@require_safe
def script(request):
    """GET /widget/kiosk-chat.js"""
    body = widget.script()
    return _cached(request, HttpResponse(body, content_type="text/javascript; charset=utf-8"))


@require_safe
def later_script(request):
    """GET /widget/kiosk-chat-later.js"""
    return _cached(request, HttpResponse(widget.later_script(), content_type="text/javascript; charset=utf-8"))


@require_safe
def enquiry(request, city_id: str):
    """GET /widget/enquiry/<city>.json: what the form shows before anything is sent, in the reader's language."""
    city = City.objects.filter(pk=city_id).first()
    language = language_of(request)
    if city is None:
        return JsonResponse(error_body("unknown_city", language), status=404)
    facts = {
        "consent": texts.consent(city, language),
        "training": texts.training(language),
        "emergency": emergency(city, language),
        "topics": reading.terms(language).get("topic", []),
    }
    response = JsonResponse(facts, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-cache"  # the city's own words and times
    return response


@require_safe
def messages(request, tag: str):
    """GET /widget/messages/<BCP 47 tag>.json; 404 where the language is not served."""
    language = match(tag)
    if language is None:
        return JsonResponse(error_body("not_found", language_of(request)), status=404)
    return _cached(request, JsonResponse(widget.words(language), json_dumps_params={"ensure_ascii": False}))


def _cached(request, response):
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:16]}"'
    fresh = request.headers.get("If-None-Match") == etag
    response = HttpResponseNotModified() if fresh else response
    response["ETag"] = etag
    # Only the version that is asked for by name may be kept: a page that is older must not freeze newer words.
    response["Cache-Control"] = FOREVER if request.GET.get("v") == widget.version() else SHORTLY
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
