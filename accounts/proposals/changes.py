"""A proposal as data: what of a service a partner may propose, what differs, and that laid over what is there now.

Changes are `{"was": state, "new": state}`, two states of `services_directory.desk.versions` cut down to the fields and
rows that differ. A row that is only in `was` is to be removed; one only in `new` is to be added, its id begins with
'new'.
"""

import copy
import hashlib
import json

from accounts.proposals.former import is_former, of_former
from services_directory.admin.service_sections import SECTIONS
from services_directory.desk.editing import with_new_ids
from services_directory.desk.versions import SPECS, Difference, State, differences, state_of
from services_directory.desk.versions.state import TERM_KINDS, field_names, values_of
from services_directory.models import Proposal, Service
from services_directory.withdrawn import kept_withdrawn, keys, withdrawn

NOT_THEIRS = frozenset({
    "city", "slug", "organization", "publication", "shown_status", "source_status", "historical", "assured_date",
    "review_after", "owner", "deputy", "as_of", "as_of_date", "text_change", "former_contact_shown", "position", "uuid",
    "last_modified",
})  # fmt: skip
"""Fields of the form of a service that the city decides: whose it is, whether it is shown, who checked it and when."""
NOT_THEIR_PARTS = frozenset({"partnerships", "barriers", "service_sources", "status_records", "translations"})
"""Parts of a service that are the city's notes, or written by translators."""
_SPEC = SPECS[Service]
PARTS = tuple(name for name in _SPEC.parts if name not in NOT_THEIR_PARTS)
_FIELDS = {name for _, part in SECTIONS for name in part["fields"]} - NOT_THEIRS
FAR = 2_000_000_000
"""Ids of what is not saved yet begin here: far from those that other records get in the meantime."""


def proposable(state: State) -> State:
    """Of a state what a partner may propose."""
    fields = {name: value for name, value in state["fields"].items() if name in _FIELDS or name.startswith("term:")}
    return {"fields": fields, "parts": {name: state["parts"].get(name, {}) for name in PARTS}}


def current(service: Service) -> State:
    """What the service holds now, as far as a partner may propose it."""
    return proposable(state_of(service))


def nothing() -> State:
    """What there is of a service that is not made yet."""
    fields = values_of(Service(), field_names(Service)) | {f"term:{kind}": [] for kind in TERM_KINDS}
    return proposable({"fields": fields | {name: [] for name in _SPEC.many}, "parts": {}})


def seen(proposal: Proposal | None) -> str:
    """Changes when what is proposed does; empty where nothing is yet."""
    return _digest([proposal.changes, proposal.note]) if proposal and proposal.pk else ""


def stamp(proposal: Proposal) -> str:
    """Changes when anything does that the proposal may touch, or itself: an officer decides on what was shown."""
    now = current(proposal.service) if proposal.service else nothing()
    return f"{_digest(now)}-{seen(proposal)}"


def _digest(data) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:32]


def changes_of(proposal: Proposal) -> dict:
    """The changes of a proposal, also of one stored as proposals were formerly."""
    made = proposal.changes
    return of_former(made, current(proposal.service)) if is_former(made) else made


def between(before: State, after: State) -> dict:
    """The changes that make `after`, a state just saved on trial, of `before`."""
    after = _plain_lines(_numbered(before, proposable(after)))
    was, new = ({"fields": {}, "parts": {}} for _ in range(2))
    for name, value in after["fields"].items():
        if before["fields"].get(name) != value:
            was["fields"][name], new["fields"][name] = before["fields"].get(name), value
    for part in PARTS:
        for state, rows, others in (
            (was, before["parts"].get(part, {}), after["parts"][part]),
            (new, after["parts"][part], before["parts"].get(part, {})),
        ):
            if found := {id: row for id, row in rows.items() if others.get(id) != row}:
                state["parts"][part] = found
    return {"was": was, "new": new}


def is_empty(changes: dict) -> bool:
    """Whether nothing differs."""
    return not any(part for state in changes.values() for part in state.values())


