"""The first page: which city?"""

from django.http import Http404
from django.views.decorators.http import require_safe

from services_directory.models import City
from website.page import page


@require_safe
def choose(request):
    """GET /"""
    return page(request, "choose_city.html", cities=City.objects.order_by("name"))


class UnknownCity(Http404):
    """An address below a city that is not served; the page for it offers the ones that are."""


def city_or_404(city_id: str) -> City:
    """The city of an address. Raises UnknownCity."""
    found = City.objects.filter(pk=city_id).first()
    if found is None:
        raise UnknownCity(city_id)
    return found
