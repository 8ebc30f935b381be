"""What all actions share: one turn, one time limit, and an answer whatever happens."""

import asyncio
import logging
import traceback
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from . import compose, enquiry, hardship
from .directory import DirectoryDown
from .phrases import STALE
from .turn import Turn

_log = logging.getLogger(__name__)
WITHIN = 12.0  # seconds; the channel gives the whole turn 20


class KioskAction(Action, ABC):
    """An action; `called` is its name in the domain, `_act` its work."""

    called: str
    hears_hardship = True  # whether words that tell of hardship are answered before anything else
    keeps_offer = False  # whether a "yes" later still accepts what an earlier message offered

    def name(self) -> str:
        """As the domain calls it."""
        return self.called

    @abstractmethod
    async def _act(self, turn: Turn) -> list[dict] | None:
        """Answer with `turn.say` and `turn.set`; further events are returned. May raise DirectoryDown."""

    async def _answer(self, turn: Turn) -> list[dict] | None:
        told = hardship.told_in(turn) if self.hears_hardship else None
        if told is None:
            return await self._act(turn)
        await hardship.tell(turn, told)
        return None

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict]:
        """Act, and say so where that fails: no turn without an answer, no error with a person's words in a log."""
        turn = Turn(tracker, dispatcher)
        if not self.keeps_offer:
            turn.set(offer=None)
        try:
            events = await asyncio.wait_for(self._answer(turn), WITHIN) or []
        except (TimeoutError, DirectoryDown):
            return _failed(turn, "utter_directory_down")
        except Exception as error:
            where = "".join(traceback.format_tb(error.__traceback__))
            _log.error("%s failed: %s\n%s", self.called, type(error).__name__, where)
            return _failed(turn, "utter_internal_apology")
        about = enquiry.topic(turn)
        for message in dispatcher.messages:
            cards = message.get("services") or []
            if offer := enquiry.overdue(turn, cards):
                message.setdefault("enquiry", offer)
            if notices := compose.notices(turn, cards):  # nobody is sent to a closed door without a word
                message["body"] = "\n\n".join(text for text in (message.get("body"), notices) if text)
            if about:
                message.setdefault("topic", about)
        if turn.directory.stale and dispatcher.messages:
            day = {"type": "date", "date": turn.directory.stale.isoformat()}
            dispatcher.messages[-1]["note"] = turn.phrase(STALE, date=day)
        return [*turn.events, *events]


class FormAction(KioskAction):
    """A step of a form. It leaves hardship to the action that answers once the form is closed."""

    hears_hardship = False


def _failed(turn: Turn, response: str) -> list[dict]:
    """What was said so far stands; then the apology."""
    turn.say(response)
    return turn.events
