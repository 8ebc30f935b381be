"""The first-steps plan: kind of business and status, both skippable, then an ordered checklist."""

from urllib.parse import urlencode

from . import compose, phrases
from .base import KioskAction
from .details import payload
from .finder import LEAVING, is_answer, left
from .turn import ANY, Turn

FORM = "first_steps_form"
SLOTS = {"business": "business", "residence_status": "status"}  # slot → entity


def page_of(city: str, language: str, business: str | None, status: str | None) -> str:
    """Address of the printable plan on the city's website, below its root."""
    said = {"business": business, "status": status, "language": language}
    return f"/{city}/first-steps/?{urlencode({name: value for name, value in said.items() if value})}"


class ValidateFirstStepsForm(KioskAction):
    """Takes what a message says about either question; closes the form for another question."""

    called = "validate_first_steps_form"

    async def _act(self, turn: Turn) -> list[dict] | None:
        filled = {slot: turn.entity(entity) for slot, entity in SLOTS.items() if turn.entity(entity)}
        asked = turn.slot("requested_slot")
        if not asked:
            turn.set(interrupted=None)
            return None
        if not is_answer(turn, bool(filled)):
            if turn.intent in LEAVING:
                return left(FORM, {**dict.fromkeys(SLOTS), "interrupted": None})
            return left(FORM, {"interrupted": FORM})
        # A kind of business or status that the list does not have: the plan then leaves it open.
        turn.set(**(filled or {asked: ANY}))
        return None


class ActionAskBusiness(KioskAction):
    """Asks for the kind of business."""

    called = "action_ask_business"

    async def _act(self, turn: Turn) -> None:
        turn.say("utter_ask_business", choices=await _choices(turn, "business", phrases.NO_MATTER))


class ActionAskResidenceStatus(KioskAction):
    """Asks for the status in the country, saying why."""

    called = "action_ask_residence_status"

    async def _act(self, turn: Turn) -> None:
        turn.say("utter_ask_residence_status", choices=await _choices(turn, "status", phrases.PREFER_NOT_TO_SAY))


async def _choices(turn: Turn, kind: str, skip: str) -> list[dict]:
    names = (await turn.directory.terms()).get(kind, {})
    choices = [
        {"title": name, "payload": payload("start_business", **{kind: code})}
        for code, name in names.items()
        if code != "unknown"
    ]
    return [*choices, {"title": turn.phrase(skip), "payload": payload("start_business", **{kind: ANY})}]


class ActionFirstStepsPlan(KioskAction):
    """Says the plan."""

    called = "action_first_steps_plan"

    async def _act(self, turn: Turn) -> None:
        business, status = (None if turn.slot(name) == ANY else turn.slot(name) for name in SLOTS)
        plan = await turn.directory.plan(business, status)
        told = [statement for step in plan["steps"] for statement in step["statements"][:1]]
        offices = {step["office"]["id"]: step["office"] for step in plan["steps"] if step.get("office")}
        cards = list(offices.values())[: compose.SERVICES]
        more = [step["answer"] for step in plan["steps"] if step.get("answer")]
        turn.say(
            "utter_first_steps_plan",
            body=compose.plan_text(turn, plan, page_of(turn.city, turn.language, business, status)),
            services=cards,
            sources=compose.sources_of(plan, told),
            choices=[{"payload": f"/{intent}"} for intent in [*list(dict.fromkeys(more))[:3], "request_human"]],
            values={"business": business, "status": status},
        )
        ids = [card["id"] for card in cards]
        turn.set(**dict.fromkeys(SLOTS), interrupted=None, shown=ids, service=None, search=None, answer=None)
