"""A barrier: what stood in the way, at which service and at which step; then the offer to tell the city."""

from . import enquiry, phrases
from .base import KioskAction
from .contacts import contact, say_with
from .details import payload
from .directory import DirectoryDown
from .turn import Turn

# Kind, as enquiries count it → its name on the button, and the question of the guide that may show another way.
KINDS = {
    "language": (phrases.BARRIER_LANGUAGE, "get_language_help"),
    "papers": (phrases.BARRIER_PAPERS, "use_e_identification"),
    "residence_status": (phrases.BARRIER_RESIDENCE, "check_right_to_operate"),
    "credit_history": (phrases.BARRIER_CREDIT, "overcome_no_credit"),
    "cost": (phrases.BARRIER_COST, "find_finance"),
    "hours": (phrases.BARRIER_HOURS, "get_advice"),
    "discrimination": (phrases.BARRIER_DISCRIMINATION, "get_advice"),
    "no_reply": (phrases.BARRIER_NO_REPLY, "get_advice"),
    "other": (phrases.SOMETHING_ELSE, "get_advice"),
}
NOWHERE = "none"  # value of the button that names no service


class ActionReportBarrier(KioskAction):
    """Takes a barrier seriously: asks what and where by buttons, shows another way, and offers to tell the city."""

    called = "action_report_barrier"

    async def _act(self, turn: Turn) -> None:
        kind = turn.entity("barrier")
        if kind not in KINDS:
            self._ask_kind(turn)
            return
        service = turn.entity("service") or turn.slot("service")
        if not service and await self._ask_service(turn, kind):
            return
        await self._tell(turn, kind, None if service == NOWHERE else service)

    @staticmethod
    def _ask_kind(turn: Turn) -> None:
        choices = [
            {"title": turn.phrase(name), "payload": payload("report_barrier", barrier=kind)}
            for kind, (name, _) in KINDS.items()
        ]
        turn.say("utter_barrier_kind", choices=choices)

    @staticmethod
    async def _ask_service(turn: Turn, kind: str) -> bool:
        """Ask at which of the services shown last it happened; False where none was shown, or nobody knows them now."""
        try:
            cards = await turn.directory.cards(turn.slot("shown") or [])
        except DirectoryDown:
            cards = []
        if not cards:
            return False
        choices = [
            {"title": card["name"], "payload": payload("report_barrier", barrier=kind, service=card["id"])}
            for card in cards
        ]
        nowhere = payload("report_barrier", barrier=kind, service=NOWHERE)
        turn.say(
            "utter_barrier_where",
            choices=[*choices, {"title": turn.phrase(phrases.SOMETHING_ELSE), "payload": nowhere}],
        )
        return True

    @staticmethod
    async def _tell(turn: Turn, kind: str, service: str | None) -> None:
        step = turn.slot("answer") or ""
        offer = enquiry.offered(turn, enquiry.BARRIER, service, {"kind": kind, "step": step})
        ways = dict.fromkeys([KINDS[kind][1], "get_advice", "request_human"])
        said = {"enquiry": offer, "body": turn.phrase(phrases.TELL_BARRIER)}
        said["choices"] = [{"payload": f"/{intent}"} for intent in ways]
        card = await contact(turn)
        if card:
            say_with(turn, "utter_report_barrier", card, **said)
        else:
            turn.say("utter_report_barrier", **said)
