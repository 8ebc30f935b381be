"""A lead erases an enquiry for somebody who has lost the receipt code and describes it."""

from asgiref.sync import async_to_sync
from django.core.exceptions import PermissionDenied

from accounts.audit import record
from accounts.models import AuditEntry
from accounts.permissions import may
from accounts.rules import DELETE
from conversations import erasure
from enquiries.models import Enquiry


def erase(enquiry: Enquiry, user) -> None:
    """Everything of it, as if the person had done it with the code; that it was done, by whom, stays in the audit log.

    Raises PermissionDenied for who may not delete it.
    """
    if not may(user, DELETE, enquiry):
        raise PermissionDenied
    async_to_sync(erasure.erase)(enquiry.conversation, lambda: record(AuditEntry.Action.DELETE, enquiry, user=user))
