"""The way to a person: what a message carries so that the widget offers 'Write to a person of the city' beside it."""

from locales.topics import TOPICS

from .turn import Turn

# Why an enquiry is offered: the same words as in the API of enquiries.
ASKED, MISUNDERSTOOD, RISK, HARDSHIP = "asked", "misunderstood", "risk", "hardship"
OVERDUE, BARRIER, ERROR = "overdue", "barrier", "error"
# Instead of an origin: the person has left an enquiry already, and the widget opens the page for its code.
CODE = {"code": True}


def topic(turn: Turn) -> str:
    """The topic talked about: named in the message, looked for, or that of the question; '' where none is known."""
    looked_for = ((turn.slot("search") or {}).get("filters") or {}).get("topic") or []
    named = [*turn.entities("topic"), *looked_for]
    return named[0] if named else TOPICS.get(turn.slot("answer") or turn.intent or "", "")


def offered(turn: Turn, origin: str, service: str | None = None, barrier: dict | None = None) -> dict:
    """The `enquiry` of a message: origin, topic, and where known the service (its id) and the barrier (kind, step)."""
    offer = {"origin": origin, "topic": topic(turn)}
    if service:
        offer["service"] = service
    if barrier:
        offer["barrier"] = barrier
    return offer


def overdue(turn: Turn, services: list[dict]) -> dict | None:
    """The offer beside an answer that rests on a record nobody has looked after in time; None where none does."""
    for card in services:
        if card.get("overdue"):
            return offered(turn, OVERDUE, card["id"])
    return None
