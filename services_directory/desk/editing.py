"""Editing side by side: a form knows what it started from, so the second to save sees what the first one did."""

from collections.abc import Callable

from django.core import signing
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpResponse

from services_directory import version
from services_directory.desk.versions import State, state_of

_SALT = "kiosk.desk.base"
BASE = "_base"


class Trial(HttpResponse):
    """Stands for 'saved' while something is only tried out; carries the record."""

    def __init__(self, record: Model):
        super().__init__()
        self.record = record


def sealed(state: State) -> str:
    """A state as a form carries it: nobody can change it on the way."""
    return signing.dumps(state, salt=_SALT, compress=True)


def unsealed(token: str) -> State | None:
    """The state that a form carried; None where there is none or somebody changed it."""
    try:
        return signing.loads(token, salt=_SALT) if token else None
    except signing.BadSignature:
        return None


def lock(record: Model) -> None:
    """Nobody else changes the record until this transaction ends."""
    version.lock()
    # Without the model's order, which may join a table that PostgreSQL could not lock with it.
    list(type(record)._base_manager.select_for_update().filter(pk=record.pk).order_by().values_list("pk"))


def locked(record: Model) -> State:
    """The state of a record that nobody else changes until this transaction ends; it is read anew itself."""
    lock(record)
    record.refresh_from_db()
    return state_of(record)


def change_each(records: QuerySet, do: Callable[[Model], object], fields: tuple[str, ...]) -> int:
    """Does something with each record in one transaction, and writes these fields alone; returns how many.

    They are asked for anew once nobody else changes them: what a colleague saved meanwhile stays.
    """
    count = 0
    with version.hold():
        version.lock()
        for record in records.order_by():
            do(record)
            record.save(update_fields=fields)
            count += 1
    return count


def tried(request, save: Callable[[], HttpResponse], use: Callable[[Model], object]):
    """Saves for real, lets `use` look at the record, and takes everything back.

    Returns what `use` made, or the response of `save` where the form was not valid.
    """
    request.desk_trial = True
    try:
        with transaction.atomic():
            response = save()
            result = use(response.record) if isinstance(response, Trial) else response
            if hasattr(result, "render") and not result.is_rendered:
                result.render()  # while what it shows is there
            transaction.set_rollback(True)
    finally:
        request.desk_trial = False
    return result


def with_new_ids(base: State, mine: State) -> State:
    """Rows that the tried-out save made, told apart from rows of others: their ids were taken back."""
    parts = {
        name: {id if id in base["parts"].get(name, {}) else f"new{id}": row for id, row in rows.items()}
        for name, rows in mine["parts"].items()
    }
    return {"fields": mine["fields"], "parts": parts}
