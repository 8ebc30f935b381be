"""One enquiry: the conversation with its bridge, what can be done, who is at it."""

import uuid

from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.permissions import may
from accounts.rules import CHANGE, DELETE
from enquiries import desk
from enquiries.models import Draft, Enquiry, Label, Referral, Team
from locales.languages import served
from services_directory import reading
from services_directory.models import Organization

from . import access, bridge, canned, merging, preview, viewing
from .due import due_of
from .inbox import shown
from .timeline import timeline
from .transcript import SHOWN, messages_of
from .words import language_name, page_language, topic_names

FOUND = 8
"""Services that the search for a link shows."""


@access.staff_page
@require_safe
def page(request, city: str, number: int):
    """The page; opening it is written down."""
    enquiry = access.opened(request, city, number)
    desk.seen(enquiry, request.user)
    viewing.note(enquiry, request.user)
    return show(request, enquiry)


def show(request, enquiry: Enquiry, status: int = 200, **own) -> TemplateResponse:
    """The page with what is said besides: `draft`, `held` (a reply that waits for a decision), `offer` (a preview)."""
    messages = list(messages_of(enquiry))
    hidden = 0 if request.GET.get("all") else max(0, len(messages) - SHOWN)
    said = bridge.said_of(enquiry, messages[hidden:])
    values = {
        "enquiry": enquiry,
        "said": said,
        "hidden": hidden,
        "seen": messages[-1].number if messages else 0,
        "summary": bridge.summary_of(enquiry, messages, said),
        "due": due_of(enquiry, timezone.now()),
        "language_name": language_name(enquiry.language),
        "assignee": access.name_of(enquiry.assignee),
        "others": viewing.others(enquiry, request.user),
        "draft": Draft.objects.filter(enquiry=enquiry, user=request.user).values_list("text", flat=True).first() or "",
        "replies": canned.choices(enquiry, page_language()),
        "languages": [(row.code, language_name(row.code)) for row in served()],
        "reply_language": reply_language(enquiry),
        "offer": preview.offer(enquiry, request.GET.get("canned", "")),
        "client_id": uuid.uuid4().hex,
        "may_change": may(request.user, CHANGE, enquiry),
        "may_erase": may(request.user, DELETE, enquiry),
        **_choices(request, enquiry),
        **_beside(enquiry),
        **own,
    }
    title = gettext("Enquiry %(number)d") % {"number": enquiry.number}
    return shown(request, "staff/enquiry.html", title, enquiry.city, status, **values)


def reply_language(enquiry: Enquiry) -> str:
    """The language that is chosen for free text at first: the newcomer's where staff write it, else their own."""
    own = page_language()
    return enquiry.language if enquiry.language == own else own


def _choices(request, enquiry: Enquiry) -> dict:
    """What the forms offer."""
    words = request.GET.get("service", "").strip()
    found = reading.search(enquiry.city_id, page_language(), q=words, per_page=FOUND)["services"] if words else []
    return {
        "colleagues": [(each.pk, access.name_of(each), each.username) for each in access.colleagues(enquiry.city)],
        "teams": Team.objects.filter(city=enquiry.city),
        "all_labels": Label.objects.filter(city=enquiry.city),
        "own_labels": set(enquiry.labels.values_list("pk", flat=True)),
        "topics": topic_names().items(),
        "statuses": Enquiry.Status.choices,
        "priorities": Enquiry.Priority.choices,
        "organizations": Organization.objects.filter(services__city=enquiry.city).distinct().order_by("name"),
        "service_words": words,
        "found_services": found,
        "merge": merging.previewed(request, enquiry),
    }


def _beside(enquiry: Enquiry) -> dict:
    """What stands beside the conversation."""
    return {
        "notes": enquiry.notes.select_related("author").prefetch_related("mentions"),
        "referrals": enquiry.referrals.select_related("organization"),
        "agreed": Referral.State.AGREED,
        "merged": enquiry.merged.all(),
        "timeline": timeline(enquiry),
        "by_staff": enquiry.conversation.handled_by == "staff",
    }
