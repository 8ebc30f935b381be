"""One message of a newcomer, as actions look at it, and the means to answer it."""

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from locales.catalogue import translate
from locales.labels import intent_label
from locales.render import render
from locales.rule import choose
from locales.template import TemplateError, fill

from .directory import Visit

CATALOGUE = "assistant"
_LANGUAGE_SOURCES = ("explicit", "conversation", "page", "city")
ANY = "any"  # value of a button that leaves a question open


@dataclass
class Turn:
    """What was said, where and in which language; `say` answers. Slots set with `set` come out as `events`."""

    tracker: Tracker
    dispatcher: CollectingDispatcher
    directory: Visit = field(init=False)
    events: list[dict] = field(default_factory=list)

    def __post_init__(self) -> None:
        heard = self.tracker.latest_message or {}
        metadata = heard.get("metadata") or {}
        languages = metadata.get("languages") or {}
        self.identified: str | None = (heard.get("language") or {}).get("code")
        self.language = choose(identified=self.identified, **{name: languages.get(name) for name in _LANGUAGE_SOURCES})
        self.city: str = metadata.get("city") or ""
        self.is_payload: bool = bool(metadata.get("payload"))
        self.text: str = "" if self.is_payload else (heard.get("text") or "")
        self.intent: str | None = (heard.get("intent") or {}).get("name")
        self.directory = Visit(self.city, self.language)

    @property
    def ranking(self) -> list[str]:
        """Intents from the likeliest on, without the fallback itself."""
        ranking = self.tracker.latest_message.get("intent_ranking") or []
        return [each["name"] for each in ranking if each.get("name") and each["name"] != "nlu_fallback"]

    @property
    def words(self) -> int:
        """How many words were written; 0 for a button."""
        return len(self.text.split())

    def entities(self, kind: str) -> list[str]:
        """Values of this kind in the message, each once, in order."""
        found = []
        for entity in self.tracker.latest_message.get("entities") or []:
            if entity.get("entity") == kind:
                value = entity.get("value")
                found += [str(each) for each in (value if isinstance(value, list) else [value]) if each]
        return list(dict.fromkeys(found))

    def entity(self, kind: str) -> str | None:
        """The first value of this kind, or None."""
        return next(iter(self.entities(kind)), None)

    def slot(self, name: str) -> Any:
        """A slot's value, also one that this action has set."""
        for event in reversed(self.events):
            if event["name"] == name:
                return event["value"]
        return self.tracker.slots.get(name)

    def set(self, **slots: Any) -> None:
        """Set slots; only those whose value changes make an event."""
        self.events += [SlotSet(name, value) for name, value in slots.items() if self.slot(name) != value]

    def phrase(self, msgid: str, **values: Any) -> str:
        """A phrase of this assistant in the person's language, with values as in `locales.values`."""
        return render(msgid, values, self.language, CATALOGUE)

    def put(self, msgid: str, **texts: str) -> str:
        """A phrase around sentences that are ready in the person's language already; they are put in as they stand.

        (`phrase` takes names: it strips the marks that keep numbers whole inside right-to-left sentences.)
        """
        try:
            return fill(translate(msgid, self.language, CATALOGUE), texts)
        except (TemplateError, KeyError):
            return fill(msgid, texts)

    def label(self, intent: str) -> str:
        """What an intent is called on a button."""
        return intent_label(intent, self.language)

    def say(self, response: str, **said: Any) -> None:
        """Answer with a response; `said` as in `bot.nlg.message`."""
        self.dispatcher.utter_message(response=response, **{key: value for key, value in said.items() if value})


def named(text: str) -> dict:
    """The typed value of a name that stays as written; a visible dash for an empty one."""
    return {"type": "text", "text": text.strip() or "–"}


def number(count: int) -> dict:
    """The typed value of a number."""
    return {"type": "number", "number": str(count)}


def in_list(names: list[str]) -> dict:
    """The typed value of several names, joined as the reader's language joins them."""
    return {"type": "list", "items": names or ["–"]}
