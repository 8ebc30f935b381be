"""The version of the content: cheap to read, changed in the transaction that changes the content."""

import hashlib
import secrets
import threading
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from locales.catalogue import version as catalogue_version
from services_directory import zones
from services_directory.models.version import ContentVersion

_held = threading.local()


_seen: ContextVar[str | None] = ContextVar("directory_version", default=None)


def current() -> str:
    """Changes with every change of the content, with the catalogues, and at midnight: windows end by the day."""
    return _seen.get() or _read()


@contextmanager
def one():
    """Within it, `current()` reads once: all parts of an answer are of one version. Also a decorator."""
    token = _seen.set(current())
    try:
        yield
    finally:
        _seen.reset(token)


def _read() -> str:
    row = ContentVersion.objects.values_list("number", "token").first() or (0, "empty")
    texts = hashlib.blake2b(repr(catalogue_version()).encode(), digest_size=4).hexdigest()
    return f"{row[0]}.{row[1]}.{texts}.{zones.day():%Y%m%d}"


def bump() -> None:
    """Marks the content as changed; inside `hold()` this happens once, at its end."""
    if getattr(_held, "depth", 0):
        _held.changed = True
        return
    with transaction.atomic():
        token = secrets.token_hex(4)
        if not ContentVersion.objects.update(number=F("number") + 1, token=token, changed_at=timezone.now()):
            ContentVersion.objects.create(pk=1, number=1, token=token)


def lock() -> None:
    """Whoever else changes the content side by side waits until this transaction ends; before any record is locked.

    Always in this order, so that an import and a form that want the same record do not wait for each other.
    """
    list(ContentVersion.objects.select_for_update())


@contextmanager
def hold():
    """Many changes, one new version, in one transaction."""
    with transaction.atomic():
        _held.depth = getattr(_held, "depth", 0) + 1
        try:
            yield
        finally:
            _held.depth -= 1
            changed = getattr(_held, "changed", False) and not _held.depth
            if not _held.depth:
                _held.changed = False
        if changed:
            bump()
