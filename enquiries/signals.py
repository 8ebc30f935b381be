"""What enquiries learn from conversations."""

from conversations import signals

from . import counting
from .models import Count

NOT_UNDERSTOOD = ("nlu_fallback", "out_of_scope")
"""Intents by which the guide says that it has no answer."""


def connect() -> None:
    """Listens."""
    signals.person_wrote.connect(_person_wrote, dispatch_uid="enquiries-person-wrote")
    signals.turn_answered.connect(_turn_answered, dispatch_uid="enquiries-turn-answered")
    signals.feedback_given.connect(_feedback_given, dispatch_uid="enquiries-feedback")


def _person_wrote(sender, conversation, message, **kwargs) -> None:
    from .desk import person_wrote

    person_wrote(conversation, message)


def _turn_answered(sender, conversation, understood, **kwargs) -> None:
    intent = understood.get("intent") or ""
    kind = Count.Kind.NOT_UNDERSTOOD if intent in NOT_UNDERSTOOD else Count.Kind.ASKED
    counting.add(kind, conversation.city, language=understood.get("language") or conversation.language, intent=intent)


def _feedback_given(sender, conversation, message, before, **kwargs) -> None:
    if before == message.helped:
        return
    intent = message.values.get("intent") or (message.turn.understood or {}).get("intent") if message.turn else ""
    counting.turned(
        before, message.helped, Count.Kind.HELPED, Count.Kind.NOT_HELPED, conversation.city,
        language=message.language, intent=intent or "",
    )  # fmt: skip
