"""Asking again: what forms do with words that are no answer, so that nothing typed is dropped without a word."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk.events import SlotSet

from . import enquiry, phrases
from .turn import ANY, Turn

SHORT = 5  # words; a longer message is a question of its own
# Intents that in the middle of a form mean the question itself
_ABOUT_THE_QUESTION = {"ask_help", "say_simpler", "ask_privacy", "bot_challenge"}
_ASKED_AGAIN = {"utter_ask_again", "utter_ask_why"}


@lru_cache(maxsize=1)
def _unsure() -> frozenset[str]:
    path = Path(__file__).with_name("unsure.yml")
    spoken = yaml.safe_load(path.read_text(encoding="utf-8"))
    return frozenset(_plain(each) for said in spoken.values() for each in said)


def _plain(text: str) -> str:
    """Without case, punctuation and doubled spaces; apostrophes stay, in one form."""
    return " ".join(re.sub(r"[^\w']+", " ", text.casefold().replace("’", "'")).split())


def unsure(turn: Turn) -> bool:
    """Whether the message says 'I don't know', 'what?' or 'why do you ask?'."""
    if turn.is_payload or not turn.text:
        return False
    return _plain(turn.text) in _unsure() or (turn.intent in _ABOUT_THE_QUESTION and turn.words <= SHORT)


def asked_before(turn: Turn) -> bool:
    """Whether the message answers a question that was asked again already."""
    heard = 0
    for event in reversed(turn.tracker.events):
        if event.get("event") == "user":
            heard += 1
            if heard == 2:
                return False
        elif heard == 1 and event.get("event") == "bot":
            shown = (event.get("data") or {}).get("custom") or {}
            return shown.get("response") in _ASKED_AGAIN
    return False


def still_open(slot: str) -> list[dict]:
    """Events that leave the question open: without one the form would take the message for another question."""
    return [SlotSet(slot, None)]


def ask(turn: Turn, slot: str, response: str, choices: list[dict], **known: Any) -> None:
    """Ask for a slot; where the answer to this very question was none, say why it is asked or that it was none.

    `known` is what the message said about another question (`body`, ready text), or what `left_open` gives.
    """
    if turn.slot("requested_slot") == slot and not turn.is_payload and not known:
        turn.say("utter_ask_why" if unsure(turn) else "utter_ask_again", choices=choices)
        return
    if known.get("enquiry"):
        choices = [*choices, {"payload": "/request_human"}]
    turn.say(response, choices=choices, **known)


def left_open(turn: Turn, slot: str, entity: str) -> dict[str, Any]:
    """Where the guide goes on without an answer which it did not understand twice: that it does, and a person."""
    answered = turn.is_payload or turn.entity(entity) == ANY or (turn.intent == "deny" and not unsure(turn))
    if answered or turn.slot(slot) not in (ANY, {}) or not asked_before(turn):
        return {}
    return {
        "body": turn.phrase(phrases.WITHOUT_ANSWER),
        "enquiry": enquiry.offered(turn, enquiry.MISUNDERSTOOD),
    }
