"""What becomes of a message in the review list."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditEntry
from enquiries.models import ReviewItem
from enquiries.personal_data import masked
from locales.labels import LABELS

State = ReviewItem.State


class AlreadyDecided(ValueError):
    """Somebody else decided on the message meanwhile."""


@transaction.atomic
def accept(item: ReviewItem, user, text: str, intent: str) -> None:
    """Keep it as an example of the intent, without a link to the person, whose erasing it outlives.

    The caller has seen somebody say that no personal data are left. What the rules still find is masked. Raises
    AlreadyDecided, and ValueError for an unknown intent or a text with nothing left in it.
    """
    item = _undecided(item)
    text = " ".join(masked(text, item.city.country).split())
    if intent not in LABELS:
        raise ValueError("unknown intent")
    if not text:
        raise ValueError("no text is left")
    item.text, item.wanted_intent, item.state = text, intent, State.ACCEPTED
    item.message, item.reviewer = None, user
    item.save()
    record(AuditEntry.Action.ACCEPT, item, user=user, changes={"wanted_intent": ["", intent]})


@transaction.atomic
def reject(item: ReviewItem, user) -> None:
    """It teaches nothing: the text is dropped, and that it was looked at stays as long as the message does."""
    item = _undecided(item)
    item.text, item.state, item.reviewer = "", State.REJECTED, user
    item.save()
    record(AuditEntry.Action.DECLINE, item, user=user)


def _undecided(item: ReviewItem) -> ReviewItem:
    fresh = ReviewItem.objects.select_for_update().select_related("city").get(pk=item.pk)
    if fresh.state != State.NEW:
        raise AlreadyDecided
    return fresh