def onto(now: State, changes: dict) -> State:
    """`now` with the changes; what somebody else changed meanwhile in another field, also of the same row, stays."""
    result = copy.deepcopy(now)
    result["fields"] |= changes["new"]["fields"]
    for part in PARTS:
        was, new = (changes[side]["parts"].get(part, {}) for side in ("was", "new"))
        rows = result["parts"].setdefault(part, {})
        for id in sorted(was.keys() | new.keys(), key=lambda id: (len(id), id)):
            if id not in new:
                rows.pop(id, None)
            elif id in was and id in rows:
                rows[id] |= {name: value for name, value in new[id].items() if value != was[id].get(name)}
            else:
                rows[id] = new[id]
    return result


def accepted(service: Service | None, changes: dict) -> State:
    """What accepting makes of the service, or of nothing.

    A contact that was withdrawn, before or since, is not shown again by it, unless just that is proposed of its row.
    """
    if service is None:
        return onto(nothing(), changes)
    state, gone = onto(current(service), changes), withdrawn([service.pk]).get(service.pk, set())
    was, new = (changes[side]["parts"].get("contacts", {}) for side in ("was", "new"))
    asked = (row for id, row in new.items() if id in was and was[id].get("withdrawn") and not row.get("withdrawn"))
    return kept_withdrawn(state, gone.difference(*map(keys, asked)))


def touched(now: State, changes: dict) -> State:
    """What `now` says where the changes say something."""
    fields = {name: now["fields"].get(name) for name in changes["new"]["fields"]}
    parts = {}
    for part in PARTS:
        ids = changes["was"]["parts"].get(part, {}).keys() | changes["new"]["parts"].get(part, {}).keys()
        parts[part] = {id: row for id, row in now["parts"].get(part, {}).items() if id in ids}
    return {"fields": fields, "parts": parts}


def proposed(service: Service | None, changes: dict) -> list[Difference]:
    """What is there now and what it would become, in words."""
    return differences(Service, current(service) if service else nothing(), accepted(service, changes))


def meanwhile(service: Service | None, changes: dict) -> list[Difference]:
    """What was there when it was proposed and is different now, in words."""
    now = current(service) if service else nothing()
    return differences(Service, changes["was"], touched(now, changes))


def told(changes: dict) -> list[Difference]:
    """What was there when it was proposed and what was proposed, in words."""
    return differences(Service, changes["was"], changes["new"])


def from_to(changes: dict) -> dict:
    """Field or part → [what was, what is proposed], for the audit log."""
    found = {name: [changes["was"]["fields"].get(name), new] for name, new in changes["new"]["fields"].items()}
    for part in PARTS:
        sides = [list(changes[side]["parts"].get(part, {}).values()) for side in ("was", "new")]
        if any(sides):
            found[part] = sides
    return found


def to_fill_in(state: State) -> State:
    """The state as a form can hold it: rows that are not saved yet have the numbers by which they name each other."""
    parts = {part: {id.removeprefix("new"): row for id, row in rows.items()} for part, rows in state["parts"].items()}
    return {"fields": state["fields"], "parts": parts}


def _numbered(before: State, mine: State) -> State:
    """Rows that were not there before under far numbers, and so are what points to them."""
    places = {model: part for part, model in _SPEC.parts.items() if part in PARTS}

    def far(part: str, pk: int) -> int:
        return pk if str(pk) in before["parts"].get(part, {}) or pk >= FAR else pk + FAR

    parts = {}
    for part, rows in mine["parts"].items():
        links = {field.name: places[field.related_model] for field in _SPEC.parts[part]._meta.fields
                 if field.related_model in places}  # fmt: skip
        parts[part] = {
            str(far(part, int(id))): {name: far(links[name], value) if name in links and value else value
                                      for name, value in row.items()}
            for id, row in rows.items()
        }  # fmt: skip
    return with_new_ids(before, {"fields": mine["fields"], "parts": parts})


def _plain_lines(state: State) -> State:
    """Browsers end lines with two characters: that alone is no change."""
    return json.loads(json.dumps(state).replace("\\r\\n", "\\n"))
