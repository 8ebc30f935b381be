"""An enquiry at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass

from conversations.models import Message
from enquiries.models import Barrier, Enquiry
from enquiries.staff.words import language_name, topic_name

from .said import Said
from .understood import NOT_UNDERSTOOD, intent_name

ASKED_BACK = {"utter_ask_back", "utter_not_understood", "utter_offer_person", "utter_topics"}
"""Responses by which the guide says that it did not understand."""
PLAN = "utter_first_steps_plan"


@dataclass(frozen=True)
class Summary:
    """What somebody has to know before reading; names in the language of the page."""

    topic: str
    language: str
    misunderstood: int
    not_helped: int
    last_question: Said | None
    asked: list[str]
    answered: list[str]
    services: list[dict]
    plan_shown: bool
    barriers: list[str]


def summary_of(enquiry: Enquiry, messages: Iterable[Message], said: list[Said]) -> Summary:
    """From the conversation as it is kept; `said` are the same messages through the bridge."""
    messages = list(messages)
    turns = {each.turn_id: each.turn for each in messages if each.turn_id}
    intents = [(each.understood or {}).get("intent") for each in turns.values()]
    failed = {
        each.turn_id for each in messages
        if each.response in ASKED_BACK
        or (each.turn_id and (each.turn.understood or {}).get("intent") in NOT_UNDERSTOOD)
    }  # fmt: skip
    answers = [each.values.get("intent") for each in messages if each.sender == Message.Sender.GUIDE]
    return Summary(
        topic=topic_name(enquiry.topic),
        language=language_name(enquiry.language),
        misunderstood=len(failed),
        not_helped=sum(each.helped is False for each in messages),
        last_question=next((each for each in reversed(said) if each.sender == Message.Sender.PERSON), None),
        asked=[intent_name(each) for each in dict.fromkeys(intents) if each and each not in NOT_UNDERSTOOD],
        answered=[intent_name(each) for each in dict.fromkeys(answers) if isinstance(each, str)],
        services=list({card["id"]: card for each in said for card in each.services if card.get("id")}.values()),
        plan_shown=any(each.response == PLAN for each in messages),
        barriers=[_barrier(each) for each in enquiry.barriers.select_related("service")],
    )


def _barrier(barrier: Barrier) -> str:
    step = intent_name(barrier.step) if barrier.step else ""
    about = [barrier.get_kind_display(), barrier.service.name if barrier.service else "", step]
    return ", ".join(part for part in about if part)
