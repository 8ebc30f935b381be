"""What changed of a record: field → [from, to]."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

LONGEST = 2000
"""Characters of a text that an entry keeps; the whole text stands in the history of the record."""
SECRET = frozenset({"password", "key"})
"""Fields of which only the fact is written down."""
WORDS = frozenset({"services_directory.ErrorReport.text", "services_directory.ErrorReport.conversation"})
"""Fields with what newcomers wrote, or that lead to them: nothing of them is written down, since nobody erases it."""
UNTOLD = frozenset({"last_login", "last_modified", "changed_at", "shipped_hash", "revision"})
"""Fields that change by themselves."""


def stored(record: Model, using: str | None) -> dict | None:
    """The values that the database has of a record; None where it has none."""
    names = [field.attname for field in record._meta.concrete_fields]
    return record._meta.model._base_manager.using(using).filter(pk=record.pk).values(*names).first()


def differences(record: Model, before: dict | None, update_fields=None) -> dict:
    """What differs between the values `before` (None: nothing was there) and the record."""
    found = {}
    for field in record._meta.concrete_fields:
        if field.name in UNTOLD or field.primary_key or str(field) in WORDS:
            continue
        if update_fields is not None and not {field.name, field.attname} & set(update_fields):
            continue
        old = before.get(field.attname) if before else None
        new = (
            field.to_python(getattr(record, field.attname)) if not field.is_relation else getattr(record, field.attname)
        )
        if before is None and new in (None, "", [], {}, False):
            continue
        if old != new:
            found[field.name] = ["•••", "•••"] if field.name in SECRET else [plain(old), plain(new)]
    return found


def plain(value):
    """A value as JSON has it, long texts cut."""
    value = json.loads(json.dumps(value, cls=DjangoJSONEncoder, default=str))
    if isinstance(value, str) and len(value) > LONGEST:
        return value[:LONGEST] + "…"
    return value
