"""What happens with what people write: said as it is in this installation."""

import os

from .base import KioskAction
from .turn import Turn

DAYS = 30  # as website/settings.py has it where the environment names no other


def kept() -> dict:
    """The typed value of how long a conversation is kept (KIOSK_RETENTION_DAYS, days)."""
    days = os.environ.get("KIOSK_RETENTION_DAYS", "")
    return {"type": "duration", "count": int(days) if days.isdecimal() else DAYS, "unit": "day"}


class ActionAskPrivacy(KioskAction):
    """Who reads it, how long it is kept, how it is deleted; needs no directory."""

    called = "action_ask_privacy"

    async def _act(self, turn: Turn) -> None:
        turn.say("utter_privacy", values={"kept": kept()})
