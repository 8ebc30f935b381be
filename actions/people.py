"""Whom to turn to: a person of the city, in danger, after a barrier, for what this guide does not know."""

from .base import KioskAction
from .directory import DirectoryDown, NotInDirectory
from .search import card_sources
from .turn import Turn

EMERGENCY = "112"  # Directive (EU) 2018/1972, Article 109: the single European emergency number
# Topics under which the directory may keep an information service for everything else
GENERAL = {"topic": ["information"]}


async def contact(turn: Turn) -> dict | None:
    """The card of the city's contact; None where the directory names none or does not answer."""
    try:
        return await turn.directory.city_contact()
    except (DirectoryDown, NotInDirectory):
        return None


async def say_with_contact(turn: Turn, response: str, without: str | None = None) -> None:
    """The response with the contact's card; `without` is said instead where there is none."""
    card = await contact(turn)
    if card is None:
        turn.say(without or response)
        return
    turn.say(response, services=[card], sources=card_sources([card]))
    turn.set(shown=[card["id"]], service=card["id"], search=None, answer=None)


class ActionRequestHuman(KioskAction):
    """Names whom to contact in the city."""

    called = "action_request_human"

    async def _act(self, turn: Turn) -> None:
        await say_with_contact(turn, "utter_person", "utter_person_unknown")


class ActionUrgentRisk(KioskAction):
    """The emergency number first, which needs no directory; then the city's contact where there is one."""

    called = "action_urgent_risk"

    async def _act(self, turn: Turn) -> None:
        turn.say("utter_urgent_risk", values={"number": {"type": "phone", "number": EMERGENCY}})
        card = await contact(turn)
        if card:
            turn.say("utter_urgent_risk_contact", services=[card], sources=card_sources([card]))
        turn.set(search=None, answer=None)


class ActionReportBarrier(KioskAction):
    """Takes a barrier seriously, and shows another way and whom to tell."""

    called = "action_report_barrier"

    async def _act(self, turn: Turn) -> None:
        await say_with_contact(turn, "utter_report_barrier")


class ActionSuggestUpdate(KioskAction):
    """Says who can correct the directory."""

    called = "action_suggest_update"

    async def _act(self, turn: Turn) -> None:
        await say_with_contact(turn, "utter_suggest_update")


class ActionCheckEnquiry(KioskAction):
    """There are no enquiries yet: says so, and whom to ask."""

    called = "action_check_enquiry"

    async def _act(self, turn: Turn) -> None:
        await say_with_contact(turn, "utter_check_enquiry")


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
