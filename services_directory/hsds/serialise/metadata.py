"""HSDS metadata: what of a service changed, from its history.

Public fields only, between states that were published: what was written in a draft stays there. Who did it is a role.
What is withdrawn stays withdrawn: people's names and addresses that are not shown today are struck out of old texts.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from services_directory.hsds.ids import Parts
from services_directory.hsds.privacy import strike_out
from services_directory.models import Publication, Service

MOST = 50
"""Changes that are told of one service, the newest."""

FIELDS = {
    "name": "name",
    "description": "description",
    "url": "url",
    "application_process": "application_process",
    "cost_note": "fees_description",
    "alert": "alert",
    "assured_date": "assured_date",
    "publication": "status",
    "caution": "caution",
    "language_note": "language_note",
    "hours_note": "hours_note",
    "duration_note": "duration_note",
    "exit_strategy": "exit_strategy",
    "support_length": "support_length",
    "reach": "reach",
    "area_scope": "area_scope",
    "area_name": "area_name",
    "source_status": "source_status",
    "window_start": "window_start",
    "window_end": "window_end",
}
"""Field of the record → name in the feed. The desk's own (owner, deputy, reminders, notes on staff) are left out."""

_STATUS = {Publication.PUBLISHED: "active", Publication.ARCHIVED: "defunct"}


def metadata(services: Sequence[Service]) -> dict[int, list[dict]]:
    """Primary key → changes, the newest first, for services that were read with all their parts."""
    history = Service.changes.model.objects.filter(id__in=[service.pk for service in services])
    states = defaultdict(list)
    rows = history.exclude(publication=Publication.DRAFT).order_by("id", "history_date", "history_id")
    for row in rows.values("id", "history_date", "history_user_id", *FIELDS):
        states[row["id"]].append(row)
    struck = strike_out(services)
    return {service.pk: _changes(service, states[service.pk], struck[service.pk]) for service in services}


def _changes(service: Service, states: list[dict], struck: Callable[[str], str]) -> list[dict]:
    parts, found = Parts(service.uuid), []
    if states:
        found.append(_entry(service, parts, states[0], "create", "id", "", str(service.uuid)))
    for old, new in pairwise(states):
        for field, name in FIELDS.items():
            if old[field] != new[field]:
                before, after = (struck(_written(field, row[field])) for row in (old, new))
                found.append(_entry(service, parts, new, "update", name, before, after))
    return found[: -MOST - 1 : -1]


def _entry(service: Service, parts: Parts, row: dict, action: str, field: str, before: str, after: str) -> dict:
    day = row["history_date"]
    return {
        "id": parts.id("metadata", day.isoformat(), field),
        "resource_id": str(service.uuid),
        "resource_type": "service",
        "last_action_date": day.date().isoformat(),
        "last_action_type": action,
        "field_name": field,
        "previous_value": before,
        "replacement_value": after,
        # Without a user it was the load of shipped content or a command.
        "updated_by": "officer" if row["history_user_id"] else "system",
    }


def _written(field: str, value: object) -> str:
    if field == "publication":
        return _STATUS[value]
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)
