"""Deleting what is past its time."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .models import Conversation


def delete_expired() -> int:
    """Delete conversations nobody has written in for KIOSK_RETENTION_DAYS days; returns how many."""
    limit = timezone.now() - timedelta(days=settings.KIOSK_RETENTION_DAYS)
    expired = Conversation.objects.filter(last_active__lt=limit)
    count = expired.count()
    expired.delete()
    return count
