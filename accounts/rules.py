"""What each role may do, as data: from an assignment, an action and a kind of record to a condition on the record."""

from dataclasses import dataclass

from django.db.models import Model

from accounts.models import Assignment, Role
from accounts.scope import CITY, CLOSED, COMMON, COUNTRY, FIGURES, PRIVATE, SHARED, TOOLS, Scope

VIEW, ADD, CHANGE, DELETE, PROPOSE, DECIDE = "view", "add", "change", "delete", "propose", "decide"
ACTIONS = (VIEW, ADD, CHANGE, DELETE, PROPOSE, DECIDE)
SAME_AS = {"export": VIEW, "import": CHANGE, "publish": CHANGE, "archive": CHANGE, "review": CHANGE}
"""Further names of actions, and the one whose rule they follow."""

KEPT = frozenset({
    "City", "Service", "Event", "Organization", "Source", "Proposal", "ErrorReport", "Statement", "Answer", "Plan",
    "PlanStep", "TaxonomyTerm", "LinkCheck",
})  # fmt: skip
"""Records that nobody deletes at the desk: they are archived, settled or replaced."""
DECIDED = frozenset({"Proposal"})
"""Records that are made by `propose` and changed by `decide` alone."""
CONFIDENTIAL = frozenset({"ErrorReport"})
"""Records with words of newcomers: only whoever settles them reads them."""
TRANSLATED = frozenset({
    "Translation", "EventTranslation", "OrganizationTranslation", "CityTranslation", "Wording", "CannedReplyText",
})  # fmt: skip
"""Records that a translator writes, in the field `language`."""

OWN_WORDS = {"Wording": (("change", frozenset({"wording"})),)}
"""Kind → what holds of a translator's records besides: to say that the meaning is another one, which takes a statement
away from the readers of all other languages, is for officers."""


@dataclass(frozen=True)
class Grant:
    """A condition: each path of `where` leads to one of its values (None: to nothing), none of `only` elsewhere."""

    where: tuple[tuple[str, frozenset], ...] = ()
    only: tuple[tuple[str, frozenset], ...] = ()


EVERYTHING = Grant()


def grant(assignment: Assignment, action: str, model: type[Model], scope: Scope) -> Grant | None:
    """On which records of `model` the assignment allows `action`; None: on none."""
    action = SAME_AS.get(action, action)
    name = model.__name__
    if scope.desk:
        return _desk(assignment, action, name, scope)
    if action not in ACTIONS or (action == DELETE and name in KEPT):
        return None
    if action in (PROPOSE, DECIDE) and name not in ("Service", "Proposal"):
        return None
    if name in DECIDED and action in (ADD, CHANGE):
        return None
    return _RULES[Role(assignment.role)](assignment, action, name, scope)


_AT_THE_DESK = {
    (PRIVATE, Role.STAFF): {VIEW, ADD, CHANGE},
    (PRIVATE, Role.LEAD): {VIEW, ADD, CHANGE, DELETE},
    (TOOLS, Role.STAFF): {VIEW},
    (TOOLS, Role.LEAD): {VIEW, ADD, CHANGE, DELETE},
    (FIGURES, Role.STAFF): {VIEW},
    (FIGURES, Role.LEAD): {VIEW},
    (FIGURES, Role.OFFICER): {VIEW},
    (FIGURES, Role.VIEWER): {VIEW},
}
"""What a role may do with records of the staff's desk: what newcomers write is for those alone who answer it."""


def _desk(assignment, action, name, scope) -> Grant | None:
    role = Role(assignment.role)
    if role == Role.ADMINISTRATOR:
        return EVERYTHING if action in (VIEW, ADD, CHANGE, DELETE) else None
    if role == Role.TRANSLATOR and name in TRANSLATED:
        return _translator(assignment, action, name, scope)
    return _city(assignment, action, scope) if action in _AT_THE_DESK.get((scope.desk, role), ()) else None


def _administrator(assignment, action, name, scope) -> Grant | None:
    if name in ("AuditEntry", "ContentVersion") and action != VIEW:
        return None
    return None if action == PROPOSE else EVERYTHING


def _officer(assignment, action, name, scope) -> Grant | None:
    if scope.kind == CLOSED or action == PROPOSE:
        return None
    if scope.kind == COMMON:
        return EVERYTHING if action == VIEW else None
    if scope.kind == SHARED:
        if action == VIEW or action == ADD and not scope.part_of:
            return EVERYTHING
        return Grant(only=_unshared(assignment, scope)) if action == CHANGE or scope.part_of else None
    if scope.kind == COUNTRY:
        # A figure of the country is corrected by whoever notices; the log says who it was.
        parts = name in ("StatementValue",) and action in (ADD, DELETE)
        if action not in (VIEW, CHANGE) and not parts:
            return None
        return Grant(((scope.path, frozenset({assignment.city.country})),))
    if name == "City" and action == ADD:
        return None
    return _city(assignment, action, scope)


def _unshared(assignment, scope) -> tuple[tuple[str, frozenset], ...]:
    """What holds of a shared record, or of the one it is a part of, that no other city uses."""
    city = assignment.city
    return tuple((path, frozenset({city.country if path.endswith("country") else city.pk})) for path in scope.users)


def _viewer(assignment, action, name, scope) -> Grant | None:
    if action != VIEW or scope.kind == CLOSED or name in CONFIDENTIAL:
        return None
    if scope.kind == COUNTRY and assignment.city_id is not None:
        return Grant(((scope.path, frozenset({assignment.city.country})),))
    return _city(assignment, action, scope) if scope.kind == CITY else EVERYTHING


def _translator(assignment, action, name, scope) -> Grant | None:
    if name not in TRANSLATED or action == VIEW:
        return _viewer(assignment, action, name, scope)
    if action not in (ADD, CHANGE):
        return None
    own = (("language", frozenset(assignment.languages)), *OWN_WORDS.get(name, ()))
    if scope.kind == SHARED:
        return Grant(own, _unshared(assignment, scope) if assignment.city_id else ())
    return Grant((*_city(assignment, action, scope).where, *own))


def _partner(assignment, action, name, scope) -> Grant | None:
    # A partner works on the page 'My services' alone; the records with their histories and comments are the city's.
    if action != PROPOSE or not scope.organization:
        return None
    return Grant(((scope.organization, frozenset({assignment.organization_id})),))


def _city(assignment, action, scope) -> Grant:
    if assignment.city_id is None:
        return EVERYTHING
    # Examples from elsewhere belong to no city; whoever works here may read them.
    cities = {assignment.city_id, None} if action == VIEW and scope.path != "pk" else {assignment.city_id}
    return Grant(((scope.path, frozenset(cities)),))


_RULES = {
    Role.ADMINISTRATOR: _administrator,
    Role.OFFICER: _officer,
    Role.PARTNER: _partner,
    Role.TRANSLATOR: _translator,
    Role.VIEWER: _viewer,
    Role.STAFF: _viewer,
    Role.LEAD: _viewer,
}
