"""What the page of an enquiry asks for while it is open: who else is there, what is new; and it keeps the draft."""

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from enquiries.calendar import zone_of
from enquiries.models import Enquiry

from . import access, bridge, presence, viewing
from .numbers import whole
from .replying import keep_draft
from .transcript import messages_of


@access.staff_call
@require_POST
def here(request, city: str, number: int):
    """POST seen (number of the last message), revision, typing → `{"others", "messages": [{"number", "html"}],
    "changed": text|null, "seen"}`; 204 where nothing is new and nobody else is there."""
    enquiry = access.opened(request, city, number)
    now = timezone.now()
    presence.note(request.user, now)
    viewing.note(enquiry, request.user, request.POST.get("typing") == "1", now)
    others = viewing.others(enquiry, request.user, now)
    seen = whole(request.POST.get("seen"))
    fresh = list(messages_of(enquiry).filter(number__gt=seen)) if seen is not None else []
    changed = request.POST.get("revision") != str(enquiry.revision)
    if not fresh and not changed and "; ".join(others) == request.POST.get("others", ""):
        return HttpResponse(status=204)
    said = bridge.said_of(enquiry, fresh)
    with timezone.override(zone_of(enquiry.city)):
        # Whoever posts here may change the enquiry; the buttons of the rows belong to a form of the page.
        htmls = [render_to_string("staff/_message.html", {"each": each, "may_change": True}) for each in said]
    return JsonResponse({
        "others": "; ".join(others),
        "seen": fresh[-1].number if fresh else None,
        "messages": [
            {"number": each.number, "who": each.who, "html": html} for each, html in zip(said, htmls, strict=True)
        ],
        "changed": _changed(enquiry) if changed else None,
    })  # fmt: skip


@access.staff_call
@require_POST
def draft(request, city: str, number: int):
    """POST text: keeps what somebody has begun to write. 204."""
    keep_draft(access.opened(request, city, number), request.user, request.POST.get("text", "").strip())
    return HttpResponse(status=204)


def _changed(enquiry: Enquiry) -> str:
    return gettext("This enquiry was changed: %(status)s, assigned to %(name)s.") % {
        "status": enquiry.get_status_display(),
        "name": access.name_of(enquiry.assignee) or "–",
    }
