"""A question and its answer; feedback on an answer."""

import re
import uuid

from adrf.views import APIView
from asgiref.sync import sync_to_async
from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from conversations import guide, signals, turns
from conversations.models import Conversation, Message
from locales.languages import get
from services_directory.models import City
from website.errors import ApiError

from . import bodies
from .access import opened
from .throttles import MessagesPerAddress, MessagesPerConversation

MAX_CHARACTERS = 4000  # far above any question; the longest real one seen in public collections has under 600

# Control characters except line breaks and tabs, and halves of surrogate pairs, which no store can keep.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def readable(text: str, language: str) -> str:
    """A person's text without what cannot be stored; ApiError 400 where nothing is left or it is too long."""
    cleaned = _UNWRITABLE.sub("", text).strip()
    if not cleaned:
        raise ApiError("empty", 400, language=language)
    if len(cleaned) > MAX_CHARACTERS:
        limit = {"limit": {"type": "number", "number": str(MAX_CHARACTERS)}}
        raise ApiError("too_long", 400, limit, language=language)
    return cleaned


async def offered(conversation: Conversation, payload: str) -> str | None:
    """The title of the button that offered this payload in this conversation; None where none did."""
    rows = conversation.messages.exclude(buttons=[]).order_by("-number")
    async for buttons in rows.values_list("buttons", flat=True):
        for button in buttons:
            if button.get("payload") == payload:
                return button.get("title", "")
    return None


@sync_to_async
def keep(conversation: Conversation, turn, question: str, said_in: str, reply: dict) -> list[Message]:
    """Record question and answer in one transaction, after the assistant has answered.

    Where staff took the conversation over meanwhile, the question is theirs and the guide's answer is dropped.
    """
    with transaction.atomic():
        handled_by = (
            Conversation.objects.select_for_update().values_list("handled_by", flat=True).get(pk=conversation.pk)
        )
        if handled_by == Conversation.Handler.STAFF:
            return _for_staff(conversation, turn, question, said_in)
        _question(conversation, turn, question, said_in)
        messages = [
            Message.objects.create(
                conversation=conversation,
                turn=turn,
                sender=Message.Sender.GUIDE,
                **{field: each.get(field) or default for field, default in _FIELDS.items()},
            )
            for each in reply["messages"]
        ]
        for each in reply["messages"]:
            if each.get("set_language"):
                conversation.explicit_language = each["set_language"]
        conversation.language = messages[-1].language or conversation.language
        conversation.save(update_fields=["explicit_language", "language", "last_active"])
        understood = reply.get("understood") or {}
        turn.understood = {key: understood.get(key) for key in ("intent", "confidence", "language")}
        if understood.get("entities"):
            turn.understood["entities"] = understood["entities"]
        turn.answered = True
        turn.save()
        signals.turn_answered.send(Conversation, conversation=conversation, understood=turn.understood)
    return messages


@sync_to_async
def keep_for_staff(conversation: Conversation, turn, question: str, said_in: str) -> list[Message]:
    """Record a question that staff answer; the guide says nothing. Raises Conversation.DoesNotExist."""
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=conversation.pk)
        return _for_staff(conversation, turn, question, said_in)


def _for_staff(conversation: Conversation, turn, question: str, said_in: str) -> list[Message]:
    message = _question(conversation, turn, question, said_in)
    turn.answered = True
    turn.save()
    conversation.handled_by = Conversation.Handler.STAFF
    conversation.save(update_fields=["last_active"])
    signals.person_wrote.send(Conversation, conversation=conversation, message=message)
    return []


def _question(conversation: Conversation, turn, text: str, said_in: str) -> Message:
    return Message.objects.create(
        conversation=conversation,
        turn=turn,
        sender=Message.Sender.PERSON,
        text=text,
        language=said_in,
        direction=get(said_in).direction,
    )


_FIELDS = {
    "text": "",
    "language": "",
    "direction": "ltr",
    "buttons": [],
    "services": [],
    "sources": [],
    "response": "",
    "values": {},
    "enquiry": None,
    "topic": "",
}


def _reply(turn, messages) -> Response:
    # A turn that the guide answered has words of the guide; one without is for staff.
    handled_by = Conversation.Handler.GUIDE if messages else Conversation.Handler.STAFF
    body = {"messages": [each.as_json() for each in messages], "understood": turn.understood, "handled_by": handled_by}
    return Response(body, headers={"Cache-Control": "no-store"})


class Messages(APIView):
    """The messages of a conversation."""

    throttle_classes = [MessagesPerConversation, MessagesPerAddress]

    @extend_schema(request=bodies.Question, responses=bodies.Reply)
    async def post(self, request, conversation_id):
        """Ask. A repeat of a `client_id` returns the stored reply; while the assistant wakes: 503 `waking`.

        While staff handle the conversation, the message is kept for them and the guide says nothing.
        """
        conversation = await opened(request, conversation_id)
        language = conversation.explicit_language or conversation.language
        body = bodies.read(request.data, "text", "payload", "client_id")
        client_id = (body["client_id"] or str(uuid.uuid4()))[:64]
        question = {"conversation": str(conversation.pk), "city": conversation.city}
        if body["payload"] is not None:
            shown = await offered(conversation, body["payload"])
            if shown is None:
                raise ApiError("payload", 400, language=language)
            question["payload"] = body["payload"]
        else:
            shown = question["text"] = readable(body["text"] or "", language)
        async with turns.taken(conversation, client_id, language) as turn:
            if turn.answered:
                guide_messages = turn.messages.filter(sender=Message.Sender.GUIDE)
                return _reply(turn, [message async for message in guide_messages])
            if conversation.handled_by == Conversation.Handler.STAFF:
                return _reply(turn, await keep_for_staff(conversation, turn, shown, language))
            city = await City.objects.aget(pk=conversation.city)
            question["languages"] = {
                "explicit": conversation.explicit_language or None,
                "conversation": conversation.language or None,
                "page": conversation.page_language,
                "city": city.default_language,
            }
            reply = await guide.ask(question, language)
            said_in = (reply.get("understood") or {}).get("language") or language
            return _reply(turn, await keep(conversation, turn, shown, said_in, reply))


class MessageFeedback(APIView):
    """Whether an answer helped."""

    @extend_schema(request=bodies.Feedback, responses={204: None})
    async def post(self, request, conversation_id, message_id):
        """Record it; asked again, the later word stands."""
        conversation = await opened(request, conversation_id)
        if not isinstance(request.data, dict) or not isinstance(request.data.get("helped"), bool):
            raise ApiError("bad_request", 400, language=conversation.language)
        if not await sync_to_async(note_feedback)(conversation, message_id, request.data["helped"]):
            raise ApiError("not_found", 404, language=conversation.language)
        return Response(status=204)


def note_feedback(conversation: Conversation, message_id: uuid.UUID, helped: bool) -> bool:
    """Keep what the person said of a message of the guide; False where there is no such message."""
    with transaction.atomic():
        guide_messages = conversation.messages.select_for_update()
        message = guide_messages.filter(id=message_id, sender=Message.Sender.GUIDE).first()
        if message is None:
            return False
        before, message.helped = message.helped, helped
        message.save(update_fields=["helped"])
        signals.feedback_given.send(Conversation, conversation=conversation, message=message, before=before)
    return True
