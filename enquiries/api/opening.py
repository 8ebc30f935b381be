"""Leaving an enquiry. What is written here is for people: the guide is not asked."""

from adrf.views import APIView
from asgiref.sync import sync_to_async
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from conversations.api import bodies as chat_bodies
from conversations.api.access import check_origin
from conversations.api.conversation import served_language
from conversations.api.messages import readable
from conversations.models import Conversation, Message
from enquiries import texts
from enquiries.desk import open_enquiry
from enquiries.desk.opening import Opened, Wish
from enquiries.limits import EnquiriesPerAddress
from enquiries.models import Barrier, Enquiry
from services_directory.models import City, Service, TaxonomyTerm
from website.errors import ApiError

from . import bodies

SHORTEST = 16
"""Characters of a `client_id`: it is what the receipt code of a call without a conversation hangs on."""
_TEXTS = ("text", "city", "language", "topic", "origin", "service", "email", "client_id")


class Enquiries(APIView):
    """All enquiries: only a new one can be made."""

    throttle_classes = [EnquiriesPerAddress]

    @extend_schema(request=bodies.NewEnquiry, responses={201: bodies.OpenedEnquiry, 200: bodies.OpenedEnquiry})
    async def post(self, request):
        """Leave an enquiry; 201 with its receipt code, which is shown this once.

        The same call again (`client_id`) gives the same enquiry and code (200), until the code was used. Where the
        conversation has an enquiry already, the text is added to it and `code` is null (200).
        """
        body = chat_bodies.read(request.data, *_TEXTS)
        language = served_language(body["language"])
        if request.data.get("consent") is not True:
            raise ApiError("consent", 400, language=language.code)
        if not SHORTEST <= len(body["client_id"] or "") <= 64:
            raise ApiError("bad_request", 400, language=language.code)
        city = await City.objects.filter(pk=body["city"] or "").afirst()
        if city is None:
            raise ApiError("unknown_city", 404, language=language.code)
        await check_origin(request, city)
        conversation, token = await _conversation(request, city, language.code)
        wish = await sync_to_async(_wish)(
            body, request.data.get("barrier"), request.data.get("training") is True, city, language.code, token
        )
        if not wish.text and not await _has_question(conversation):
            raise ApiError("empty", 400, language=language.code)
        opened = await sync_to_async(open_enquiry)(wish, conversation)
        if opened is None:
            raise ApiError("already", 409, language=language.code)
        answer = await sync_to_async(_answer)(opened, language.code)
        return Response(answer, status=201 if opened.new else 200, headers={"Cache-Control": "no-store"})


async def _conversation(request, city: City, language: str) -> tuple[Conversation | None, str]:
    """The conversation that the caller has the key of, and the key; None where none is named."""
    given = request.data.get("conversation")
    if given is None:
        return None, ""
    if not isinstance(given, dict):
        raise ApiError("bad_request", 400, language=language)
    key = chat_bodies.read(given, "id", "token")
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    token = key["token"] or (bearer.strip() if scheme.lower() == "bearer" else "")
    try:
        conversation = await Conversation.objects.filter(pk=key["id"] or "").afirst()
    except ValidationError:
        conversation = None
    if conversation is None or conversation.city != city.pk:
        raise ApiError("unknown_conversation", 404, language=language)
    if not conversation.opens_with(token):
        raise ApiError("unauthorized", 401, headers={"WWW-Authenticate": "Bearer"}, language=language)
    return conversation, token


async def _has_question(conversation: Conversation | None) -> bool:
    return conversation is not None and await conversation.messages.filter(sender=Message.Sender.PERSON).aexists()


def _wish(body: dict, barrier, training: bool, city: City, language: str, token: str) -> Wish:
    """What is wished, checked; ApiError 400 for what cannot be."""
    text = readable(body["text"], language) if (body["text"] or "").strip() else ""
    topic, origin, email = body["topic"] or "", body["origin"] or Enquiry.Origin.ASKED, (body["email"] or "").strip()
    if topic and not TaxonomyTerm.objects.filter(kind=TaxonomyTerm.Kind.TOPIC, code=topic).exists():
        raise ApiError("bad_request", 400, language=language)
    if origin not in Enquiry.Origin.values:
        raise ApiError("bad_request", 400, language=language)
    service = Service.objects.filter(city=city, slug=body["service"]).first() if body["service"] else None
    if body["service"] and service is None:
        raise ApiError("bad_request", 400, language=language)
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise ApiError("email", 400, language=language) from None
    return Wish(
        city=city,
        language=language,
        text=text,
        topic=topic,
        origin=origin,
        service=service,
        barrier=_barrier(barrier, language),
        email=email,
        training=training,
        client_id=body["client_id"],
        # Without a conversation the words stand in for a key: two callers with one client_id are still two.
        secret=token or f"{city.pk}\n{text}",
    )


def _barrier(given, language: str) -> dict | None:
    if given is None:
        return None
    if not isinstance(given, dict):
        raise ApiError("bad_request", 400, language=language)
    barrier = chat_bodies.read(given, "kind", "step")
    step = barrier["step"] or ""
    if barrier["kind"] not in Barrier.Kind.values or len(step) > 60 or not all(c.isalnum() or c in "-_." for c in step):
        raise ApiError("bad_request", 400, language=language)
    return {"kind": barrier["kind"], "step": step}


def _answer(opened: Opened, language: str) -> dict:
    enquiry = opened.enquiry
    messages = enquiry.conversation.messages.filter(written__gte=enquiry.opened_at)
    answer = {
        "code": opened.code,
        "number": enquiry.number,
        "hours": texts.hours(enquiry.city, language),
        "waiting": texts.waiting(enquiry.city, language),
        "messages": [message.as_json() for message in messages],
    }
    if opened.token:
        answer["conversation"] = {"id": str(enquiry.conversation_id), "token": opened.token}
    return answer
