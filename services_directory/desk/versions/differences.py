"""How two states of a record differ, in words an officer reads; and three of them side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from services_directory.desk.versions.readable import Reader
from services_directory.desk.versions.state import SPECS, State

Key = tuple[str, ...]  # (field,) or (part, id)


@dataclass(frozen=True)
class Difference:
    """One thing that changed: what it is called, what it was ('': nothing) and what it became.

    `row` says of which of several rows a part of one changed.
    """

    label: str
    before: str
    after: str
    row: str = ""


@dataclass(frozen=True)
class MergeRow:
    """One thing that two people saved differently: `key` names it in the form, `clash`: both changed it."""

    key: str
    label: str
    was: str
    theirs: str
    mine: str
    clash: bool
    suggested: str  # 'theirs', 'mine', or '' where a person must choose


def differences(model: type[Model], before: State, after: State, reader: Reader | None = None) -> list[Difference]:
    """What changed from one state to the next; a part that was removed and entered again alike is no change."""
    reader = reader or Reader(model)
    for state in (before, after):
        reader.meet(state)
    found = []
    for name in before["fields"].keys() | after["fields"].keys():
        one, other = before["fields"].get(name), after["fields"].get(name)
        if one != other and not _untracked(name, before, after):
            found.append(
                (reader.order(name), Difference(reader.label(name), reader.value(name, one), reader.value(name, other)))
            )
    for part in SPECS[model].parts:
        one, other = _without_twins(_whole(model, part, before), _whole(model, part, after))
        one, other = ({id: state["parts"][part][id] for id in rows} for rows, state in ((one, before), (other, after)))
        for id in sorted(one.keys() | other.keys(), key=_id_order):
            if id in one and id in other:
                row = reader.row(part, one[id]) if reader.has_many(part) else ""
                found += [
                    (reader.order(part), Difference(f"{reader.label(part)}, {label}", old, new, row))
                    for label, old, new in reader.changed(part, one[id], other[id])
                ]
            else:
                texts = [reader.row(part, rows[id]) if id in rows else "" for rows in (one, other)]
                found.append((reader.order(part), Difference(reader.label(part), *texts)))
    return [difference for _, difference in sorted(found, key=lambda pair: pair[0])]


def merge_rows(model: type[Model], was: State, theirs: State, mine: State) -> list[MergeRow]:
    """What two people who started from `was` saved differently."""
    reader = Reader(model)
    found = []
    for name in theirs["fields"].keys() | mine["fields"].keys():
        values = [state["fields"].get(name) for state in (was, theirs, mine)]
        found += _row(reader, (name,), reader.label(name), values, lambda value, n=name: reader.value(n, value))
    for part in SPECS[model].parts:
        rows = [state["parts"].get(part, {}) for state in (was, theirs, mine)]
        _pair_new(rows)
        for id in sorted({id for each in rows for id in each}, key=_id_order):
            values = [each.get(id) for each in rows]
            found += _row(reader, (part, id), reader.label(part), values, lambda value, p=part: reader.row(p, value))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def merged(model: type[Model], theirs: State, mine: State, taken: dict[str, str]) -> State:
    """The state that a person chose: `taken` says 'theirs' or 'mine' by the key of each row; else theirs, then mine."""
    result = {"fields": dict(theirs["fields"]), "parts": {name: dict(rows) for name, rows in theirs["parts"].items()}}
    for name, value in mine["fields"].items():
        if taken.get(name) == "mine":
            result["fields"][name] = value
    for part in SPECS[model].parts:
        for id in theirs["parts"].get(part, {}).keys() | mine["parts"].get(part, {}).keys():
            if taken.get(f"{part}:{id}") != "mine":
                continue
            result["parts"][part].pop(id, None)
            if id in mine["parts"].get(part, {}):
                result["parts"][part][id] = mine["parts"][part][id]
    return result


def _row(reader: Reader, key: Key, label: str, values: list, say: Callable) -> list[tuple[int, MergeRow]]:
    was, theirs, mine = values
    if theirs == mine:
        return []
    clash = was not in (theirs, mine)
    suggested = "" if clash else "theirs" if was == mine else "mine"
    texts = [say(value) if value is not None else "" for value in values]
    return [(reader.order(key[0]), MergeRow(":".join(key), label, *texts, clash=clash, suggested=suggested))]


def _pair_new(rows: list[dict]) -> None:
    """What both entered anew and alike stands once: their row stands for mine."""
    was, theirs, mine = rows
    for id in [id for id in mine if id.startswith("new")]:
        twin = next((other for other, row in theirs.items() if other not in was and row == mine[id]), None)
        if twin:
            mine[twin] = mine.pop(id)


def _whole(model: type[Model], part: str, state: State) -> dict[str, dict]:
    """The rows of a part; one that points to a row of another part with that row's content instead of its id."""
    spec, rows = SPECS[model], state["parts"].get(part, {})
    above = spec.above(part) or spec.beside(part)
    if above is None:
        return rows
    owners = state["parts"].get(above.part, {})
    return {id: {**row, above.link: owners.get(str(row.get(above.link)))} for id, row in rows.items()}


def _without_twins(one: dict, other: dict) -> tuple[dict, dict]:
    gone = {id: row for id, row in one.items() if id not in other}
    new = {id: row for id, row in other.items() if id not in one}
    for id, row in list(gone.items()):
        twin = next((each for each, same in new.items() if same == row), None)
        if twin is not None:
            del new[twin], gone[id]
    kept = one.keys() & other.keys()
    return {**{id: one[id] for id in kept}, **gone}, {**{id: other[id] for id in kept}, **new}


def _untracked(name: str, before: State, after: State) -> bool:
    """Whether one of the states does not know a field at all: it came with a later migration."""
    return name not in before["fields"] or name not in after["fields"]


def _id_order(id: str) -> tuple[bool, int]:
    return (not id.isdigit(), int("".join(filter(str.isdigit, id)) or 0))
