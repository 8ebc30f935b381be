"""The page on which a lead confirms that an enquiry goes for good."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from accounts.permissions import may
from accounts.rules import DELETE
from enquiries import desk

from . import access
from .inbox import shown


@access.staff_page
def erase(request, city: str, number: int):
    """GET asks, POST does it."""
    enquiry = access.opened(request, city, number)
    if not may(request.user, DELETE, enquiry):
        raise PermissionDenied
    if request.method == "POST":
        desk.erase(enquiry, request.user)
        messages.success(request, gettext("Enquiry %(number)d was erased.") % {"number": number})
        return HttpResponseRedirect(reverse("staff:inbox"))
    title = gettext("Erase enquiry %(number)d") % {"number": number}
    return shown(request, "staff/erase.html", title, enquiry.city, enquiry=enquiry)
