"""A plan as the report of the desk: what is new, changed from what to what, the same, or wrong."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext

from services_directory.exchange.columns import cell_of
from services_directory.exchange.faults import short
from services_directory.exchange.fields import SOURCE
from services_directory.exchange.plan import MOST_FAULTS, Plan, Planned, State

MOST_SHOWN = 200
"""Services of a kind that are listed; the counts are of all."""


def report(plan: Plan) -> dict[str, Any]:
    """What the page shows."""
    new, changed = plan.of(State.NEW), plan.of(State.CHANGED)
    return {
        "counts": [
            (gettext("new"), len(new)),
            (gettext("changed"), len(changed)),
            (gettext("the same"), plan.count(State.SAME)),
            (gettext("wrong"), plan.count(State.WRONG)),
        ],
        "faults": plan.faults[:MOST_FAULTS],
        "more_faults": max(len(plan.faults) - MOST_FAULTS, 0),
        "new": new[:MOST_SHOWN],
        "more_new": max(len(new) - MOST_SHOWN, 0),
        "changed": [(each, list(_differences(each))) for each in islice(changed, MOST_SHOWN)],
        "more_changed": max(len(changed) - MOST_SHOWN, 0),
        "shared": [
            (gettext("organization"), each) for each in plan.organizations[:MOST_SHOWN]
        ] + [(gettext("source"), each) for each in plan.sources[:MOST_SHOWN]],
        "notes": plan.notes,
        "can_import": not plan.faults and not plan.is_empty,
        "is_same": not plan.faults and plan.is_empty,
    }  # fmt: skip


def _differences(planned: Planned) -> Iterator[tuple[str, str, str]]:
    """(field, before, after), in the words of a spreadsheet."""
    for name in planned.changed:
        if name == "translations":
            before, after = (each.get(name) or {} for each in (planned.before, planned.after))
            for column in sorted({**before, **after}):
                if before.get(column) != after.get(column):
                    yield column, _text(before.get(column)), _text(after.get(column))
        else:
            yield name, _cell(planned.before, name), _cell(planned.after, name)


def _text(item: dict | None) -> str:
    return short(item["text"], 300) if item else ""


def _cell(document: dict[str, Any], name: str) -> str:
    if name == SOURCE.key:
        return " | ".join(document.get(name, []))
    return short(cell_of(document, name), 300)
