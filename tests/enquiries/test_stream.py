"""One look for all open chats."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.db import OperationalError

from conversations import stream
from conversations.models import Conversation, Message

CHATS = 60


def write(conversation, text, **more):
    return Message.objects.create(
        conversation=conversation, sender="staff", text=text, language="en", direction="ltr", **more
    )


def conversation() -> Conversation:
    made = Conversation(city="helsinki", page_language="en", language="en")
    made.issue_token()
    made.save()
    return made


@pytest.mark.django_db(transaction=True)
async def test_many_open_chats_cost_one_query(monkeypatch):
    looks = []
    after = stream._after
    monkeypatch.setattr(stream, "_after", lambda floor: looks.append(floor) or after(floor))
    chats = [await sync_to_async(conversation)() for _ in range(CHATS)]
    poller = stream.Poller()
    open_chats = [await poller.subscribe(each, None) for each in chats]
    began = len(looks)
    for each in chats:
        await sync_to_async(write)(each, f"for {each.pk}")
    got = [await asyncio.wait_for(each.queue.get(), 5) for each in open_chats]
    assert [name for name, _ in got] == ["message"] * CHATS
    assert [message["text"] for _, message in got] == [f"for {each.pk}" for each in chats]
    assert len(looks) - began < CHATS / 4
    for each in open_chats:
        poller.leave(each)
    await asyncio.wait_for(poller._task, 5)


@pytest.mark.django_db(transaction=True)
async def test_a_message_that_comes_late_with_a_lower_number_is_not_lost():
    """Numbers are given when a message is written, not when its transaction ends."""
    chat = await sync_to_async(conversation)()
    await sync_to_async(write)(chat, "first", number=100)
    poller = stream.Poller()
    subscription = await poller.subscribe(chat, None)
    await sync_to_async(write)(chat, "third", number=103)
    await asyncio.sleep(3 * stream.EVERY)
    await sync_to_async(write)(chat, "second", number=102)
    texts = [(await asyncio.wait_for(subscription.queue.get(), 5))[1]["text"] for _ in range(3)]
    assert texts == ["first", "third", "second"] and subscription.queue.empty()
    poller.leave(subscription)
    await asyncio.wait_for(poller._task, 5)


@pytest.mark.django_db(transaction=True)
async def test_a_chat_that_opens_during_a_look_is_not_told_that_it_is_gone(monkeypatch):
    chats, poller, opened = [await sync_to_async(conversation)() for _ in range(2)], stream.Poller(), []
    there = await poller.subscribe(chats[0], None)
    look = poller._look

    async def slowly(query, *arguments):
        found = await look(query, *arguments)
        if query is stream._states and not opened:
            opened.append(await poller.subscribe(chats[1], None))
        return found

    monkeypatch.setattr(poller, "_look", slowly)
    await poller._states()
    assert opened[0].queue.empty() and there.queue.empty()
    for each in (there, *opened):
        poller.leave(each)
    await asyncio.wait_for(poller._task, 5)


@pytest.mark.django_db(transaction=True)
async def test_too_many_streams_of_one_conversation_end_the_oldest():
    chat = await sync_to_async(conversation)()
    poller = stream.Poller()
    opened = [await poller.subscribe(chat, None) for _ in range(stream.MOST + 1)]
    assert await asyncio.wait_for(opened[0].queue.get(), 5) is None and opened[1].queue.empty()
    for each in opened:
        poller.leave(each)
    await asyncio.wait_for(poller._task, 5)


@pytest.mark.django_db(transaction=True)
async def test_a_look_that_fails_half_way_loses_nothing(monkeypatch):
    chat, whole, failed = await sync_to_async(conversation)(), stream._whole, []

    def away_once(numbers):
        if not failed:
            failed.append(numbers)
            raise OperationalError("the database is away")
        return whole(numbers)

    monkeypatch.setattr(stream, "_whole", away_once)
    poller = stream.Poller()
    subscription = await poller.subscribe(chat, None)
    await sync_to_async(write)(chat, "written meanwhile")
    assert (await asyncio.wait_for(subscription.queue.get(), 10))[1]["text"] == "written meanwhile" and failed
    poller.leave(subscription)
    await asyncio.wait_for(poller._task, 5)


@pytest.mark.django_db(transaction=True)
async def test_nothing_overtakes_what_is_still_being_read(monkeypatch):
    """A client that breaks off names the message it was sent last: what comes before that one is never sent again."""
    chat, earlier = await sync_to_async(conversation)(), stream._of_conversation
    poller = stream.Poller()
    first = await poller.subscribe(await sync_to_async(conversation)(), None)
    written = [await sync_to_async(write)(chat, text) for text in ("known", "missed")]

    def slow(key):
        found = earlier(key)
        for subscription in poller._open[key]:
            subscription.put(write(chat, "new"))
        return found

    monkeypatch.setattr(stream, "_of_conversation", slow)
    subscription = await poller.subscribe(chat, str(written[0].id))
    texts = [(await asyncio.wait_for(subscription.queue.get(), 5))[1]["text"] for _ in range(2)]
    await asyncio.sleep(2 * stream.EVERY)
    assert texts == ["missed", "new"] and subscription.queue.empty()
    for each in (first, subscription):
        poller.leave(each)
    await asyncio.wait_for(poller._task, 5)


def test_an_event_is_one_line_of_data():
    text = stream.event("message", {"id": "7", "text": "two\nlines"})
    assert text == 'event: message\nid: 7\ndata: {"id": "7", "text": "two\\nlines"}\n\n'
