"""Opening, reading, turning to another language, and erasing a conversation."""

import hashlib

from adrf.views import APIView
from django.http import HttpResponse, StreamingHttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from conversations import erasure, stream
from conversations.greeting import opening
from conversations.models import Conversation, Message
from locales.languages import get, match, served
from services_directory.models import City
from website.errors import ApiError

from . import bodies
from .access import check_origin, opened
from .negotiation import AnyAccept
from .throttles import ConversationsPerAddress


def served_language(tag: str | None, caller: str | None = None):
    """The served Language of a BCP 47 tag; ApiError 400 that offers the served ones."""
    language = match(tag) if tag else None
    if language is None:
        names = {"type": "list", "items": [{"type": "text", "text": each.name} for each in served()]}
        codes = [each.code for each in served()]
        raise ApiError("unknown_language", 400, {"languages": names}, {"languages": codes}, language=caller)
    return language


class Conversations(APIView):
    """All conversations: only a new one can be made."""

    throttle_classes = [ConversationsPerAddress]

    @extend_schema(request=bodies.NewConversation, responses={201: bodies.OpenedConversation})
    async def post(self, request):
        """Open a conversation; its token is needed from then on."""
        body = bodies.read(request.data, "language", "city")
        language = served_language(body["language"])
        city = await City.objects.filter(pk=body["city"] or "").prefetch_related("translations").afirst()
        if city is None:
            raise ApiError("unknown_city", 404, language=language.code)
        await check_origin(request, city)
        conversation = Conversation(city=city.pk, page_language=language.code, language=language.code)
        token = conversation.issue_token()
        await conversation.asave()
        guide = Message.Sender.GUIDE
        first = [
            await Message.objects.acreate(conversation=conversation, sender=guide, **fields)
            for fields in opening(city, language)
        ]
        messages = [message.as_json() for message in first]
        answer = {"id": str(conversation.pk), "token": token, "messages": messages}
        return Response(answer, status=201, headers={"Cache-Control": "no-store"})


class OneConversation(APIView):
    """One conversation, opened with its token."""

    content_negotiation_class = AnyAccept

    @extend_schema(
        responses=bodies.ConversationBody, parameters=[OpenApiParameter("after", str, description="id of a message")]
    )
    async def get(self, request, conversation_id):
        """The conversation so far, or what came after a message; with an ETag.

        With `Accept: text/event-stream` a stream: `message` events as they come, `handled_by` events when that changes.
        """
        conversation = await opened(request, conversation_id)
        if "text/event-stream" in request.headers.get("Accept", ""):
            return _stream(conversation, request.headers.get("Last-Event-ID") or request.GET.get("after"))
        messages = [message async for message in conversation.messages.all()]
        if after := request.GET.get("after"):
            places = [place for place, message in enumerate(messages) if str(message.id) == after]
            messages = messages[places[0] + 1 :] if places else messages
        last = str(messages[-1].id) if messages else "none"
        stamp = f"{last}:{len(messages)}:{conversation.explicit_language}:{conversation.language}:"
        stamp += conversation.handled_by
        etag = f'"{hashlib.sha256(stamp.encode()).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == etag:
            return HttpResponse(status=304, headers={"ETag": etag})
        return Response(
            {
                "id": str(conversation.pk),
                "language": conversation.explicit_language or conversation.language,
                "handled_by": conversation.handled_by,
                "messages": [message.as_json() for message in messages],
            },
            headers={"ETag": etag, "Cache-Control": "no-cache"},
        )

    @extend_schema(request=bodies.LanguageChoice, responses=bodies.ConversationBody)
    async def patch(self, request, conversation_id):
        """The explicit choice of a language, which wins over everything else until the next choice."""
        conversation = await opened(request, conversation_id)
        tag = bodies.read(request.data, "language")["language"]
        language = served_language(tag, caller=conversation.language)
        conversation.explicit_language = conversation.language = language.code
        await conversation.asave(update_fields=["explicit_language", "language", "last_active"])
        answer = {"id": str(conversation.pk), "language": language.code, "handled_by": conversation.handled_by}
        return Response({**answer, "messages": [], "direction": get(language.code).direction})

    @extend_schema(responses={204: None})
    async def delete(self, request, conversation_id):
        """Erase the conversation everywhere, at once."""
        conversation = await opened(request, conversation_id)
        await erasure.erase(conversation)
        return Response(status=204)


def _stream(conversation: Conversation, after: str | None) -> StreamingHttpResponse:
    # No proxy may hold the events back.
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(stream.events(conversation, after), content_type="text/event-stream", headers=headers)
