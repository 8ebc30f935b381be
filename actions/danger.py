"""In danger: the emergency number at once and alone, then the way to a person."""

import asyncio

from . import enquiry, hardship, phrases
from .base import KioskAction
from .contacts import contact
from .directory import DirectoryDown
from .turn import Turn, in_list, named

# Where the directory does not answer: the single European emergency number, valid in every member state.
EUROPEAN = {
    "number": "112",
    "for": "",
    "source": {
        "title": "European Union: Directive (EU) 2018/1972, Article 109",
        "url": "https://eur-lex.europa.eu/eli/dir/2018/1972/oj",
        "as_of": None,
        "checked_on": None,
    },
}
AT_ONCE = 1.0  # seconds the directory may take to tell the city's own numbers


async def numbers(turn: Turn) -> list[dict]:
    """The emergency numbers of the city, the one for everything first; the European one where the city tells none."""
    try:
        city = await asyncio.wait_for(turn.directory.city_itself(), AT_ONCE)
    except (TimeoutError, DirectoryDown):
        city = None
    told = (city or {}).get("emergency") or [EUROPEAN]
    return sorted(told, key=lambda each: each["number"] != EUROPEAN["number"])


class ActionUrgentRisk(KioskAction):
    """The number first, with its source and nothing beside it; then who else can help, and a person of the city.

    No cards but that of an office for a hardship told: this is no answer to rate, and advertises no service.
    """

    called = "action_urgent_risk"
    hears_hardship = False  # only after the number

    async def _act(self, turn: Turn) -> None:
        first, *others = await numbers(turn)
        european = first["number"] == EUROPEAN["number"]
        turn.say(
            "utter_urgent_risk" if european else "utter_urgent_risk_elsewhere",
            values={"number": _phone(first)},
            body="\n".join(_line(turn, each) for each in others),
            sources=[each["source"] for each in (first, *others)],
        )
        turn.set(search=None, answer=None)
        if told := hardship.told_in(turn):
            await hardship.tell(turn, told, enquiry.RISK)
        else:
            turn.say("utter_urgent_person", body=await _helper(turn), enquiry=enquiry.offered(turn, enquiry.RISK))


def _phone(row: dict) -> dict:
    return {"type": "phone", "number": row["number"]}


def _line(turn: Turn, row: dict) -> str:
    return turn.phrase(phrases.LABELLED, label=named(row["for"]), text=_phone(row))


async def _helper(turn: Turn) -> str:
    """Who else can be asked: the city's contact where it can be reached, else somebody one trusts."""
    card = await contact(turn)
    if card and card.get("status") == "current":
        ways = [card.get(way) for way in ("phone", "email", "url") if card.get(way)]
        return turn.phrase(phrases.URGENT_CONTACT, office=named(card["name"]), contact=in_list([ways[0]]))
    return turn.phrase(phrases.NO_HELPER)
