"""Who may open the staff's pages, and whose enquiries somebody sees there."""

from functools import wraps

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME, get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from accounts.models import AT_THE_DESK, Role
from accounts.permissions import assignments_of, may
from accounts.rules import CHANGE, VIEW
from enquiries.models import Enquiry, Note, Team
from services_directory.models import City


def staff_page(view):
    """A page for whoever answers enquiries; the others are sent to the sign-in of the desk, or refused."""

    @never_cache
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not admin.site.has_permission(request):
            back = request.get_full_path() if request.method == "GET" else reverse("staff:inbox")
            return HttpResponseRedirect(f"{reverse('admin:login')}?{urlencode({REDIRECT_FIELD_NAME: back})}")
        _refuse_others(request.user)
        return view(request, *args, **kwargs)

    return checked


def staff_call(view):
    """The same for what a page's script asks: 401 as JSON where the session has ended."""

    @never_cache
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not admin.site.has_permission(request):
            message = gettext("You are signed out. What you wrote is still on this page: sign in in another tab.")
            return JsonResponse({"error": {"code": "signed_out", "message": message}}, status=401)
        _refuse_others(request.user)
        return view(request, *args, **kwargs)

    return checked


def _refuse_others(user) -> None:
    if not may(user, VIEW, Enquiry):
        raise PermissionDenied


def cities_of(user) -> list[City]:
    """The cities whose enquiries the account answers; looked up once a user object."""
    found = getattr(user, "_cities_at_desk", None)
    if found is None:
        if _is_administrator(user):
            found = list(City.objects.all())
        else:
            own = {each.city_id: each.city for each in assignments_of(user) if each.role in AT_THE_DESK and each.city}
            found = [own[key] for key in sorted(own)]
        user._cities_at_desk = found
    return found


def led_cities(user) -> QuerySet[City]:
    """The cities in which the account sees every enquiry: those it leads, an administrator all."""
    return City.objects.all() if _is_administrator(user) else City.objects.filter(pk__in=_own_cities(user, {Role.LEAD}))


def _own_cities(user, roles) -> set[str]:
    return {each.city_id for each in assignments_of(user) if each.role in roles}


def visible(user) -> QuerySet[Enquiry]:
    """What somebody sees: a lead all of the city; staff what no team has yet, what is the own team's, what is assigned
    to them, and where a note mentions them."""
    if _is_administrator(user):
        return Enquiry.objects.all()
    led, cities = _own_cities(user, {Role.LEAD}), _own_cities(user, AT_THE_DESK)
    if led == cities:
        return Enquiry.objects.filter(city__in=led)
    own = Q(team=None) | Q(team__in=teams_of(user)) | Q(assignee=user) | Q(Exists(mentions(user)))
    return Enquiry.objects.filter(Q(city__in=led) | Q(city__in=cities) & own)


def mentions(user) -> QuerySet[Note]:
    """Notes about an enquiry that mention somebody, for a look-up from the enquiry."""
    return Note.objects.filter(enquiry=OuterRef("pk"), mentions=user)


def teams_of(user) -> list[int]:
    """The teams somebody is in, as primary keys."""
    found = getattr(user, "_own_teams", None)
    if found is None:
        found = list(Team.objects.filter(members=user.pk).values_list("pk", flat=True))
        user._own_teams = found
    return found


def opened(request, city: str, number: int) -> Enquiry:
    """The enquiry of an address. 404 where there is none, or none that this account sees: the two look the same."""
    rows = visible(request.user).select_related("city", "conversation", "team", "assignee", "service", "merged_into")
    enquiry = get_object_or_404(rows, city=city, number=number)
    if request.method not in ("GET", "HEAD") and not may(request.user, CHANGE, enquiry):
        raise PermissionDenied
    return enquiry


def colleagues(city: City | str) -> QuerySet:
    """The active accounts that answer enquiries of a city, administrators too."""
    at_desk = Q(assignments__role__in=AT_THE_DESK, assignments__city=city)
    everywhere = Q(assignments__role=Role.ADMINISTRATOR) | Q(is_superuser=True)
    return get_user_model().objects.filter(at_desk | everywhere, is_active=True).distinct().order_by("username")


def name_of(user) -> str:
    """What colleagues call somebody."""
    return (user.get_full_name() or user.get_username()) if user else ""


def _is_administrator(user) -> bool:
    return any(each.role == Role.ADMINISTRATOR for each in assignments_of(user))
