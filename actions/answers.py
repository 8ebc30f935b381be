"""Guidance: the answers to what newcomers ask about starting, running, money, contacts and groups."""

from rasa_sdk.events import FollowupAction

from . import compose, phrases
from .base import KioskAction
from .directory import NotInDirectory
from .events import events_text, upcoming, with_services
from .turn import Turn

PLAN_PAYLOAD = '/start_business{"menu": "plan"}'
FINDER_PAYLOAD = '/search_services{"menu": "finder"}'
_RESUME = {
    "service_finder_form": (phrases.RESUME_FINDER, FINDER_PAYLOAD),
    "first_steps_form": (phrases.RESUME_PLAN, PLAN_PAYLOAD),
}


def next_questions(turn: Turn, intents: list[str], plan: bool = False) -> list[dict]:
    """Buttons with the next questions; before them the way back into a form that a question in between closed."""
    buttons = []
    if turn.slot("interrupted") in _RESUME:
        title, payload = _RESUME[turn.slot("interrupted")]
        buttons.append({"title": turn.phrase(title), "payload": payload})
        turn.set(interrupted=None)
    elif plan:
        buttons.append({"title": turn.phrase(phrases.PLAN_BUTTON), "payload": PLAN_PAYLOAD})
    return buttons + [{"payload": f"/{intent}"} for intent in intents]


async def tell(turn: Turn, intent: str) -> None:
    """Answer a question of this intent; where there is no guidance on it, say so and name who advises."""
    try:
        answer = await turn.directory.answer(intent)
    except NotInDirectory:
        turn.set(answer=None)
        turn.say("utter_no_answer")
        return
    if events := await upcoming(turn, intent):
        _tell_events(turn, intent, answer, events)
        return
    told = answer["statements"][: compose.STATEMENTS]
    services = compose.answer_services(answer)
    rest = ["show_more"] if len(answer["statements"]) > len(told) else []
    turn.say(
        "utter_answer",
        body=compose.answer_text(turn, answer, told),
        services=services,
        sources=compose.sources_of(answer, told),
        choices=next_questions(turn, rest + answer["next"][:3] + ["say_simpler"], plan=intent == "start_business"),
        values={"intent": intent},
    )
    remember_answer(turn, intent, len(told), services)


def _tell_events(turn: Turn, intent: str, answer: dict, events: list[dict]) -> None:
    """The next events in place of what is said where none is known; 'more' tells that."""
    services = compose.answer_services(answer)
    rest = ["show_more"] if answer["statements"] else []
    turn.say(
        "utter_answer",
        body=events_text(turn, events),
        services=with_services(events, services),
        sources=[event["source"] for event in events if event.get("source")],
        choices=next_questions(turn, rest + answer["next"][:3]),
        values={"intent": intent},
    )
    remember_answer(turn, intent, 0, services)


def remember_answer(turn: Turn, intent: str, told: int, services: list[dict]) -> None:
    """What follow-ups need: 'how much is it', 'the second one', 'more', 'simpler'."""
    ids = [card["id"] for card in services]
    turn.set(answer=intent, told=told, shown=ids, service=ids[0] if len(ids) == 1 else None, search=None)


async def tell_more(turn: Turn, intent: str) -> bool:
    """The statements of the last answer that were not told yet; False where none are left."""
    answer = await turn.directory.answer(intent)
    first = turn.slot("told") or 0
    told = answer["statements"][first : first + compose.STATEMENTS]
    if not told:
        return False
    last = first + len(told)
    rest = ["show_more"] if len(answer["statements"]) > last else []
    turn.say(
        "utter_more_of_answer",
        body=compose.bullets(turn, told),
        sources=compose.sources_of(answer, told),
        choices=next_questions(turn, rest + answer["next"][:3]),
        values={"intent": intent},
    )
    turn.set(told=last)
    return True


async def tell_detail(turn: Turn, intent: str, details: list[str]) -> bool:
    """'And how much is it?' after an answer: its statements about that; False where it has none."""
    answer = await turn.directory.answer(intent)
    told = compose.about(answer, details)
    if not told:
        return False
    turn.say(
        "utter_details",
        body=compose.bullets(turn, told),
        services=compose.answer_services(answer),
        sources=compose.sources_of(answer, told),
        choices=next_questions(turn, answer["next"][:2] + ["request_human"]),
        values={"intent": intent},
    )
    return True


async def tell_detail_unknown(turn: Turn, intent: str, details: list[str]) -> None:
    """That neither the answer nor its services tell this detail, and who may know."""
    answer = await turn.directory.answer(intent)
    names = (await turn.directory.terms()).get("detail", {})
    asked = {"type": "list", "items": [names.get(each, each) for each in details]}
    turn.say(
        "utter_detail_not_in_answer",
        values={"detail": asked},
        services=compose.answer_services(answer),
        choices=next_questions(turn, answer["next"][:2] + ["request_human"]),
    )


class ActionAnswer(KioskAction):
    """Answers every question that guidance covers."""

    called = "action_answer"

    async def _act(self, turn: Turn) -> list[dict] | None:
        business, status = turn.entity("business"), turn.entity("status")
        if turn.is_payload and turn.intent == "start_business" and (business or status):
            # A button of the plan's form, pressed when the form was gone.
            turn.set(
                business=business or turn.slot("business"), residence_status=status or turn.slot("residence_status")
            )
            return [FollowupAction("first_steps_form")]
        await tell(turn, turn.intent or "start_business")
        return None


class ActionSaySimpler(KioskAction):
    """Says the last answer again, short and in plain words."""

    called = "action_say_simpler"

    async def _act(self, turn: Turn) -> None:
        intent = turn.slot("answer")
        if not intent:
            turn.say("utter_nothing_to_simplify", choices=self._explained(turn))
            return
        answer = await turn.directory.answer(intent)
        if events := await upcoming(turn, intent):
            _tell_events(turn, intent, answer, events)
            return
        turn.say(
            "utter_simpler",
            body=compose.with_check(answer["simple"], answer.get("check")),
            services=compose.answer_services(answer)[:1],
            sources=answer["sources"],
            choices=next_questions(turn, ["request_human"] + answer["next"][:2]),
            values={"intent": intent},
        )

    @staticmethod
    def _explained(turn: Turn) -> list[dict]:
        """After a list of services: what can be asked about them. None after anything else."""
        if not turn.slot("shown"):
            return []
        return [{"payload": "/show_more"}, {"payload": "/request_human"}, {"payload": "/ask_help"}]
