"""Whom to turn to: a person of the city, in danger, after a barrier, for what this guide does not know."""

from . import phrases
from .base import KioskAction
from .directory import DirectoryDown, NotInDirectory
from .search import card_sources
from .turn import Turn, in_list, named

EMERGENCY = "112"  # Directive (EU) 2018/1972, Article 109: the single European emergency number
# Topics under which the directory may keep an information service for everything else
GENERAL = {"topic": ["information"]}
# Whom to name where the city's own contact cannot be reached: who gives advice
ADVICE = {"topic": ["advice"]}
ADVISERS = 20  # so many are looked at for one that can be reached


def reachable(card: dict | None) -> bool:
    """Whether a card names a way to reach anybody: a phone number, an e-mail address or a website."""
    return bool(card) and any(card.get(way) for way in ("phone", "email", "url"))


async def contact(turn: Turn) -> dict | None:
    """The card of the city's contact; None where there is none, nobody can reach it, or the directory is down."""
    try:
        card = await turn.directory.city_contact()
    except (DirectoryDown, NotInDirectory):
        return None
    return card if reachable(card) else None


async def adviser(turn: Turn) -> dict | None:
    """The first service for advice that can be reached, or None."""
    try:
        found = await turn.directory.services(ADVICE, None, 1, ADVISERS)
    except (DirectoryDown, NotInDirectory):
        return None
    cards = [] if found["relaxed"] else found["services"]
    return next((card for card in cards if reachable(card)), None)


def _say_with(turn: Turn, response: str, card: dict) -> None:
    turn.say(response, services=[card], sources=card_sources([card]))
    turn.set(shown=[card["id"]], service=card["id"], search=None, answer=None)


async def say_with_contact(turn: Turn, response: str) -> None:
    """The response, with the card of the city's contact where it can be reached."""
    card = await contact(turn)
    if card:
        _say_with(turn, response, card)
    else:
        turn.say(response)


async def name_person(turn: Turn) -> None:
    """Whom to contact: the city's own office, else an adviser who can be reached, else that nobody is known."""
    card = await contact(turn)
    if card:
        _say_with(turn, "utter_person", card)
        return
    card = await adviser(turn)
    if card:
        _say_with(turn, "utter_person_other", card)
    else:
        turn.say("utter_person_unknown")


class ActionRequestHuman(KioskAction):
    """Names whom to contact in the city."""

    called = "action_request_human"

    async def _act(self, turn: Turn) -> None:
        await name_person(turn)


class ActionUrgentRisk(KioskAction):
    """The emergency number first, which needs no directory; then the city's contact where it can be reached.

    One message without cards and sources: it is no answer to rate, and advertises no service for businesses.
    """

    called = "action_urgent_risk"

    async def _act(self, turn: Turn) -> None:
        turn.say("utter_urgent_risk", values={"number": {"type": "phone", "number": EMERGENCY}})
        turn.set(search=None, answer=None)
        message = turn.dispatcher.messages[-1]
        message["body"] = turn.phrase(phrases.NO_HELPER)
        card = await contact(turn)
        if card and card.get("status") == "current":
            ways = [card.get(way) for way in ("phone", "email", "url") if card.get(way)]
            message["body"] = turn.phrase(
                phrases.URGENT_CONTACT, office=named(card["name"]), contact=in_list([ways[0]])
            )


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
