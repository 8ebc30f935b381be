"""Deportation, eviction and debt collectors: who helps, and a person, before anything else is answered."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from . import enquiry
from .contacts import contact, office, say_with
from .turn import Turn
from .wording import folded, pattern


@dataclass(frozen=True)
class Hardship:
    """A trouble with its words by language, the topics of the offices for it, and questions the guide can answer."""

    topics: tuple[str, ...]
    next: tuple[str, ...]
    words: dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def hardships() -> tuple[Hardship, ...]:
    """What hardship.yml tells of, the gravest first."""
    rows = yaml.safe_load(Path(__file__).with_name("hardship.yml").read_text(encoding="utf-8"))
    return tuple(
        Hardship(
            tuple(row["topics"]), tuple(row["next"]), {code: pattern(words) for code, words in row["words"].items()}
        )
        for row in rows.values()
    )


def told_in(turn: Turn) -> Hardship | None:
    """The hardship that the words of a message tell of, in the language they are written in; or None."""
    if not turn.text:
        return None
    text = folded(turn.text)
    for each in hardships():
        if any(code in each.words and each.words[code].search(text) for code in (turn.language, turn.identified)):
            return each
    return None


async def tell(turn: Turn, hardship: Hardship, origin: str = enquiry.HARDSHIP) -> None:
    """The office that helps, else the city's contact; a person; then the questions that the guide can answer."""
    offer = enquiry.offered(turn, origin)
    questions = dict.fromkeys([*hardship.next, "request_human"])
    said = {"enquiry": offer, "choices": [{"payload": f"/{intent}"} for intent in questions]}
    for topic in hardship.topics:
        if card := await office(turn, topic):
            say_with(turn, "utter_hardship", card, **said)
            return
    if card := await contact(turn):
        say_with(turn, "utter_hardship_contact", card, **said)
    else:
        turn.say("utter_hardship_unknown", **said)
