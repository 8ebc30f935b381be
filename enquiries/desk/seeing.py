"""Who opened an enquiry stands in the audit log."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.audit import record
from accounts.models import AuditEntry
from accounts.permissions import may
from accounts.rules import CHANGE, VIEW
from enquiries.models import Enquiry

ONCE_IN = timedelta(hours=1)
"""Opened again within this time, nothing more is written down."""


def seen(enquiry: Enquiry, user) -> None:
    """`user` opens the enquiry: it is written down, and read. Raises PermissionDenied for who may not see it."""
    if not may(user, VIEW, enquiry):
        raise PermissionDenied
    entries = AuditEntry.objects.filter(
        object_type=enquiry._meta.label_lower, object_id=str(enquiry.pk), user_id=user.pk,
        action=AuditEntry.Action.VIEW, at__gte=timezone.now() - ONCE_IN,
    )  # fmt: skip
    if not entries.exists():
        record(AuditEntry.Action.VIEW, enquiry, user=user)
    if enquiry.unread_by_staff and may(user, CHANGE, enquiry):
        Enquiry.objects.filter(pk=enquiry.pk, unread_by_staff=True).update(unread_by_staff=False)
        enquiry.unread_by_staff = False
