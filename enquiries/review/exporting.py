"""Accepted messages on their way into the training data."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.audit import record
from accounts.models import AuditEntry
from enquiries.models import ReviewItem


def waiting() -> QuerySet[ReviewItem]:
    """What was accepted, by consent, and is not in the training data yet."""
    accepted = ReviewItem.objects.filter(state=ReviewItem.State.ACCEPTED, consent=True, exported_on=None)
    return accepted.order_by("language", "pk")


def mark_exported(item: ReviewItem) -> None:
    """It is in the training data now."""
    item.exported_on = timezone.now().date()
    item.save(update_fields=["exported_on"])
    record(AuditEntry.Action.EXPORT, item)
