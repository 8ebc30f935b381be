"""What is on in the city."""

from django.http import Http404
from django.views.decorators.http import require_safe

from website import directory
from website.page import language_for, page

from .choices import number
from .city import city_or_404


@require_safe
def upcoming(request, city_id: str):
    """GET /{city}/events/: events that are not over, the soonest first."""
    city = city_or_404(city_id)
    at = number(request, "page")
    found = directory.events(city, language_for(request, city), at)
    pages = max(1, -(-found["total"] // found["per_page"]))
    if at > pages:
        raise Http404
    return page(request, "events.html", city=city, found=found, pages=pages)
