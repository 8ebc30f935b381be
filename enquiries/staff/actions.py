"""What is done with an enquiry besides answering it: one view an action, each post once."""

import re
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from enquiries import desk
from enquiries.models import Enquiry, Label, Team
from services_directory.models import Organization, Service

from . import access
from .merging import other
from .numbers import whole
from .once import once, post_id
from .rows import address
from .words import topic_names

_MENTION = re.compile(r"(?<![\w@])@([\w.+-]+)")
NOTE = 10_000
"""Characters of a note."""


def action(view: Callable) -> Callable:
    """A view that gets (request, enquiry), and gives what is to be done and how that is told (or a fault)."""

    @access.staff_page
    @require_POST
    def posted(request, city: str, number: int):
        enquiry = access.opened(request, city, number)
        work, told = view(request, enquiry)
        if work is None:
            messages.error(request, told)
            return HttpResponseRedirect(address(enquiry))
        try:
            once(enquiry, request.user, post_id(request), work)
            messages.success(request, told)
        except desk.DeskError as error:
            messages.error(request, str(error))
        still = access.visible(request.user).filter(pk=enquiry.pk).exists()
        return HttpResponseRedirect(address(enquiry) if still else reverse("staff:inbox"))

    return posted


def _revision(request) -> int | None:
    return whole(request.POST.get("revision"))


@action
def assign(request, enquiry: Enquiry):
    """POST to (me, an account's key or nothing), team (a key or nothing)."""
    to, team = request.POST.get("to"), request.POST.get("team")
    wanted = {}
    if to is not None:
        key = request.user.pk if to == "me" else whole(to)
        wanted["to"] = access.colleagues(enquiry.city).filter(pk=key).first() if key else None
        if to and wanted["to"] is None:
            return None, gettext("Nobody of this city's staff has that name.")
    if team is not None:
        wanted["team"] = Team.objects.filter(city=enquiry.city, pk=whole(team)).first()
    revision = _revision(request)
    return lambda: desk.assign(enquiry, request.user, **wanted, revision=revision), gettext("It is assigned.")


@action
def status(request, enquiry: Enquiry):
    """POST status."""
    wanted = request.POST.get("status", "")
    if wanted not in Enquiry.Status.values:
        return None, gettext("Choose a status.")
    revision = _revision(request)
    told = gettext("The status is: %(status)s.") % {"status": Enquiry.Status(wanted).label}
    return lambda: desk.set_status(enquiry, request.user, wanted, revision=revision), told


@action
def change(request, enquiry: Enquiry):
    """POST priority, topic, labels (keys): what is given is set."""
    wanted = {}
    if request.POST.get("priority") in Enquiry.Priority.values:
        wanted["priority"] = request.POST["priority"]
    topic = request.POST.get("topic")
    if topic == "" or topic in topic_names():
        wanted["topic"] = topic
    if "labels_shown" in request.POST:
        keys = [key for key in map(whole, request.POST.getlist("labels")) if key]
        wanted["labels"] = list(Label.objects.filter(city=enquiry.city, pk__in=keys))
    revision = _revision(request)
    return lambda: desk.change(enquiry, request.user, **wanted, revision=revision), gettext("The changes are saved.")


@action
def link_service(request, enquiry: Enquiry):
    """POST service (its id in the directory, or nothing)."""
    slug = request.POST.get("service", "")
    service = get_object_or_404(Service, city=enquiry.city, slug=slug) if slug else None
    told = gettext("The service is linked.") if service else gettext("The link is removed.")
    return lambda: desk.change(enquiry, request.user, service=service), told


@action
def note(request, enquiry: Enquiry):
    """POST text: an internal note; @name mentions a colleague."""
    text = request.POST.get("text", "").strip()
    if not text or len(text) > NOTE:
        return None, gettext("Write a note of at most %(count)d characters.") % {"count": NOTE}
    names = {name.rstrip(".") for name in _MENTION.findall(text)}
    mentioned = [each for each in access.colleagues(enquiry.city) if each.get_username() in names]
    told = gettext("The note is kept.")
    if unknown := sorted(names - {each.get_username() for each in mentioned}):
        told += " " + gettext("Nobody here is called: %(names)s.") % {"names": ", ".join(unknown)}
    return lambda: desk.note(enquiry, request.user, text, mentions=mentioned), told


@action
def merge(request, enquiry: Enquiry):
    """POST number: that enquiry is answered together with this one."""
    found = other(request.user, enquiry, request.POST.get("number", "").strip())
    if found is None:
        return None, gettext("There is no open enquiry with this number that you can merge.")
    told = gettext("No. %(number)d is answered here from now on.") % {"number": found.number}
    return lambda: desk.merge(enquiry, found, request.user, revision=_revision(request)), told


@action
def refer(request, enquiry: Enquiry):
    """POST organization, text: the person is asked."""
    offered = Organization.objects.filter(services__city=enquiry.city).distinct()
    organization = offered.filter(pk=whole(request.POST.get("organization"))).first()
    if organization is None:
        return None, gettext("Choose an organization.")
    text = request.POST.get("text", "").strip()[:2_000]
    told = gettext("The person is asked whether the enquiry may be handed on.")
    return lambda: desk.refer(enquiry, request.user, organization, text), told


@action
def referral_sent(request, enquiry: Enquiry):
    """POST referral: it was handed on, with the person's consent."""
    referral = get_object_or_404(enquiry.referrals, pk=whole(request.POST.get("referral")))
    return lambda: desk.send_referral(referral, request.user), gettext("It is noted as handed on.")


@action
def handling(request, enquiry: Enquiry):
    """POST by (staff or guide): who speaks with the person."""
    if request.POST.get("by") == "guide":
        return lambda: desk.hand_back(enquiry, request.user), gettext("The guide answers the person again.")
    return lambda: desk.take_over(enquiry, request.user), gettext("You speak with the person, the guide is silent.")
