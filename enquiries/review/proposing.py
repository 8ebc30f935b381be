"""'The assistant should have known this': a person's message goes to the review list, without personal data."""

import re
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.audit import record
from accounts.models import AuditEntry
from accounts.permissions import may
from accounts.rules import CHANGE
from conversations.models import Message
from enquiries.models import CountedTurn, Enquiry, ReviewItem, Unanswered
from enquiries.personal_data import masked
from enquiries.reports.unanswered import count_once
from locales.labels import LABELS

ASKED_BACK = "utter_ask_back"
_INTENT = re.compile(r"/([a-z_]+)")
LONGEST = 1_000
"""Characters of a message that could be training data; what is longer is no question."""


def propose(message: Message, user) -> ReviewItem | None:
    """The review item of a person's message, made once; None where the person did not agree to training.

    Without consent nothing of the message is kept: only that the guide should have known, as a count. Raises ValueError
    for a message that is not a person's or too long to teach anything, PermissionDenied where the user may not work on
    an enquiry of the conversation.
    """
    if message.sender != Message.Sender.PERSON:
        raise ValueError("only what a person wrote can be learnt from")
    if len(message.text) > LONGEST:
        raise ValueError("the message is too long")
    enquiry = Enquiry.objects.filter(conversation=message.conversation_id).order_by("-opened_at").first()
    if enquiry is None or not may(user, CHANGE, enquiry):
        raise PermissionDenied
    given = ((message.turn.understood if message.turn else None) or {}).get("intent") or ""
    with transaction.atomic():
        if message.turn:
            count_once(message.turn, Unanswered.Reason.FLAGGED, enquiry.city, message.language, intent=given)
        if not enquiry.training_consented_at:
            return None
        item, made = ReviewItem.objects.get_or_create(
            message=message,
            defaults={
                "city": enquiry.city,
                "text": masked(message.text, enquiry.city.country),
                "language": message.language,
                "given_intent": given,
                "candidates": candidates(message),
                "consent": True,
            },
        )
        if made:
            record(AuditEntry.Action.ADD, item, user=user)
    return item


def marks(messages: Iterable[Message]) -> dict[int, bool]:
    """The messages that can be proposed, by their number: True for those that were already, with or without consent."""
    asked = [
        each for each in messages
        if each.sender == Message.Sender.PERSON and each.turn_id and len(each.text) <= LONGEST
    ]  # fmt: skip
    turns = [each.turn_id for each in asked]
    counted = CountedTurn.objects.filter(turn__in=turns, reason=Unanswered.Reason.FLAGGED)
    flagged = set(counted.values_list("turn", flat=True))
    return {each.number: each.turn_id in flagged for each in asked}


def candidates(message: Message) -> list[str]:
    """The intents that the guide offered when it asked back about this message, the likeliest first."""
    if not message.turn:
        return []
    asked = message.turn.messages.filter(sender=Message.Sender.GUIDE, response=ASKED_BACK)
    found = []
    for buttons in asked.values_list("buttons", flat=True):
        for button in buttons:
            match = _INTENT.match(button.get("payload", ""))
            if match and match[1] in LABELS:
                found.append(match[1])
    return list(dict.fromkeys(found))
