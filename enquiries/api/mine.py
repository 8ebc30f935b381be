"""The enquiry of a receipt code: reading it, and erasing it."""

import hashlib

from adrf.views import APIView
from asgiref.sync import sync_to_async
from django.db.models import Q
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from conversations import erasure
from conversations.models import Message
from enquiries import texts
from enquiries.desk import read_by_person
from enquiries.desk.handing import HANDED_BACK, TAKEN_OVER
from enquiries.desk.opening import OPENED
from enquiries.limits import ReceiptsPerAddress
from enquiries.models import Enquiry
from locales.languages import get

from . import bodies
from .access import language_of, opened

SAID_ABOUT_IT = (OPENED, TAKEN_OVER, HANDED_BACK, "enquiry_referral")
"""What the guide says of an enquiry; its other answers belong to the chat."""
AFTER = OpenApiParameter("after", str, description="id of a message")
SEEN = OpenApiParameter("seen", str, description="'no': only looked for by a machine, what is unread stays unread")


class Mine(APIView):
    """One enquiry, opened with its receipt code."""

    throttle_classes = [ReceiptsPerAddress]

    @extend_schema(responses=bodies.MyEnquiry, parameters=[AFTER, SEEN])
    async def get(self, request):
        """Where it stands and what was said since it was opened, or after a message; with an ETag.

        It is read then, but for `seen=no`.
        """
        enquiry = await opened(request)
        answer = await sync_to_async(shown)(enquiry, request.GET.get("after"), request.GET.get("seen") != "no")
        etag = _etag(answer)
        if request.headers.get("If-None-Match") == etag:
            return HttpResponse(status=304, headers={"ETag": etag})
        return Response(answer, headers={"ETag": etag, "Cache-Control": "no-cache, private"})

    @extend_schema(responses={204: None})
    async def delete(self, request):
        """Erase the enquiry and its conversation everywhere, at once."""
        enquiry = await opened(request)
        await erasure.erase(enquiry.conversation)
        return Response(status=204)


def messages_of(enquiry: Enquiry) -> list[Message]:
    """What was said since it was opened, and the question itself, which may be older."""
    said = Q(written__gte=enquiry.opened_at)
    about_it = ~Q(sender=Message.Sender.GUIDE) | Q(response__in=SAID_ABOUT_IT)
    question = enquiry.summary.get("question")
    wanted = said & about_it | Q(id=question) if question else said & about_it
    return list(enquiry.conversation.messages.filter(wanted))


def shown(enquiry: Enquiry, after: str | None = None, seen: bool = True) -> dict:
    """The enquiry as the person who asked sees it; what was unread is read then, where they have `seen` it."""
    language = language_of(enquiry)
    main = enquiry.merged_into or enquiry
    messages = messages_of(enquiry)
    places = [place for place, message in enumerate(messages) if str(message.id) == after]
    messages = messages[places[0] + 1 :] if places else messages
    referrals = enquiry.referrals.select_related("organization")
    return {
        "number": enquiry.number,
        "city": enquiry.city_id,
        "language": language,
        "direction": get(language).direction,
        "topic": enquiry.topic or None,
        "opened_at": enquiry.opened_at.isoformat(),
        "status": main.status,
        "status_text": texts.status(main, language),
        "handled_by": enquiry.conversation.handled_by,
        "messages": [message.as_json() for message in messages],
        "unread": read_by_person(enquiry, seen),
        "hours": texts.hours(enquiry.city, language),
        "waiting": texts.waiting(enquiry.city, language),
        "referrals": [
            {"id": each.pk, "organization": each.organization.name, "note": each.note, "state": each.state}
            for each in referrals
        ],
        "helped": enquiry.helped,
        "ask_helped": main.is_over and enquiry.helped is None,
    }


def _etag(answer: dict) -> str:
    # What was unread is read now: it makes no new state.
    state = [(key, value) for key, value in answer.items() if key != "unread"]
    return f'"{hashlib.sha256(repr(state).encode()).hexdigest()[:16]}"'
