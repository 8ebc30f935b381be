"""Closing what nobody writes in any more; conversations.retention deletes what is past its time."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from conversations.models import Conversation

from .desk import Conflict, Erased, close
from .desk.base import FOREVER
from .models import Enquiry, Viewing


def close_silent() -> int:
    """Closes enquiries that are resolved, or wait for the person, and had no word for KIOSK_ENQUIRY_CLOSE_DAYS days.

    Returns how many. What waits for staff is never closed by itself.
    """
    now = timezone.now()
    limit = now - timedelta(days=settings.KIOSK_ENQUIRY_CLOSE_DAYS)
    quiet = Enquiry.objects.filter(
        status__in=(Enquiry.Status.RESOLVED, Enquiry.Status.WAITING), conversation__last_active__lt=limit
    )
    closed = 0
    for enquiry in quiet:
        try:
            close(enquiry, None, enquiry.revision)
            closed += 1
        except (Conflict, Erased):
            continue
    _end_orphans()
    Viewing.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
    return closed


def _end_orphans() -> None:
    """Merged enquiries whose main one was erased: their time begins."""
    until = timezone.now() + timedelta(days=settings.KIOSK_ENQUIRY_RETENTION_DAYS)
    kept = Conversation.objects.filter(keep_until=FOREVER)
    ended = kept.exclude(enquiries__in=Enquiry.objects.exclude(status=Enquiry.Status.CLOSED))
    ended.exclude(enquiries__merged_into__isnull=False).update(keep_until=until)
