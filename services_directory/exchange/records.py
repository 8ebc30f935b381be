"""Records of the database out of documents, and saving them so that the histories say by whom and why."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from simple_history.exceptions import NotHistoricalModelError
from simple_history.utils import bulk_create_with_history, get_history_manager_for_model

from services_directory.exchange.fields import LISTS, SERVICE, Field
from services_directory.exchange.known import Known
from services_directory.exchange.plan import Planned
from services_directory.models import Service

_BY = {each.key: each for each in SERVICE}


class Record:
    """Saves for one import."""

    def __init__(self, user, reason: str):
        self.user, self.reason = user, reason

    def save(self, row: Model) -> None:
        """Saves one record, with its history and with what listens to it."""
        row._change_reason = self.reason
        if self.user is not None:
            row._history_user = self.user
        row.save()

    def create(self, rows: Sequence[Model]) -> None:
        """Adds many records of one model, with their histories where it has them."""
        if not rows:
            return
        model = type(rows[0])
        if _has_history(model):
            bulk_create_with_history(
                rows, model, default_user=self.user, default_change_reason=self.reason, batch_size=500
            )
        else:
            model.objects.bulk_create(rows, batch_size=500)

    def delete(self, model: type[Model], keys: Sequence[int]) -> None:
        """Removes records; what listens to them writes their histories."""
        for start in range(0, len(keys), 500):
            model.objects.filter(pk__in=keys[start : start + 500]).delete()


def _has_history(model: type[Model]) -> bool:
    try:
        get_history_manager_for_model(model)
    except NotHistoricalModelError:
        return False
    return True


def attributes(planned: Planned, known: Known) -> dict[str, Any]:
    """Attribute → value of the service itself, of those fields that change."""
    found: dict[str, Any] = {}
    for key in planned.changed if planned.before else [*_BY, *LISTS, "values"]:
        value = planned.after.get(key, "")
        if key in LISTS:
            found[key] = value or []
        elif key == "values":
            found[key] = value or {}
        elif key in _BY:
            found |= _attribute(_BY[key], value, known)
    return found


def _attribute(field: Field, value: Any, known: Known) -> dict[str, Any]:
    if field.key == "organization":
        return {"organization_id": known.organizations[value]}
    if field.path:
        return {f"{field.attribute}_id": known.users.get(value)}
    empty = Service._meta.get_field(field.attribute).get_default()
    return {field.attribute: empty if value == "" else field.kind.stored(value)}


