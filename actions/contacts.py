"""Whom one can contact: the city's own office, an adviser, or the office for one topic."""

from .compose import card_sources
from .directory import DirectoryDown, NotInDirectory
from .turn import Turn

# Whom to name where the city's own contact cannot be reached: who gives advice
ADVICE = "advice"
LOOKED_AT = 20  # so many services of a topic are looked at for one that can be reached


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


async def office(turn: Turn, topic: str) -> dict | None:
    """The card of the first service of a topic that can be reached, or None."""
    try:
        found = await turn.directory.services({"topic": [topic]}, None, 1, LOOKED_AT)
    except (DirectoryDown, NotInDirectory):
        return None
    cards = [] if found["relaxed"] else found["services"]
    return next((card for card in cards if reachable(card)), None)


def say_with(turn: Turn, response: str, card: dict, **said) -> None:
    """The response with this card, which follow-ups ('and their address?') are then about."""
    turn.say(response, services=[card], sources=card_sources([card]), **said)
    turn.set(shown=[card["id"]], service=card["id"], search=None, answer=None)


async def say_with_contact(turn: Turn, response: str, **said) -> None:
    """The response, with the card of the city's contact where it can be reached."""
    card = await contact(turn)
    if card:
        say_with(turn, response, card, **said)
    else:
        turn.say(response, **said)
