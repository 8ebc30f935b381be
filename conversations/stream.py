"""New messages for open chats: one look into the database for all of them, twice a second."""

import asyncio
import json
import logging
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from django.db import close_old_connections

from .models import Conversation, Message

_log = logging.getLogger(__name__)
EVERY = 0.5
"""Seconds between two looks."""
STATE_EVERY = 5.0
"""Seconds between two looks at who handles the conversations, and whether they are still there."""
HEARTBEAT = 15.0
"""Seconds after which a silent stream says that it is alive."""
LATE = 10.0
"""Seconds that a message may come after one with a higher number: transactions do not end in the order they began."""
MANY = 500
"""Keys in one query."""
MOST = 10
"""Open streams of one conversation; the oldest ends where there is one more."""


@dataclass(eq=False)
class Subscription:
    """One open chat: what it has been sent, and what waits for it (None: the conversation is gone).

    What comes while the earlier messages are still being read waits in `early`: a client that breaks off says which
    message it was sent last, so none may overtake an earlier one.
    """

    conversation: str
    handled_by: str
    sent: set[int] = field(default_factory=set)
    queue: asyncio.Queue = field(default_factory=asyncio.Queue)
    early: list[Message] | None = field(default_factory=list)

    def begin(self, earlier: list[Message], after: str | None) -> None:
        """First the messages that are there already: those after the one with id `after`, or all; then what waits."""
        place = next((index + 1 for index, message in enumerate(earlier) if str(message.id) == after), 0)
        self.sent |= {message.number for message in earlier[:place]}
        waiting, self.early = self.early or [], None
        for message in [*earlier[place:], *waiting]:
            self.put(message)

    def put(self, message: Message) -> None:
        """A message, once."""
        if self.early is not None:
            self.early.append(message)
        elif message.number not in self.sent:
            self.sent.add(message.number)
            self.queue.put_nowait(("message", message.as_json()))

    def tell(self, handled_by: str) -> None:
        """Who handles the conversation, where that has changed."""
        if handled_by != self.handled_by:
            self.handled_by = handled_by
            self.queue.put_nowait(("handled_by", {"handled_by": handled_by}))


class Poller:
    """Looks for all subscriptions of one event loop; runs as long as there are any."""

    def __init__(self) -> None:
        self._open: dict[str, list[Subscription]] = defaultdict(list)
        self._starting = asyncio.Lock()
        self._task: asyncio.Task | None = None
        # A thread of its own: a query of the poller waits for no request, and has a connection that stays open.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stream")
        self._highest: deque[tuple[float, int]] = deque()  # (when, highest number then), of the last LATE seconds
        self._seen: set[int] = set()

    async def subscribe(self, conversation: Conversation, after: str | None) -> Subscription:
        """From now on every message; first those that are there already, all or those after the one with id `after`."""
        subscription = Subscription(str(conversation.pk), conversation.handled_by)
        async with self._starting:
            if self._task is None or self._task.done():
                newest = await self._look(_newest)
                self._highest, self._seen = deque([(time.monotonic(), newest)]), set()
                self._open[subscription.conversation].append(subscription)
                self._task = asyncio.create_task(self._run())
            else:
                self._open[subscription.conversation].append(subscription)
        if len(others := self._open[subscription.conversation]) > MOST:
            others[0].queue.put_nowait(None)
        try:
            subscription.begin(await self._look(_of_conversation, subscription.conversation), after)
        except BaseException:
            self.leave(subscription)
            raise
        return subscription

    def leave(self, subscription: Subscription) -> None:
        """The client went."""
        rest = self._open[subscription.conversation]
        rest.remove(subscription)
        if not rest:
            del self._open[subscription.conversation]

    async def _look(self, query, *arguments):
        return await asyncio.get_running_loop().run_in_executor(self._thread, _clean, query, *arguments)

    async def _run(self) -> None:
        state_due = time.monotonic()
        while self._open:
            await asyncio.sleep(EVERY)
            try:
                await self._messages()
                if time.monotonic() >= state_due:
                    state_due = time.monotonic() + STATE_EVERY
                    await self._states()
            except Exception as error:  # a database that is away for a moment comes back; the chats stay open
                _log.warning("no look for new messages: %s", type(error).__name__)
                await asyncio.sleep(EVERY)

    async def _messages(self) -> None:
        now = time.monotonic()
        while len(self._highest) > 1 and now - self._highest[1][0] > LATE:
            self._highest.popleft()
        floor = self._highest[0][1]
        rows = await self._look(_after, floor)
        fresh = [row for row in rows if row[0] not in self._seen]
        wanted = [number for number, conversation, _ in fresh if str(conversation) in self._open]
        for message in await self._look(_whole, wanted) if wanted else ():
            for subscription in self._open.get(str(message.conversation_id), ()):
                subscription.put(message)
        for _, conversation, handled_by in fresh:
            for subscription in self._open.get(str(conversation), ()):
                subscription.tell(handled_by)
        # Only now: a look that fails half way is made again, whole.
        self._seen = {row[0] for row in rows}
        if rows:
            self._highest.append((now, max(row[0] for row in rows)))

    async def _states(self) -> None:
        asked = list(self._open)
        states = await self._look(_states, asked)
        for conversation in asked:  # not those that have come since: they would seem to be gone
            for subscription in self._open.get(conversation, ()):
                if conversation in states:
                    subscription.tell(states[conversation])
                else:
                    subscription.queue.put_nowait(None)


_pollers: "WeakKeyDictionary[asyncio.AbstractEventLoop, Poller]" = WeakKeyDictionary()


async def events(conversation: Conversation, after: str | None) -> AsyncIterator[str]:
    """The stream of a conversation as text/event-stream; ends when the client goes or the conversation is erased."""
    poller = _pollers.setdefault(asyncio.get_running_loop(), Poller())
    subscription = await poller.subscribe(conversation, after)
    try:
        yield event("handled_by", {"handled_by": subscription.handled_by})
        while True:
            try:
                waiting = await asyncio.wait_for(subscription.queue.get(), HEARTBEAT)
            except TimeoutError:
                yield ": here\n\n"
                continue
            if waiting is None:
                return
            yield event(*waiting)
    finally:
        poller.leave(subscription)


def event(name: str, data: dict) -> str:
    """One event; a message's id lets a client that comes back say what it has."""
    line = json.dumps(data, ensure_ascii=False)
    number = f"id: {data['id']}\n" if "id" in data else ""
    return f"event: {name}\n{number}data: {line}\n\n"


def _clean(query, *arguments):
    close_old_connections()
    return query(*arguments)


def _newest() -> int:
    return Message.objects.order_by("-number").values_list("number", flat=True).first() or 0


def _after(floor: int) -> list[tuple]:
    rows = Message.objects.filter(number__gt=floor).order_by("number")
    return list(rows.values_list("number", "conversation_id", "conversation__handled_by"))


def _of_conversation(conversation: str) -> list[Message]:
    return list(Message.objects.filter(conversation=conversation))


def _whole(numbers: list[int]) -> list[Message]:
    return [
        message
        for start in range(0, len(numbers), MANY)
        for message in Message.objects.filter(number__in=numbers[start : start + MANY])
    ]


def _states(conversations: list[str]) -> dict[str, str]:
    return {
        str(key): handled_by
        for start in range(0, len(conversations), MANY)
        for key, handled_by in Conversation.objects.filter(pk__in=conversations[start : start + MANY]).values_list(
            "pk", "handled_by"
        )
    }
