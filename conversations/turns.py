"""One turn at a time in a conversation, and each question once."""

import asyncio
import contextlib
from weakref import WeakValueDictionary

from django.db import IntegrityError

from website.errors import ApiError

from .models import Conversation, Turn

WAIT = 30.0  # seconds a second question of the same conversation waits for the first

_locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


@contextlib.asynccontextmanager
async def taken(conversation: Conversation, client_id: str, language: str):
    """The turn of this `client_id`, held until it is answered.

    Questions of one conversation follow each other (the assistant's memory has one thread of talk); a repeat waits for
    the first and then finds it answered. A turn that fails leaves nothing behind, so the person can send it again.
    """
    key = str(conversation.pk)
    lock = _locks.setdefault(key, asyncio.Lock())
    try:
        await asyncio.wait_for(lock.acquire(), WAIT)
    except TimeoutError:
        raise ApiError("in_progress", 409, headers={"Retry-After": "2"}, language=language) from None
    try:
        await conversation.arefresh_from_db()
        turn = await _begin(conversation, client_id)
        try:
            yield turn
        except BaseException:
            if not turn.answered:
                await Turn.objects.filter(pk=turn.pk, answered=False).adelete()
            raise
    except Conversation.DoesNotExist:
        raise ApiError("unknown_conversation", 404, language=language) from None
    finally:
        lock.release()


async def _begin(conversation: Conversation, client_id: str) -> Turn:
    try:
        turn, _ = await Turn.objects.aget_or_create(conversation=conversation, client_id=client_id)
    except IntegrityError:  # the conversation was deleted meanwhile
        raise Conversation.DoesNotExist from None
    return turn
