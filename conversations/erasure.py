"""Erasing: in every table, and in the files of the database."""

import logging
import time
from collections.abc import Callable

from asgiref.sync import sync_to_async
from django.db import connection, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from services_directory import reports

from . import guide
from .models import Conversation

_log = logging.getLogger(__name__)
PATIENCE = 5.0
"""Seconds to wait for readers that still look at the write-ahead log."""


async def erase(conversation: Conversation, written_down: Callable[[], object] | None = None) -> None:
    """The conversation with everything that belongs to it, at once: the assistant's memory, the rows, their traces.

    `written_down` is called in the transaction of the erasure: where it fails, nothing is erased.
    """
    await guide.forget(str(conversation.pk))
    await sync_to_async(erase_record)(conversation, written_down)


def erase_record(conversation: Conversation, written_down: Callable[[], object] | None = None) -> None:
    """The rows of a conversation and their traces."""
    with transaction.atomic():
        if written_down:
            written_down()
        conversation.delete()
    clean_files()


@receiver(post_delete, sender=Conversation, dispatch_uid="conversations-forget-reports")
def _forget_reports(sender, instance: Conversation, **kwargs) -> None:
    """However a conversation goes, what was passed on from it to the directory as wrong goes too."""
    reports.forget(str(instance.pk))


def clean_files() -> None:
    """After a deletion: what stood in SQLite's write-ahead log is gone too.

    `secure_delete` (settings) overwrites in the database itself. Elsewhere the space is reused (docs/privacy.md).
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    until = time.monotonic() + PATIENCE
    while True:
        with connection.cursor() as cursor:
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if not busy:
            return
        if time.monotonic() > until:
            _log.warning("the write-ahead log could not be emptied now; the next retention run does it")
            return
        time.sleep(0.05)
