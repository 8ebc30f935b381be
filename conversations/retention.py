"""Deleting what is past its time."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from .erasure import clean_files
from .models import Conversation

PAUSE = timedelta(days=1)
"""A conversation somebody wrote in just now is not torn away, though the time of its enquiry is over."""


def delete_expired() -> int:
    """Delete conversations that are past their time; returns how many.

    That is KIOSK_RETENTION_DAYS days after the last word, or the time that was set for the conversation (`keep_until`).
    """
    now = timezone.now()
    usual = timedelta(days=settings.KIOSK_RETENTION_DAYS)
    silent = Q(keep_until=None, last_active__lt=now - usual)
    kept = Q(keep_until__lt=now, last_active__lt=now - min(usual, PAUSE))
    expired = Conversation.objects.filter(silent | kept)
    count = expired.count()
    expired.delete()
    clean_files()
    return count
