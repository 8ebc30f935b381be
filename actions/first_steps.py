"""The first-steps plan: kind of business and status, both skippable, then an ordered checklist."""

from urllib.parse import urlencode

from . import compose, phrases
from .asking import ask, asked_before, left_open, still_open, unsure
from .base import FormAction
from .details import payload
from .finder import LEAVING, is_answer, left
from .turn import ANY, Turn, in_list

FORM = "first_steps_form"
SLOTS = {"business": "business", "residence_status": "status"}  # slot → entity


def page_of(city: str, language: str, business: str | None, status: str | None) -> str:
    """Address of the printable plan on the city's website, below its root."""
    said = {"business": business, "status": status, "language": language}
    return f"/{city}/first-steps/?{urlencode({name: value for name, value in said.items() if value})}"


class ValidateFirstStepsForm(FormAction):
    """Takes what a message says about either question; closes the form for another question."""

    called = "validate_first_steps_form"

    async def _act(self, turn: Turn) -> list[dict] | None:
        filled = {slot: turn.entity(entity) for slot, entity in SLOTS.items() if turn.entity(entity)}
        asked = turn.slot("requested_slot")
        if not asked:
            turn.set(interrupted=None)
            return None
        if not filled and unsure(turn) and turn.intent != "start_over":
            # The first time the question is explained, the second time it is left open.
            return None if self._left_open(turn, asked) else still_open(asked)
        if not is_answer(turn, bool(filled)):
            if turn.intent in LEAVING:
                return left(FORM, {**dict.fromkeys(SLOTS), "interrupted": None})
            return left(FORM, {"interrupted": FORM})
        if filled:
            turn.set(**filled)
            # Something new about the other question only: this one is still to be answered.
            return None if turn.events else still_open(asked)
        return None if self._left_open(turn, asked) else still_open(asked)

    @staticmethod
    def _left_open(turn: Turn, asked: str) -> bool:
        """Leave a question open whose answer was not understood twice."""
        if asked_before(turn):
            turn.set(**{asked: ANY})
            return True
        return False


class ActionAskBusiness(FormAction):
    """Asks for the kind of business."""

    called = "action_ask_business"

    async def _act(self, turn: Turn) -> None:
        choices = await _choices(turn, "business", phrases.NO_MATTER)
        known = await _known(turn) if turn.entity("status") else {}
        ask(turn, "business", "utter_ask_business", choices, **known)


class ActionAskResidenceStatus(FormAction):
    """Asks for the status in the country, saying why."""

    called = "action_ask_residence_status"

    async def _act(self, turn: Turn) -> None:
        choices = await _choices(turn, "status", phrases.PREFER_NOT_TO_SAY)
        known = left_open(turn, "business", "business") if turn.slot("requested_slot") == "business" else {}
        if turn.entity("business"):
            known = await _known(turn)
        ask(turn, "residence_status", "utter_ask_residence_status", choices, **known)


async def _choices(turn: Turn, kind: str, skip: str) -> list[dict]:
    names = (await turn.directory.terms()).get(kind, {})
    choices = [
        {"title": name, "payload": payload("start_business", **{kind: code})}
        for code, name in names.items()
        if code != "unknown"
    ]
    return [*choices, {"title": turn.phrase(skip), "payload": payload("start_business", **{kind: ANY})}]


async def _answers(turn: Turn) -> str | None:
    """What the person answered, by the names on the buttons; None where everything was left open."""
    terms = await turn.directory.terms()
    said = [(kind, turn.slot(slot)) for slot, kind in SLOTS.items()]
    names = [terms.get(kind, {}).get(code, code) for kind, code in said if code and code not in (ANY, "unknown")]
    return turn.phrase(phrases.YOUR_ANSWERS, answers=in_list(names)) if names else None


async def _known(turn: Turn) -> dict[str, str]:
    """The same as what a question says besides; empty where everything was left open."""
    answers = await _answers(turn)
    return {"body": answers} if answers else {}


class ActionFirstStepsPlan(FormAction):
    """Says the plan."""

    called = "action_first_steps_plan"

    async def _act(self, turn: Turn) -> None:
        business, status = (None if turn.slot(name) == ANY else turn.slot(name) for name in SLOTS)
        plan = await turn.directory.plan(business, status)
        told = [statement for step in plan["steps"] for statement in step["statements"][:1]]
        offices = {step["office"]["id"]: step["office"] for step in plan["steps"] if step.get("office")}
        cards = list(offices.values())[: compose.SERVICES]
        more = [step["answer"] for step in plan["steps"] if step.get("answer")]
        text = compose.plan_text(turn, plan, page_of(turn.city, turn.language, business, status))
        gone_on = left_open(turn, "residence_status", "status")
        before = [gone_on.get("body"), await _answers(turn)]
        turn.say(
            "utter_first_steps_plan",
            body="\n\n".join(part for part in [*before, text] if part),
            services=cards,
            sources=compose.sources_of(plan, told),
            choices=[{"payload": f"/{intent}"} for intent in [*list(dict.fromkeys(more))[:3], "request_human"]],
            values={"business": business, "status": status},
            enquiry=gone_on.get("enquiry"),
        )
        ids = [card["id"] for card in cards]
        turn.set(**dict.fromkeys(SLOTS), interrupted=None, shown=ids, service=None, search=None, answer=None)
