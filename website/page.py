"""What every page has in common: its language, the same page in other languages, the city it belongs to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from locales.languages import SOURCE, get, match, served

from . import directory
from .language import language_of


def page(request, template: str, city=None, status: int = 200, **context) -> HttpResponse:
    """A page in the reader's language; `city` is a City or None, `context` what the template needs besides.

    Nothing of a page is private, but it depends on Accept-Language, which caches must know.
    """
    language = get(language_for(request, city))
    wanted = request.GET.get("language")
    context |= {
        "city": city,
        "language": language,
        "alternates": [(each, _in(request, each.code)) for each in served()],
        # Honest where somebody asks for a language that nobody has translated yet.
        "unserved": bool(wanted) and match(wanted) is None,
        # Events have a page only while there are any to go to.
        "has_events": bool(city) and directory.events_left(city) > 0,
        "names": [each.name for each in served()],
    }
    response = render(request, template, context, status=status, using="jinja2")
    response["Content-Language"] = language.tag
    patch_vary_headers(response, ["Accept-Language"])
    return response


def language_for(request, city=None) -> str:
    """The code of the language of a page: `?language=`, else Accept-Language, else the city's, else the source's."""
    return language_of(request, city.default_language if city else SOURCE)


def _in(request, code: str) -> str:
    query = request.GET.copy()
    query["language"] = code
    return f"{request.path}?{query.urlencode()}"
