"""Small pages of the desk: similar names while one is typed, the language of the desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import may
from accounts.rules import VIEW
from services_directory.desk import languages
from services_directory.desk.duplicates import duplicates as similar
from services_directory.desk.scope import cities_of
from services_directory.models import Service

_PATIENCE = 0.2  # seconds; the first letters of a name start the encoder's work, the next ones find it done


@require_safe
def duplicates(request):
    """GET ?name=&city=&exclude=: `{"message", "services": [{"name", "why", "url"}]}` in the officer's language."""
    if not may(request.user, VIEW, Service):
        raise PermissionDenied
    asked, exclude = request.GET.get("city", ""), request.GET.get("exclude", "")
    cities = cities_of(request.user)
    cities = cities.filter(pk=asked) if asked else cities
    found = []
    for city in cities[:5]:
        found += similar(request.GET.get("name", ""), city.pk, int(exclude) if exclude.isdigit() else None, _PATIENCE)
    found = sorted(found, key=lambda each: -each.score)[:5]
    message = ""
    if found:
        said = ngettext("Is it there already? One service has a similar name:",
                        "Is it there already? %(count)d services have similar names:", len(found))  # fmt: skip
        message = said % {"count": len(found)}
    services = [
        {"name": each.name, "why": each.why, "url": reverse("admin:services_directory_service_change", args=[each.pk])}
        for each in found
    ]
    return JsonResponse({"message": message, "none": gettext("No service has a similar name."), "services": services})


@require_POST
def choose_language(request):
    """POST language=: the language of the desk for this account, on every machine."""
    languages.choose(request.user, request.POST.get("language", ""))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(back if safe else reverse("admin:index"))
