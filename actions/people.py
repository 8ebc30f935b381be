"""Whom to turn to: a person of the city, who has a receipt code already, and what this guide does not know."""

from urllib.parse import urlencode

from . import enquiry
from .base import KioskAction
from .compose import card_sources
from .contacts import ADVICE, contact, office, say_with
from .directory import DirectoryDown
from .turn import Turn, named

# Topics under which the directory may keep an information service for everything else
GENERAL = {"topic": ["information"]}


async def name_person(turn: Turn) -> None:
    """Whom to contact: the city's own office, else an adviser who can be reached, else that nobody is known."""
    offer = enquiry.offered(turn, enquiry.ASKED)
    card = await contact(turn)
    if card:
        say_with(turn, "utter_person", card, enquiry=offer)
        return
    card = await office(turn, ADVICE)
    if card:
        say_with(turn, "utter_person_other", card, enquiry=offer)
    else:
        turn.say("utter_person_unknown", enquiry=offer)


class ActionRequestHuman(KioskAction):
    """Names whom to contact in the city, and offers to write to a person here."""

    called = "action_request_human"

    async def _act(self, turn: Turn) -> None:
        await name_person(turn)


class ActionCheckEnquiry(KioskAction):
    """Says where the receipt code goes, which is not the chat."""

    called = "action_check_enquiry"

    async def _act(self, turn: Turn) -> None:
        page = f"/{turn.city}/enquiry/?{urlencode({'language': turn.language})}"
        turn.say("utter_check_enquiry", values={"link": named(page)}, enquiry=enquiry.CODE)


class ActionOutOfScope(KioskAction):
    """Says that the guide does not know about that. An action, so that hardship is heard in such a message too."""

    called = "action_out_of_scope"

    async def _act(self, turn: Turn) -> None:
        turn.say("utter_out_of_scope")


class ActionOtherCityService(KioskAction):
    """Names the information services that know about the rest of life in the city."""

    called = "action_other_city_service"

    async def _act(self, turn: Turn) -> None:
        try:
            found = await turn.directory.services(GENERAL, turn.text or None, 1, 2)
        except DirectoryDown:
            found = {"services": [], "relaxed": []}
        cards = [] if found["relaxed"] else found["services"]
        if not cards:
            turn.say("utter_other_city_service_unknown")
            return
        turn.say("utter_other_city_service", services=cards, sources=card_sources(cards))
        turn.set(shown=[card["id"] for card in cards], service=None, search=None, answer=None)
