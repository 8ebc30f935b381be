"""The assistant's working memory: in this process, a day at most, bounded, erasable, and slim."""

import json
import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any
from weakref import WeakSet

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

DAY = 24 * 60 * 60.0  # seconds
MOST = 20_000  # conversations; a slim one takes about 20 kB
# Turns of a person that are kept: no rule, story or action looks further back, and each costs every turn time.
TURNS = 5

_stores: "WeakSet[WorkingMemory]" = WeakSet()


def erase(conversation: str) -> None:
    """Forget a conversation in every working memory of this process, also one whose turn is still going on."""
    for store in _stores:
        store.erase(conversation)


def begin(conversation: str) -> None:
    """A message of this conversation arrived: from now on it may be remembered (again)."""
    for store in _stores:
        store.begin(conversation)


class WorkingMemory(TrackerStore):
    """Keeps trackers of the last day in memory, the least recently used ones first to go."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: EndpointConfig | None = None,
        retention: float = DAY,
        most: int = MOST,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self.retention = float(retention)
        self.most = int(most)
        self._kept: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._erased: OrderedDict[str, None] = OrderedDict()
        _stores.add(self)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker, slimmed; not one that was erased while its turn was going on."""
        if tracker.sender_id in self._erased:
            return
        events = [event.as_dict() for event in slim(tracker, self.domain)]
        self._kept[tracker.sender_id] = (time.monotonic(), json.dumps(events, ensure_ascii=False))
        self._kept.move_to_end(tracker.sender_id)
        self._drop_old()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker, or None where there is none (any more)."""
        self._drop_old()
        if sender_id not in self._kept:
            return None
        events = [Event.from_parameters(each) for each in json.loads(self._kept[sender_id][1])]
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots, domain=self.domain)

    async def keys(self) -> Iterable[str]:
        """Ids of the conversations that are remembered."""
        self._drop_old()
        return list(self._kept)

    def erase(self, conversation: str) -> None:
        """Forget it now, and do not keep what a turn still going on would save."""
        self._kept.pop(conversation, None)
        self._erased[conversation] = None
        while len(self._erased) > self.most:
            self._erased.popitem(last=False)

    def begin(self, conversation: str) -> None:
        """Undo that an earlier erasure keeps this id out."""
        self._erased.pop(conversation, None)

    def _drop_old(self) -> None:
        oldest = time.monotonic() - self.retention
        while self._kept and (len(self._kept) > self.most or next(iter(self._kept.values()))[0] < oldest):
            self._kept.popitem(last=False)


def slim(tracker: DialogueStateTracker, domain: Domain) -> list[Event]:
    """The tracker's events for keeping: the last turns, without the cards and texts that were shown.

    Every call of an action carries all events, so they must not grow with the conversation. What earlier events did to
    slots and forms is told by one event for each.
    """
    events = list(tracker.events)
    asked = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(asked) > TURNS:
        cut = asked[-TURNS]
        before = DialogueStateTracker.from_events(tracker.sender_id, events[:cut], domain.slots, domain=domain)
        state = [SlotSet(name, value) for name, value in before.current_slot_values().items() if value is not None]
        loop = [ActiveLoop(before.active_loop_name)] if before.active_loop_name else []
        events = [*state, *loop, ActionExecuted(ACTION_LISTEN_NAME), *events[cut:]]
    return [_slim(event) for event in events]


def _slim(event: Event) -> Event:
    if isinstance(event, UserUttered):
        heard = {key: value for key, value in event.parse_data.items() if key in ("intent", "entities", "language")}
        return UserUttered(
            event.text,
            event.intent,
            event.entities,
            heard,
            event.timestamp,
            event.input_channel,
            metadata=event.metadata,
        )
    if not isinstance(event, BotUttered):
        return event
    shown = (event.data or {}).get("custom") or {}
    kept = {key: shown[key] for key in ("response", "language") if key in shown}
    return BotUttered(None, {"custom": kept}, {}, event.timestamp)
