"""Yes, no, start again, and what was not understood."""

import json

from locales.labels import LABELS

from . import enquiry, phrases
from .answers import tell
from .base import KioskAction
from .context import follow_up
from .people import name_person
from .turn import Turn

# Never offered as 'did you mean': what carries no want of its own, or must not be asked back.
NOT_OFFERED = {
    "greet",
    "goodbye",
    "thank",
    "affirm",
    "deny",
    "choose_item",
    "out_of_scope",
    "urgent_risk",
    "nlu_fallback",
}
OFFERED = 2
OFFER_AGAIN = 3  # turns after which a person may be offered again
# Entities that a button of 'did you mean' carries on
CARRIED = ("topic", "language", "district", "cost", "format", "audience", "phase", "detail")
# Responses that say so when a message was not understood
NOT_UNDERSTOOD = {"utter_ask_back", "utter_not_understood", "utter_offer_person", "utter_topics"}
MEMORY = ("search", "shown", "service", "answer", "told", "offer", "interrupted")
FORMS = ("topic", "spoken_language", "preference", "business", "residence_status")


def misunderstood_before(turn: Turn) -> bool:
    """Whether the person's message before this one was not understood either."""
    asked = 0
    for event in reversed(turn.tracker.events):
        if event.get("event") == "user":
            asked += 1
            if asked == 2:
                return False
        elif asked == 1 and event.get("event") == "bot":
            shown = (event.get("data") or {}).get("custom") or {}
            return shown.get("response") in NOT_UNDERSTOOD
    return False


def person_offered(turn: Turn) -> bool:
    """Whether one of the last turns offered a person already: who did not take it is not asked again."""
    turns = 0
    for event in reversed(turn.tracker.events):
        turns += event.get("event") == "user"
        if turns > OFFER_AGAIN:
            return False
        if event.get("event") == "bot":
            shown = (event.get("data") or {}).get("custom") or {}
            if shown.get("response") == "utter_offer_person":
                return True
    return False


class ActionAskBack(KioskAction):
    """Takes a short message as a follow-up where it can be one; else offers the two likeliest wants, then a person."""

    called = "action_ask_back"

    async def _act(self, turn: Turn) -> list[dict] | None:
        referring = follow_up(turn)
        if referring:
            return await referring._act(turn)
        self._ask_back(turn)
        return None

    def _ask_back(self, turn: Turn) -> None:
        if misunderstood_before(turn):
            if person_offered(turn):
                turn.say("utter_topics")
                return
            turn.say("utter_offer_person", enquiry=enquiry.offered(turn, enquiry.MISUNDERSTOOD))
            turn.set(offer="request_human")
            return
        likeliest = []
        for name in turn.ranking:  # two intents may bear one label: nobody could choose between them
            labels = {turn.label(each) for each in likeliest}
            if name in LABELS and name not in NOT_OFFERED and turn.label(name) not in labels:
                likeliest.append(name)
        likeliest = likeliest[:OFFERED]
        if not likeliest:
            turn.say("utter_not_understood")
            return
        choices = [{"payload": self._payload(turn, intent)} for intent in likeliest]
        if "ask_help" in likeliest:
            if "request_human" not in likeliest:
                choices.append({"payload": "/request_human"})
        else:
            choices.append({"title": turn.phrase(phrases.SOMETHING_ELSE), "payload": "/ask_help"})
        turn.say("utter_ask_back", choices=choices)
        turn.set(offer=likeliest[0])

    @staticmethod
    def _payload(turn: Turn, intent: str) -> str:
        said = {}
        if intent in ("search_services", "ask_service_details", "change_language"):
            said = {kind: turn.entities(kind) for kind in CARRIED if turn.entities(kind)}
        return f"/{intent}{json.dumps(said, ensure_ascii=False)}" if said else f"/{intent}"


class ActionAffirm(KioskAction):
    """'Yes' to what was offered last; where nothing was, asks what is wanted."""

    called = "action_affirm"
    keeps_offer = True

    async def _act(self, turn: Turn) -> None:
        offer = turn.slot("offer")
        turn.set(offer=None)
        if offer == "request_human":
            await name_person(turn)
        elif offer and offer in LABELS and offer not in NOT_OFFERED:
            await tell(turn, offer)
        else:
            turn.say("utter_affirm")


class ActionDeny(KioskAction):
    """'No': drops what was offered or asked and leaves the next step to the person."""

    called = "action_deny"

    async def _act(self, turn: Turn) -> None:
        turn.set(**dict.fromkeys(FORMS), interrupted=None)
        turn.say("utter_deny")


class ActionStartOver(KioskAction):
    """Forgets what was looked for and shown."""

    called = "action_start_over"

    async def _act(self, turn: Turn) -> None:
        turn.set(**dict.fromkeys(MEMORY + FORMS))
        turn.say("utter_start_over")
