"""Actions asked as the action server would ask them, before a small directory that really answers over HTTP."""

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import directory as client
from tests.actions.city import running_city


@pytest.fixture
def city(monkeypatch):
    with running_city() as city:
        monkeypatch.setenv("KIOSK_DIRECTORY_URL", city.url)
        client.directory.cache_clear()
        yield city
    client.directory.cache_clear()


class Answered:
    """What an action said and which slots it set."""

    def __init__(self, messages: list[dict], events: list[dict]) -> None:
        self.messages, self.events = messages, events

    @property
    def responses(self) -> list[str]:
        return [message["response"] for message in self.messages]

    @property
    def last(self) -> dict:
        return self.messages[-1]

    @property
    def slots(self) -> dict:
        return {event["name"]: event["value"] for event in self.events if event["event"] == "slot"}

    def event(self, kind: str) -> dict | None:
        return next((event for event in self.events if event["event"] == kind), None)

    def payloads(self) -> list[str]:
        return [button["payload"] for button in self.last.get("choices") or []]

    def shown(self) -> list[str]:
        return [card["id"] for card in self.last.get("services") or []]


@pytest.fixture
def ask(city):
    """`await ask(Action(), "text", intent=…, entities={…}, slots={…}, language="en", payload=False, events=[…])`."""

    async def run(action, text="", intent=None, entities=None, slots=None, language="en", payload=False, **more):
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "entities": [{"entity": name, "value": value} for name, value in (entities or {}).items()],
            "intent_ranking": [{"name": name, "confidence": 0.3} for name in more.get("ranking", [])],
            "metadata": {"city": "helsinki", "languages": {"page": language}, "payload": payload},
        }
        if more.get("identified"):
            message["language"] = {"code": more["identified"]}
        tracker = Tracker("c", slots or {}, message, more.get("events", []), False, None, {}, None)
        dispatcher = CollectingDispatcher()
        events = await action.run(dispatcher, tracker, {})
        return Answered(dispatcher.messages, events)

    return run
