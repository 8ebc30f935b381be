"""Writing entries."""

from collections import Counter
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model
from django.utils.encoding import force_str
from simple_history.models import HistoricalRecords

from accounts.models import AuditEntry

SYSTEM = "kiosk"
"""The name of whoever acts where nobody signed in does: the command line and what `kiosk serve` does by itself."""

NOBODY = object()
"""In the place of a user: somebody of whom nothing is known."""

_actor: ContextVar = ContextVar("audit_actor", default=None)
_summary: ContextVar[Counter | None] = ContextVar("audit_summary", default=None)


@contextmanager
def acting(user):
    """Within it, what is done is done by `user`, also where there is no request. Also a decorator."""
    token = _actor.set(user)
    try:
        yield
    finally:
        _actor.reset(token)


@contextmanager
def summarised(action: str, name: str = ""):
    """Many changes of records by a program, counted in one entry (`{"service": {"add": 3}}`). Also a decorator.

    What each record was before stands in its history. Nothing is written where nothing changed.
    """
    if _summary.get() is not None:
        yield
        return
    token = _summary.set(counted := Counter())
    try:
        yield
    finally:
        _summary.reset(token)
    if counted:
        changes: dict = {}
        for (kind, done), count in sorted(counted.items()):
            changes.setdefault(kind, {})[done] = count
        record(action, name=name, changes=changes)


def record(
    action: str, on: Model | type[Model] | None = None, *, user=None, name: str = "", changes: dict | None = None,
    outcome: str = AuditEntry.Outcome.DONE, note: str = "",
) -> AuditEntry | None:  # fmt: skip
    """Writes one entry and returns it.

    `on` is the record, or its model where there is no single one; `user` is who acts, by default whoever is signed in;
    `changes` field → [from, to]. Inside `summarised` additions, changes and deletions are counted instead: None.
    """
    counted = _summary.get()
    if counted is not None and action in ("add", "change", "delete"):
        counted[on._meta.model_name, action] += 1
        return None
    user = user or actor()
    nobody = user is NOBODY
    entry = AuditEntry(action=action, changes=changes or {}, outcome=outcome, note=note[:300], object_name=name[:200])
    if user is not None and not nobody:
        entry.user_id, entry.user_name = user.pk, user.get_username()
        entry.role = _roles(user)
    elif not nobody:
        entry.user_name = SYSTEM
    if on is not None:
        entry.object_type = on._meta.label_lower
    if isinstance(on, Model):
        entry.object_id = str(on.pk)
        entry.object_name = entry.object_name or _name(on)
        entry.city = _city(on)
    entry.save()
    return entry


def actor():
    """Who acts: the user of `acting`, else the one signed in, else None."""
    if (user := _actor.get()) is not None:
        return user
    user = getattr(getattr(HistoricalRecords.context, "request", None), "user", None)
    return user if user is not None and user.is_authenticated else None


def _roles(user) -> str:
    from accounts.permissions import assignments_of

    return ", ".join(sorted({each.role for each in assignments_of(user)}))[:200]


def _name(record: Model) -> str:
    try:
        return force_str(record)[:200]
    except Exception:  # a record half gone has no name; its id stands beside
        return ""


def _city(record: Model) -> str:
    from accounts.permissions import _follow
    from accounts.scope import CITY, scope_of

    scope = scope_of(record._meta.model)
    if scope.kind != CITY:
        return str(getattr(record, "city_id", "") or "")[:50]
    try:
        return str(_follow(record, scope.path) or "")[:50]
    except Exception:  # the record it belongs to is gone with it
        return ""
