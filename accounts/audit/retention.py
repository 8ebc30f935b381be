"""Deleting entries of the audit log that are past their time. `kiosk retention run` is the one way."""

from datetime import timedelta

from django.conf import settings
from django.db import connections, router
from django.utils import timezone

from accounts.audit.guard import TABLE, lifted
from accounts.audit.writing import record
from accounts.models import AuditEntry


def delete_expired() -> int:
    """Deletes entries older than KIOSK_AUDIT_DAYS days, writes down how many and up to when; returns how many."""
    limit = timezone.now() - timedelta(days=settings.KIOSK_AUDIT_DAYS)
    if not AuditEntry.objects.filter(at__lt=limit).exists():
        return 0
    connection = connections[router.db_for_write(AuditEntry)]
    with lifted(connection):
        expired = AuditEntry.objects.using(connection.alias).filter(at__lt=limit)
        count = expired.count()
        # Past the manager, which refuses: the statement is written out for all to see.
        with connection.cursor() as cursor:
            value = connection.ops.adapt_datetimefield_value(limit)
            cursor.execute(f"DELETE FROM {TABLE} WHERE at < %s", [value])
        record(
            AuditEntry.Action.RETENTION, AuditEntry, changes={"entries": [count, 0]}, note=f"before {limit:%Y-%m-%d}"
        )
    return count
