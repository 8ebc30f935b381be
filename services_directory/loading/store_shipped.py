"""Storing one shipped record, unless an officer's version of the same entry is there."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet

from services_directory.loading.files import fingerprint
from services_directory.loading.summary import Summary


def store(model: type[Model], key: dict, fields: dict, entry: object, summary: Summary) -> tuple[Model, bool]:
    """The record with that key, and whether its content is new: then what hangs on it has to be stored too."""
    hashed = fingerprint(entry)
    record = model.objects.filter(**key).first()
    if record is not None and record.shipped_hash == hashed:
        summary.count("kept")
        return record, False
    summary.count("created" if record is None else "updated")
    record = record or model(**key)
    for name, value in fields.items():
        setattr(record, name, value)
    record.shipped_hash = hashed
    record.save()
    return record, True


def remove_gone(records: QuerySet, field: str, shipped: Iterable[str], summary: Summary) -> None:
    """Removes records that came from the files and stand there no more; what officers added stays."""
    for record in records.exclude(shipped_hash="").exclude(**{f"{field}__in": list(shipped)}):
        record.delete()
        summary.count("removed")
