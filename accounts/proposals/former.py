"""Proposals as they were stored until partners could propose a whole service: field → value, part → list of values."""

from services_directory.desk.versions import State

_LISTS = {"phones": "number", "emails": "address", "spoken_languages": "code"}


def is_former(changes: dict) -> bool:
    """Whether changes are stored in that way."""
    return changes.keys() != {"was", "new"}


def of_former(changes: dict, now: State) -> dict:
    """The same as `accounts.proposals.changes` has it. What was there then was not kept: it is what is there `now`."""
    was, new = ({"fields": {}, "parts": {}} for _ in range(2))
    for name, value in changes.items():
        if name not in _LISTS:
            was["fields"][name], new["fields"][name] = now["fields"].get(name), value
            continue
        field, rows = _LISTS[name], now["parts"].get(name, {})
        there = [row[field] for row in rows.values()]
        was["parts"][name] = {id: row for id, row in rows.items() if row[field] not in value}
        added = [item for item in value if item not in there]
        new["parts"][name] = {f"new{number}": {field: item} for number, item in enumerate(added, 1)}
    return {"was": was, "new": new}
