"""Something shown is wrong: passed on to the people who keep the directory, in the newcomer's own words."""

from . import enquiry, phrases
from .base import KioskAction
from .contacts import say_with_contact
from .details import meant, payload
from .directory import DirectoryDown, NotInDirectory
from .turn import Turn, named

UNNAMED = "none"  # value of the button that names no service
QUOTED = 200  # characters of the words that are shown before they are sent; all of them are sent


class ActionSuggestUpdate(KioskAction):
    """Asks of which service, shows the words, and passes them on once the person says so. Never without a yes."""

    called = "action_suggest_update"

    async def _act(self, turn: Turn) -> None:
        service = turn.entity("service") or await meant(turn)
        known = None if service == UNNAMED else service
        offer = enquiry.offered(turn, enquiry.ERROR, known)
        words = _words(turn)
        if not words:
            await say_with_contact(turn, "utter_suggest_update", enquiry=offer)
        elif turn.entity("send"):
            await self._send(turn, known, words, offer)
        elif not service and (cards := await turn.directory.cards(turn.slot("shown") or [])):
            turn.say("utter_which_service", choices=self._services(turn, cards))
        else:
            send = payload("suggest_update", service=known or UNNAMED, send="yes")
            turn.say(
                "utter_update_words",
                values={"words": named(words if len(words) <= QUOTED else f"{words[:QUOTED]}…")},
                choices=[
                    {"title": turn.phrase(phrases.PASS_ON), "payload": send},
                    {"payload": "/request_human"},
                    {"payload": "/ask_help"},
                ],
                enquiry=offer,
            )

    @staticmethod
    def _services(turn: Turn, cards: list[dict]) -> list[dict]:
        choices = [{"title": card["name"], "payload": payload("suggest_update", service=card["id"])} for card in cards]
        other = {"title": turn.phrase(phrases.SOMETHING_ELSE), "payload": payload("suggest_update", service=UNNAMED)}
        return [*choices, other]

    @staticmethod
    async def _send(turn: Turn, service: str | None, words: str, offer: dict) -> None:
        try:
            await turn.directory.report(service, words, turn.tracker.sender_id)
        except (DirectoryDown, NotInDirectory):
            await say_with_contact(turn, "utter_suggest_update", enquiry=offer)
            return
        turn.say("utter_update_sent", enquiry=offer)


def _words(turn: Turn) -> str:
    """What the person wrote of the fault: in this message, or before the buttons that followed it; '' where nothing."""
    if turn.text:
        return turn.text
    for event in reversed(turn.tracker.events):
        if event.get("event") != "user" or (event.get("metadata") or {}).get("payload"):
            continue
        intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
        return (event.get("text") or "") if intent == "suggest_update" else ""
    return ""
