"""What the person does with an enquiry: answer, say whether it helped, decide on a referral."""

import uuid

from adrf.views import APIView
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from conversations.api import bodies as chat_bodies
from conversations.api.messages import readable
from enquiries import texts
from enquiries.desk import decide_referral, person_writes, say_helped
from enquiries.desk.noting import NotAgreed
from enquiries.limits import ReceiptsPerAddress
from enquiries.models import Enquiry
from website.errors import ApiError

from . import bodies
from .access import done, language_of, opened


class Answers(APIView):
    """The person's messages."""

    throttle_classes = [ReceiptsPerAddress]

    @extend_schema(request=bodies.Words, responses={201: bodies.SentWords, 200: bodies.SentWords})
    async def post(self, request):
        """Write to the staff; one that is resolved or closed is opened again. A repeat of `client_id`: 200."""
        enquiry = await opened(request)
        language = language_of(enquiry)
        body = chat_bodies.read(request.data, "text", "client_id")
        text = readable(body["text"] or "", language)
        client_id = (body["client_id"] or str(uuid.uuid4()))[:64]
        message, new = await done(person_writes, enquiry, text, client_id)
        now = await Enquiry.objects.select_related("merged_into").aget(pk=enquiry.pk)
        main = now.merged_into or now
        status = {"status": main.status, "status_text": texts.status(main, language)}
        return Response({"message": message.as_json(), **status}, status=201 if new else 200)


class Helped(APIView):
    """Whether it helped."""

    throttle_classes = [ReceiptsPerAddress]

    @extend_schema(request=bodies.HelpedBody, responses={204: None})
    async def post(self, request):
        """Record it; asked again, the later word stands."""
        enquiry = await opened(request)
        await done(say_helped, enquiry, _yes_or_no(request.data, "helped", enquiry))
        return Response(status=204)


class ReferralDecision(APIView):
    """A proposal to hand the enquiry to another organisation."""

    throttle_classes = [ReceiptsPerAddress]

    @extend_schema(request=bodies.Decision, responses={204: None})
    async def put(self, request, referral_id):
        """Agree or decline; 409 once it was handed on."""
        enquiry = await opened(request)
        agreed = _yes_or_no(request.data, "agreed", enquiry)
        referral = await enquiry.referrals.select_related("enquiry").filter(pk=referral_id).afirst()
        if referral is None:
            raise ApiError("not_found", 404, language=language_of(enquiry))
        try:
            await done(decide_referral, referral, agreed)
        except NotAgreed:
            raise ApiError("referral", 409, language=language_of(enquiry)) from None
        return Response(status=204)


def _yes_or_no(body, field: str, enquiry: Enquiry) -> bool:
    if not isinstance(body, dict) or not isinstance(body.get(field), bool):
        raise ApiError("bad_request", 400, language=language_of(enquiry))
    return body[field]
