"""What was acknowledged, against what is there: record, receipt, transcript, open chat, the staff's page."""

import re
import time
from collections import Counter

from .member import Member
from .newcomer import Newcomer

_MARK = re.compile(r"\[(\w+\.\d+)\]")
CATCH_UP = 30.0
"""Seconds that the open chat may be behind at the end."""


def lost_or_doubled(newcomer: Newcomer, members: list[Member]) -> list[str]:
    """Sentences on all that is lost, doubled, out of order or somebody else's; empty where all is well."""
    record = newcomer.read(f"/chat/conversations/{newcomer.id}", newcomer.bearer).json()["messages"]
    person, staff = _of("person", record), _of("staff", record)
    wrong = _differing("the record of the person's messages", newcomer.said, person)
    wrong += _staff("the record", staff, newcomer.number, members)
    ids = [each["id"] for each in record]
    answered = [each for reply in newcomer.answered for each in reply]
    wrong += _differing("the answers that were shown", answered, [each for each in ids if each in set(answered)])
    wrong += _receipt(newcomer, person, staff)
    wrong += _differing("the staff's page", [*person, *staff], [text for _, text in _on_page(newcomer, members)], False)
    order = [each["text"] for each in record if each["from"] != "guide"]
    wrong += _differing("the order on the staff's page", order, [text for _, text in _on_page(newcomer, members)])
    transcript = Counter(_MARK.findall(newcomer.read("/enquiries/mine/transcript", newcomer.receipt).text))
    wrong += _differing("the transcript", _marks([*person, *staff]), list(transcript.elements()), False)
    until = time.monotonic() + CATCH_UP
    while len(newcomer.shown) < len(ids) and time.monotonic() < until:
        time.sleep(0.2)
    wrong += _differing("the open chat", ids, newcomer.shown)
    return [f"{newcomer.name} (No. {newcomer.number}): {each}" for each in wrong]


def _of(sender: str, messages: list[dict]) -> list[str]:
    return [each["text"] for each in messages if each["from"] == sender]


def _marks(texts: list[str]) -> list[str]:
    return [mark for text in texts for mark in _MARK.findall(text)]


def _on_page(newcomer: Newcomer, members: list[Member]) -> list[tuple[str, str]]:
    return members[0].said_on_page(newcomer.number)


def _staff(where: str, found: list[str], number: int, members: list[Member]) -> list[str]:
    """Each member's replies in their order; how two members' lie between each other is nobody's matter."""
    acknowledged = [text for member in members for text in member.replied.get(number, ())]
    wrong = _differing(f"{where}: all replies", acknowledged, found, False)
    for member in members:
        own = [text for text in found if f"[{member.name}." in text]
        wrong += _differing(f"{where}: the replies of {member.name}", member.replied.get(number, []), own)
    return wrong


def _receipt(newcomer: Newcomer, person: list[str], staff: list[str]) -> list[str]:
    mine = newcomer.read("/enquiries/mine", newcomer.receipt).json()
    wrong = [] if mine["number"] == newcomer.number else [f"the code opens No. {mine['number']}"]
    asked = next(place for place, text in enumerate(person) if text in _of("person", mine["messages"]))
    wrong += _differing("the receipt, the person's", person[asked:], _of("person", mine["messages"]))
    return wrong + _differing("the receipt, the staff's", staff, _of("staff", mine["messages"]))


def _differing(where: str, wanted: list[str], found: list[str], ordered: bool = True) -> list[str]:
    if wanted == found if ordered else Counter(wanted) == Counter(found):
        return []
    lost, more = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    return [f"{where}: lost {sorted(lost)}, too many {sorted(more)}" if lost or more else f"{where}: another order"]
