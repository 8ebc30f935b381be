"""What pages of reports and of the review list share: who may open them, frame, names in the reader's language."""

from functools import wraps

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from accounts.permissions import grants, limited, may
from accounts.rules import EVERYTHING, VIEW
from enquiries.models import ReportPeriod
from enquiries.staff.links import links_for
from locales.labels import LABELS, intent_label
from locales.language_names import name_of
from locales.languages import SOURCE, get, match
from services_directory.models import City


def page(model):
    """A page for those who may see some record of `model`; others are refused, the signed out sent to sign in."""

    def decorate(view):
        @never_cache
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not admin.site.has_permission(request):
                query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
                return HttpResponseRedirect(f"{reverse('admin:login')}?{query}")
            if not may(request.user, VIEW, model):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate


def frame(request, title: str, **values) -> dict:
    """What every page needs, and this one's own."""
    request.current_app = admin.site.name
    context = admin.site.each_context(request)
    context |= {"title": title, "is_nav_sidebar_enabled": False, "is_popup": False}
    return {**context, "pages": links_for(request.user), **values}


def cities_of(user, model=ReportPeriod) -> list[City]:
    """The cities of which the user may see records of `model`, by id."""
    conditions = grants(user, VIEW, model)
    if EVERYTHING in conditions:
        return list(City.objects.order_by("pk"))
    return [city for city in City.objects.order_by("pk") if may(user, VIEW, model(city=city))]


def city_for(request, model=ReportPeriod) -> City:
    """The city an address asks for, the first of the user's without. Raises PermissionDenied."""
    asked = request.GET.get("city")
    found = next((city for city in cities_of(request.user, model) if asked in (None, "", city.pk)), None)
    if found is None:
        raise PermissionDenied
    return found


def own(user, records):
    """Those of the records that the user may see."""
    return limited(user, VIEW, records)


def page_language() -> str:
    """The language of the page, as a code of the language table."""
    row = match(get_language())
    return row.code if row else SOURCE


def language_name(code: str) -> str:
    """'Arabic' for `ar`, in the language of the page."""
    return name_of(code, get(page_language())) if code else ""


def intent_name(intent: str) -> str:
    """What an intent is called, in the language of the page; '' for none."""
    return intent_label(intent, page_language()) if intent in LABELS else ""
