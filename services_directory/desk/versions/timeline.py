"""The versions of a record, from the histories of the record and of its parts.

What somebody saved in one go leaves several rows of history: they are one version. A row belongs to the one before it
where the same account wrote both within a moment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from services_directory.desk.versions.state import (
    SPECS,
    State,
    field_names,
    row_names,
    rows_of,
    state_of,
    terms_of,
    values_of,
)
from services_directory.models import ServiceTerm, TaxonomyTerm

_MOMENT = timedelta(seconds=3)


@dataclass(frozen=True)
class Version:
    """What was saved at a time and by whom (an account or None: by loading or a command), and the state after it.

    `reason` is why, where that was written down.
    """

    at: datetime
    by: Any
    state: State
    created: bool = False
    reason: str = ""


@dataclass(frozen=True)
class _Row:
    at: datetime
    order: int
    by: Any
    part: str  # '' is the record itself
    id: str
    values: dict | None  # None: removed
    reason: str | None = None


def versions(record: Model) -> list[Version]:
    """All versions, the newest first."""
    found: list[Version] = []
    replay = _Replay(type(record), _untracked(record))
    group: list[_Row] = []
    for row in [*_rows(record), None]:
        if group and (row is None or row.at - group[-1].at > _MOMENT or row.by != group[-1].by):
            for each in group:
                replay.take(each)
            reason = next((each.reason for each in group if each.reason), "")
            found.append(Version(group[-1].at, group[-1].by, replay.state(), not found, reason))
            group = []
        group.append(row)
    return found[::-1]


def state_at(record: Model, at: datetime) -> State | None:
    """The record as it was at a time; None where it was not there yet."""
    replay = _Replay(type(record), _untracked(record))
    for row in _rows(record):
        if row.at > at:
            break
        replay.take(row)
    return replay.state() if replay.fields else None


class _Replay:
    """Rows of history taken one after the other."""

    def __init__(self, model: type[Model], untracked: dict[str, dict]):
        self.spec = SPECS[model]
        self.fields: dict = {}
        self.terms: dict[str, tuple] = {}
        self.untracked = untracked
        self.parts: dict[str, dict[str, dict]] = {name: {} for name in self.spec.parts}

    def take(self, row: _Row) -> None:
        if not row.part:
            self.fields = row.values or self.fields
            return
        rows = self.terms if row.part == "service_terms" else self.parts[row.part]
        if row.values is None:
            rows.pop(row.id, None)
        else:
            rows[row.id] = row.values

    def state(self) -> State:
        fields = dict(self.fields)
        if self.spec.terms:
            fields |= terms_of((row["term"], row["position"], int(id)) for id, row in self.terms.items())
        parts = {name: dict(self.untracked.get(name, {})) | dict(rows) for name, rows in self.parts.items()}
        for name in self.spec.within:
            above = self.spec.above(name)
            # What belongs to a row that is not there (no history tells of it, or it went) is not there either.
            parts[name] = {id: row for id, row in parts[name].items() if str(row[above.link]) in parts[above.part]}
        return {"fields": fields, "parts": parts}


def _rows(record: Model) -> list[_Row]:
    spec, order = SPECS[type(record)], count()
    rows = list(_own(record, order))
    for name, part in spec.parts.items():
        rows += _of_part(record, name, part, row_names(spec, part), order)
    if spec.terms:
        terms = TaxonomyTerm.objects.in_bulk()
        rows_of_terms = ServiceTerm.changes.filter(service_id=record.pk).select_related("history_user")
        for row in rows_of_terms.order_by("history_date", "history_id"):
            gone = row.history_type == "-" or row.term_id not in terms
            values = None if gone else {"term": terms[row.term_id], "position": row.position}
            rows.append(_row(row, next(order), "service_terms", str(row.id), values))
    return sorted(rows, key=lambda row: (row.at, row.order))


def _own(record: Model, order: Iterator[int]) -> Iterator[_Row]:
    model = type(record)
    spec, names = SPECS[model], field_names(model)
    history = model.changes.filter(**{model._meta.pk.attname: record.pk})
    many = {name: _related(model, name, record) for name in spec.many}
    for row in history.select_related("history_user").order_by("history_date", "history_id"):
        values = values_of(row, names)
        for name, related in many.items():
            values[name] = sorted(related.get(row.history_id, ()))
        yield _row(row, next(order), "", "", None if row.history_type == "-" else values)


def _related(model: type[Model], name: str, record: Model) -> dict[int, list[int]]:
    """Row of the history → ids of what it was related to."""
    through = apps.get_model(model._meta.app_label, f"Historical{model.__name__}_{name}")
    target = f"{model._meta.get_field(name).m2m_reverse_field_name()}_id"
    found: dict[int, list[int]] = {}
    for row in through.objects.filter(**{f"{model._meta.model_name}_id": record.pk}).values("history_id", target):
        found.setdefault(row["history_id"], []).append(row[target])
    return found


def _of_part(record: Model, name: str, part: type[Model], names: list[str], order: Iterator[int]) -> Iterator[_Row]:
    for row in part_history(record, name).select_related("history_user"):
        values = None if row.history_type == "-" else values_of(row, names)
        yield _row(row, next(order), name, str(row.id), values)


def _row(row, order: int, part: str, id: str, values: dict | None) -> _Row:
    return _Row(row.history_date, order, row.history_user, part, id, values, row.history_change_reason)


def part_history(record: Model, name: str) -> QuerySet:
    """The history of the rows of a part, the oldest first; also of those that are gone."""
    spec = SPECS[type(record)]
    above = spec.above(name)
    if above:
        owners = part_history(record, above.part).order_by().values("id")
        now = rows_of(record, above.part).order_by().values("pk")
        rows = spec.parts[name].changes.filter(
            Q(**{f"{above.link}_id__in": owners}) | Q(**{f"{above.link}_id__in": now})
        )
    else:
        rows = spec.parts[name].changes.filter(**{f"{spec.link}_id": record.pk})
    return rows.order_by("history_date", "history_id")


def _untracked(record: Model) -> dict[str, dict]:
    """Rows of today that no history knows: they were there before histories were kept, so they stay as they are."""
    spec = SPECS[type(record)]
    if not spec.parts or not type(record)._base_manager.filter(pk=record.pk).exists():
        return {}
    now = state_of(record)["parts"]
    found = {}
    for name in spec.parts:
        known = set(map(str, part_history(record, name).values_list("id", flat=True)))
        found[name] = {id: row for id, row in now[name].items() if id not in known}
    return found
