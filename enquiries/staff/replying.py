"""Answering: free text as it was written, canned replies as they were shown; never past what a colleague just wrote."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from conversations.models import Message
from enquiries import desk
from enquiries.models import Draft, Enquiry
from locales.languages import served

from . import access, bridge, canned, preview
from .enquiry import show
from .numbers import whole
from .once import post_id
from .rows import address
from .transcript import others_replies
from .words import page_language

MOST = 10_000
"""Characters of a reply."""
TRIES = 3


class HeldBack(Exception):
    """A colleague answered meanwhile."""


@access.staff_page
@require_POST
def reply(request, city: str, number: int):
    """POST text, language, seen, client_id: sends; with do=preview: keeps the text as a draft and shows `canned`."""
    enquiry = access.opened(request, city, number)
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    language = request.POST.get("language", "")
    if request.POST.get("do") == "preview":
        keep_draft(enquiry, request.user, text)
        return HttpResponseRedirect(f"{address(enquiry)}?canned={request.POST.get('canned', '')}#canned")
    if not text:
        messages.error(request, gettext("There is nothing to send yet."))
        return show(request, enquiry, 400, draft=text)
    if len(text) > MOST:
        fault = gettext("The reply is too long: at most %(count)d characters.") % {"count": MOST}
        messages.error(request, fault)
        return show(request, enquiry, 400, draft=text)
    if language not in {row.code for row in served()}:
        messages.error(request, gettext("Choose the language the reply is written in."))
        return show(request, enquiry, 400, draft=text)
    own = {"draft": text, "reply_language": language}
    return _sent(request, enquiry, own, text, language)


@access.staff_page
@require_POST
def canned_reply(request, city: str, number: int):
    """POST key, language, placeholders, shown (digest of the preview), seen, client_id; do=show: shows it again."""
    enquiry = access.opened(request, city, number)
    offer = preview.offer(enquiry, request.POST.get("key", ""), request.POST, request.POST.get("to", ""))
    if offer is None:
        messages.error(request, gettext("This reply is not kept any more. Choose another one."))
        return show(request, enquiry, 409)
    if request.POST.get("do") == "show" or offer.theirs is None:
        return show(request, enquiry, 200 if request.POST.get("do") == "show" else 400, offer=offer)
    if request.POST.get("shown") != offer.digest:
        messages.warning(request, gettext("This is not what you saw before. Look at it again, then send it."))
        return show(request, enquiry, 409, offer=offer)
    values = canned.values_for(offer.reply, request.POST, enquiry, page_language(), offer.language)
    source = {"response": f"{canned.SENT}{offer.reply.key}", "values": values}
    return _sent(request, enquiry, {"offer": offer}, offer.theirs.text, offer.theirs.language, offer.reply.own, source)


def keep_draft(enquiry: Enquiry, user, text: str) -> None:
    """What somebody has begun to write; each has an own draft."""
    if text:
        Draft.objects.update_or_create(enquiry=enquiry, user=user, defaults={"text": text[:MOST]})
    else:
        Draft.objects.filter(enquiry=enquiry, user=user).delete()


def _sent(request, enquiry: Enquiry, own: dict, text: str, language: str, kept=None, source: dict | None = None):
    """Sends, or shows the page again with what was to be sent."""
    own["client_id"] = request.POST.get("client_id", "")
    after = whole(request.POST.get("seen")) or 0
    try:
        _send(enquiry, request.user, text, language, kept, source, post_id(request), after)
    except HeldBack:
        own["held"] = bridge.said_of(enquiry, others_replies(enquiry, request.user, after))
        enquiry.refresh_from_db()
        return show(request, enquiry, 409, **own)
    except desk.Erased as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("staff:inbox"))
    except desk.DeskError as error:
        messages.error(request, str(error))
        enquiry.refresh_from_db()
        return show(request, enquiry, 409, **own)
    messages.success(request, gettext("The reply is sent."))
    return HttpResponseRedirect(f"{address(enquiry)}#conversation")


def _send(enquiry, user, text, language, kept, source, client_id: str, seen: int) -> None:
    """Raises HeldBack where a colleague's reply came after the message `seen`, DeskError as the desk does.

    Other changes (a label, an assignment, another question) hold nothing back: then it is tried again.
    """
    for left in reversed(range(TRIES)):
        fresh = Enquiry.objects.filter(pk=enquiry.pk).first()
        if fresh is None:
            raise desk.Erased
        if not fresh.replies.filter(client_id=client_id).exists() and others_replies(fresh, user, seen).exists():
            raise HeldBack
        try:
            with transaction.atomic():
                written = desk.reply(
                    fresh, user, text, language, canned=kept, client_id=client_id, revision=fresh.revision
                )
                if source:
                    Message.objects.filter(pk=written.message_id).update(**source)
            return
        except desk.Conflict:
            if not left:
                raise
