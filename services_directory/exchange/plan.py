"""What an import would do: what is new, changed (with its fields), the same, or wrong (with column and reason)."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any

from django.utils.translation import gettext

from services_directory import version
from services_directory.exchange import shared, stored
from services_directory.exchange.check import check
from services_directory.exchange.faults import Fault, Unreadable
from services_directory.exchange.identity import identify
from services_directory.exchange.known import Key, Known, target
from services_directory.exchange.referrals import in_circles
from services_directory.exchange.row import Row
from services_directory.exchange.shared import SharedChange
from services_directory.exchange.wanted import wanted, without_withdrawn
from services_directory.models import Partnership
from services_directory.search.words import normal

MOST_FAULTS = 500
"""Faults that are reported; a file with more is refused with these."""


class State(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


@dataclass
class Planned:
    """One service. `before` and `after` are its documents; of one that stays the same only the name is kept."""

    number: int
    key: Key
    name: str
    state: State
    pk: int | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    keys: dict[str, list[int]] = field(default_factory=dict)


@dataclass
class Plan:
    """An import that has not happened. It may be applied when it has no faults."""

    services: list[Planned] = field(default_factory=list)
    organizations: list[SharedChange] = field(default_factory=list)
    sources: list[SharedChange] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    version: str = ""
    known: Known | None = None

    def count(self, state: State) -> int:
        """The number of services in a state."""
        return sum(1 for each in self.services if each.state == state)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.organizations or self.sources) and all(each.state == State.SAME for each in self.services)

    def fingerprint(self) -> str:
        """Changes with what the import would do, so that nobody confirms another one than the one that was shown."""
        told = [(each.number, each.key, each.state, each.before, each.after) for each in self.services]
        more = [(each.key, each.after, each.changed) for each in (*self.organizations, *self.sources)]
        written = json.dumps([told, more, [fault.reason for fault in self.faults]], sort_keys=True)
        return hashlib.blake2b(written.encode(), digest_size=16).hexdigest()

    def of(self, state: State) -> list[Planned]:
        """The services in a state."""
        return [each for each in self.services if each.state == state]


@dataclass
class Content:
    """A file as it is read: first what it says of organizations, then one service after the other."""

    rows: Iterable[Row]
    organizations: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def make(content: Content, city: str = "", only: Iterable[str] | None = None, user=None) -> Plan:
    """The plan of a file. `city` is that of rows that name none; `only` the cities that may be changed (None: all).
    `user` is the account that imports, None is a command: owners and deputies are among whom it may name.

    Never raises for what is in the file: an unreadable file is a plan with that fault.
    """
    known = Known(None if only is None else frozenset(only), user)
    plan = Plan(version=version.current(), known=known, notes=content.notes)
    rows: list[Row] = []
    if not known.terms:
        plan.faults.append(Fault(0, "", gettext("The directory is empty: start Kiosk once, then it has its terms.")))
        return plan
    try:
        rows.extend(content.rows)
    except Unreadable as error:
        plan.faults += error.faults
    if not (rows or content.organizations or plan.faults):
        plan.faults.append(Fault(0, "", gettext("The file has no services: nothing stands below its headings.")))
    keys = identify(rows, known, city)
    plan.organizations = shared.organizations(content.organizations, rows, known)
    plan.sources = shared.sources(rows, known)
    pairs = list(zip(rows, keys, strict=True))
    for portion in _portions(pairs, stored.PORTION):
        found = stored.read([known.services[key] for _, key in portion if key in known.services])
        for row, key in portion:
            plan.services.append(_planned(row, key, found.get(known.services.get(key, 0)), plan))
    _circles(plan.services, {key: row for row, key in pairs}, known)
    for each, (row, _) in zip(plan.services, pairs, strict=True):
        if row.faults:
            each.state, each.before, each.after = State.WRONG, {}, {}
    for row in (*content.organizations, *rows):
        plan.faults += row.faults
    plan.faults.sort(key=lambda fault: fault.row)
    plan.notes += [*_names(plan, known), *_drafts(plan, rows)]
    return plan


def _portions(pairs: list, size: int) -> Iterator[list]:
    rest = iter(pairs)
    while portion := list(islice(rest, size)):
        yield portion


def _planned(row: Row, key: Key, existing: stored.Stored | None, plan: Plan) -> Planned:
    if row.unreadable:
        return Planned(row.number, key, "", State.WRONG)
    before = existing.document if existing else {}
    after = wanted(row, key, before)
    if existing and without_withdrawn(after, existing.withdrawn):
        hint = gettext("Row %(row)s, ‘%(name)s’: a contact that was withdrawn is left out.")
        plan.notes.append(hint % {"row": row.number, "name": after.get("name") or key[1]})
    changed = [name for name in {**before, **after} if before.get(name, "") != after.get(name, "")]
    planned = Planned(row.number, key, after.get("name") or key[1], State.NEW, existing.pk if existing else None)
    if existing:
        planned.state = State.CHANGED if changed else State.SAME
    if planned.state != State.SAME:
        everything = set(after) if existing is None else set(changed)
        check(row, after, everything, plan.known)
        planned.before, planned.after, planned.changed = before, after, changed
        planned.keys = existing.keys if existing else {}
    return planned


def _circles(services: list[Planned], rows: dict[Key, Row], known: Known) -> None:
    concerned = [each for each in services if "partnerships" in each.changed]
    if not concerned:
        return
    edges = dict(known.referrals)
    for each in concerned:
        edges[each.key] = {
            target(each.key[0], item["service"])
            for item in each.after.get("partnerships") or []
            if item.get("kind") == Partnership.Kind.REFERS and "service" in item
        }
    circles = in_circles(edges)
    for each in concerned:
        if each.key in circles and edges[each.key] & circles:
            reason = gettext("A referral leads back here: people would go in a circle. Use ‘works-with’.")
            rows[each.key].fault("partnerships", reason)


def _drafts(plan: Plan, rows: list[Row]) -> list[str]:
    """That new services are drafts, where their rows do not say what they are."""
    pairs = zip(plan.services, rows, strict=True)
    count = sum(1 for each, row in pairs if each.state == State.NEW and not row.given.get("publication"))
    hint = gettext("New services that become drafts, because the file says no ‘publication’ of them: %(count)s.")
    return [hint % {"count": count}] if count else []


def _names(plan: Plan, known: Known) -> list[str]:
    """Hints at services that may be there already under another id."""
    found = []
    for each in plan.of(State.NEW)[:MOST_FAULTS]:
        twin = known.names.get((each.key[0], normal(each.name)))
        if twin and twin != each.key[1]:
            hint = gettext("Row %(row)s, ‘%(name)s’: the service %(id)s has the same name.")
            found.append(hint % {"row": each.number, "name": each.name, "id": twin})
    return found
