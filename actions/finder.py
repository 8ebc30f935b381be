"""The service finder: topic → language → what else matters, each skippable, none asked that was said."""

from rasa_sdk.events import ActionExecutionRejected, ActiveLoop, SlotSet

from locales.languages import get, served

from . import hardship, phrases
from .asking import SHORT, ask, asked_before, left_open, still_open, unsure
from .base import FormAction
from .details import payload
from .search import said_filters, search
from .turn import ANY, Turn

FORM = "service_finder_form"
SLOTS = ("topic", "spoken_language", "preference")
# Topics offered as buttons: what newcomers come with most; any other can be written.
TOPICS = (
    "starting-a-business",
    "advice",
    "licences",
    "tax",
    "finance",
    "training",
    "mentoring",
    "premises",
    "networking",
)
PREFERENCES = (("cost", "free"), ("format", "in-person"), ("format", "online"), ("format", "phone"))
# Intents that answer a question of the form, whatever else they mean elsewhere
ANSWERING = {
    "search_services",
    "start_business",
    "nlu_fallback",
    "out_of_scope",
    "affirm",
    "change_language",
    "choose_item",
}
NEVER_ANSWERING = {"urgent_risk", "request_human"}  # not even with a value in it
LEAVING = {"start_over", "goodbye", "deny"}


def left(form: str, keep: dict) -> list[dict]:
    """Events that close the form and let the rules answer the message as if no form had been open."""
    return [
        *(SlotSet(name, value) for name, value in keep.items()),
        SlotSet("requested_slot", None),
        ActiveLoop(None),
        ActionExecutionRejected(form),
    ]


def is_answer(turn: Turn, filled: bool) -> bool:
    """Whether the message answers the form: a button, words with a value in it, or words that are no question."""
    if hardship.told_in(turn):
        return False
    if turn.is_payload or turn.intent in NEVER_ANSWERING:
        return filled and turn.is_payload
    short = turn.words <= SHORT
    if filled:
        return short or turn.intent in ANSWERING
    return turn.intent == "nlu_fallback" or (short and turn.intent in ANSWERING)


class ValidateServiceFinderForm(FormAction):
    """Takes what a message says about any of the questions; closes the form for another question."""

    called = "validate_service_finder_form"

    async def _act(self, turn: Turn) -> list[dict] | None:
        asked = turn.slot("requested_slot")
        if not asked:  # just opened: what the action found, or the last search, stands in the slots
            turn.set(interrupted=None)
            return None
        filled = self._filled(turn)
        if asked == "preference" and not filled and turn.intent == "deny":
            filled = {"preference": {}}  # 'no': nothing else matters
        if not filled and unsure(turn) and turn.intent != "start_over":
            if not asked_before(turn):
                return still_open(asked)
            turn.set(**{asked: {} if asked == "preference" else ANY})
            return None
        if not is_answer(turn, bool(filled)):
            return self._leave(turn)
        if not filled:
            # Words that are no value: searched for as they are; for the other questions nothing is asked twice.
            filled = {asked: {"q": turn.text} if asked == "topic" else {} if asked == "preference" else ANY}
        turn.set(**filled)
        return None

    @staticmethod
    def _filled(turn: Turn) -> dict:
        filled: dict = {}
        for slot, entity in (("topic", "topic"), ("spoken_language", "language")):
            if turn.entity(entity):
                filled[slot] = turn.entity(entity)
        rest = {name: values for name, values in said_filters(turn).items() if name not in ("topic", "spoken")}
        if rest or ANY in turn.entities("cost"):
            filled["preference"] = rest
        return filled

    @staticmethod
    def _leave(turn: Turn) -> list[dict]:
        gone = dict.fromkeys(SLOTS)
        if turn.intent in LEAVING:
            return left(FORM, {**gone, "interrupted": None})
        return left(FORM, {"interrupted": FORM})  # what was said is kept: the way back asks only for the rest


class ActionAskTopic(FormAction):
    """Asks for the topic."""

    called = "action_ask_topic"

    async def _act(self, turn: Turn) -> None:
        names = (await turn.directory.terms())["topic"]
        choices = [
            {"title": names[code], "payload": payload("search_services", topic=code)}
            for code in TOPICS
            if code in names
        ]
        skip = {"title": turn.phrase(phrases.NO_MATTER), "payload": payload("search_services", topic=ANY)}
        ask(turn, "topic", "utter_ask_topic", choices=[*choices, skip])


class ActionAskSpokenLanguage(FormAction):
    """Asks for the language of the adviser, the person's own first."""

    called = "action_ask_spoken_language"

    async def _act(self, turn: Turn) -> None:
        names = (await turn.directory.terms()).get("language", {})
        codes = [turn.language, *(each.code for each in served() if each.code != turn.language)]
        choices = [
            {"title": names.get(code) or get(code).name, "payload": payload("search_services", language=code)}
            for code in codes
        ]
        skip = {"title": turn.phrase(phrases.NO_MATTER), "payload": payload("search_services", language=ANY)}
        known = left_open(turn, "topic", "topic") if turn.slot("requested_slot") == "topic" else {}
        ask(turn, "spoken_language", "utter_ask_spoken_language", choices=[*choices, skip], **known)


class ActionAskPreference(FormAction):
    """Asks what else matters."""

    called = "action_ask_preference"

    async def _act(self, turn: Turn) -> None:
        terms = await turn.directory.terms()
        choices = [
            {"title": terms[kind][code], "payload": payload("search_services", **{kind: code})}
            for kind, code in PREFERENCES
            if code in terms.get(kind, {})
        ]
        skip = {"title": turn.phrase(phrases.NOTHING_ELSE), "payload": payload("search_services", cost=ANY)}
        before = turn.slot("requested_slot") == "spoken_language"
        known = left_open(turn, "spoken_language", "language") if before else {}
        ask(turn, "preference", "utter_ask_preference", choices=[*choices, skip], **known)


class ActionSubmitServiceFinder(FormAction):
    """Searches for what the form knows."""

    called = "action_submit_service_finder"

    async def _act(self, turn: Turn) -> None:
        topic, spoken, rest = (turn.slot(name) for name in SLOTS)
        filters = dict(rest or {})
        q = topic.get("q") if isinstance(topic, dict) else None
        if isinstance(topic, str) and topic != ANY:
            filters["topic"] = [topic]
        if spoken and spoken != ANY:
            filters["spoken"] = [spoken]
        await search(turn, filters, q, **left_open(turn, "preference", "cost"))
        turn.set(**dict.fromkeys(SLOTS), interrupted=None)
