"""The directory: search by a form, and everything known of one service."""

from django.http import Http404
from django.views.decorators.http import require_safe

from website import directory
from website.page import language_for, page

from .choices import chosen, number
from .city import city_or_404

# Filters of the form, in the order a newcomer thinks of them; `detail` ones stay folded until used.
FILTERS = ("topic", "spoken", "cost", "audience", "format", "phase", "district")
LONGEST_QUERY = 300  # characters; what is longer is cut, as a search field does


@require_safe
def search(request, city_id: str):
    """GET /{city}/services/"""
    city = city_or_404(city_id)
    language = language_for(request, city)
    choices = directory.choices(city, language)
    filters = {name: chosen(request, name, choices[name]) for name in FILTERS}
    query = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_QUERY]
    at = number(request, "page")
    found = directory.search(city, language, query, filters, at)
    pages = max(1, -(-found["total"] // found["per_page"]))
    if at > pages:
        raise Http404
    return page(
        request,
        "services.html",
        city=city,
        query=query,
        filters=filters,
        choices=choices,
        found=found,
        pages=pages,
        more=any(filters[name] for name in FILTERS[3:]),
    )


@require_safe
def one(request, city_id: str, service_id: str):
    """GET /{city}/services/{id}/"""
    city = city_or_404(city_id)
    service = directory.service(city, service_id, language_for(request, city))
    if service is None:
        raise Http404
    return page(request, "service.html", city=city, service=service, reported="reported" in request.GET)
