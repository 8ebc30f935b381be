"""Who may do what with which record. Everything that asks, asks here."""

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet

from accounts.models import AT_THE_DESK, CHANGING, Assignment, Role
from accounts.rules import DECIDE, EVERYTHING, OWN_WORDS, VIEW, Grant, grant
from accounts.scope import scope_of
from services_directory.models import City

_OF_A_TEXT = {"language", *(path for each in OWN_WORDS.values() for path, _ in each)}
"""Conditions on what a text is, wherever it belongs."""


def assignments_of(user) -> list[Assignment]:
    """The roles of a user, read once a user object; a superuser is an administrator, the inactive have none."""
    if not getattr(user, "is_active", False) or not user.pk:
        return []
    # Not by __dict__: the user of a request is wrapped, and what is set lands at the user within.
    found = getattr(user, "_assignments", None)
    if found is None:
        found = list(Assignment.objects.filter(user=user.pk).select_related("city", "organization"))
        if user.is_superuser and not any(each.role == Role.ADMINISTRATOR for each in found):
            found.append(Assignment(user_id=user.pk, role=Role.ADMINISTRATOR))
        user._assignments = found
    return found


def roles_of(user) -> set[Role]:
    """The roles of a user."""
    return {Role(each.role) for each in assignments_of(user)}


def changes_data(user) -> bool:
    """Whether the user can change data: such accounts need a second factor."""
    return bool(roles_of(user) & CHANGING)


def grants(user, action: str, model: type[Model]) -> list[Grant]:
    """The conditions under which the user may do `action` with a record of `model`; any of them suffices."""
    scope = scope_of(model)
    kind = getattr(model, "instance_type", model)
    found = (grant(each, action, kind, scope) for each in assignments_of(user))
    return [each for each in found if each is not None]


def may(user, action: str, record: Model | type[Model]) -> bool:
    """Whether the user may do `action` (accounts.rules.ACTIONS, or one of SAME_AS) with the record.

    With a model instead of a record: whether there can be a record with which the user may do it.
    """
    if isinstance(record, type):
        return bool(grants(user, action, record))
    return any(_meets(record, each) for each in grants(user, action, record._meta.model))


def limited(user, action: str, records: QuerySet) -> QuerySet:
    """Those of the records with which the user may do `action`."""
    conditions = grants(user, action, records.model)
    if not conditions:
        return records.none()
    if EVERYTHING in conditions:
        return records
    together = Q()
    for each in conditions:
        together |= _as_query(each)
    return records.filter(together)


def cities_of(user, action: str = VIEW, model: type[Model] | None = None) -> QuerySet[City]:
    """The cities in which the user may do `action` with services; by default those whose drafts the user sees.

    With `model`, a kind of record that has a field `city`: with records of that kind.
    """
    from services_directory.models import Service

    found = set()
    for each in grants(user, action, model or Service):
        where = dict(each.where)
        if "city" not in where and not set(where) - _OF_A_TEXT:
            return City.objects.all()
        found |= where.get("city", frozenset())
    return City.objects.filter(pk__in=found - {None})


def organizations_of(user) -> set[int]:
    """The organizations for which the user proposes changes, as primary keys."""
    return {each.organization_id for each in assignments_of(user) if each.role == Role.PARTNER}


def proposals_to_decide(user) -> QuerySet:
    """The proposals that the user decides on: for the services, and for new ones of the cities, where it may."""
    from services_directory.models import Proposal, Service

    services = limited(user, DECIDE, Service.objects.all())
    new = Q(service=None, city__in=cities_of(user, DECIDE))
    return Proposal.objects.filter(Q(service__in=services.values("pk")) | new).select_related("service__city", "city")


def languages_of(user) -> set[str] | None:
    """The languages that the user translates into; None: every one (officers and administrators)."""
    if roles_of(user) & {Role.ADMINISTRATOR, Role.OFFICER}:
        return None
    return {code for each in assignments_of(user) if each.role == Role.TRANSLATOR for code in each.languages}


def administrators() -> QuerySet:
    """The active accounts of administrators."""
    role = Q(assignments__role=Role.ADMINISTRATOR) | Q(is_superuser=True)
    return get_user_model().objects.filter(role, is_active=True).distinct()


def colleagues_of(user) -> QuerySet:
    """Whom the user may name as owner or deputy: officers of the same cities, and administrators.

    None is whoever runs a command: as an administrator.
    """
    users = get_user_model().objects.filter(is_active=True)
    if user is None or Role.ADMINISTRATOR in roles_of(user):
        return users.filter(Q(is_superuser=True) | Q(assignments__role__in=CHANGING - AT_THE_DESK)).distinct()
    cities = [each.city_id for each in assignments_of(user) if each.role == Role.OFFICER]
    officers = Q(assignments__role=Role.OFFICER, assignments__city__in=cities)
    return users.filter(officers | Q(pk__in=administrators().values("pk"))).distinct()


def _as_query(condition: Grant) -> Q:
    together = Q()
    for path, values in condition.where:
        fits = Q(**{f"{path}__in": values - {None}})
        together &= fits | Q(**{f"{path}__isnull": True}) if None in values else fits
    for path, values in condition.only:
        if path.endswith("country"):
            others = City.objects.exclude(country__in=values).values("country")
        else:
            others = City.objects.exclude(pk__in=values).values("pk")
        together &= ~Q(**{f"{path}__in": others})
    return together


def _meets(record: Model, condition: Grant) -> bool:
    if not all(_follow(record, path) in values for path, values in condition.where):
        return False
    only = condition.only
    if above := only and scope_of(record._meta.model).part_of:
        # A part, though it may be new, is shared as the record is to which it belongs.
        record, only = getattr(record, above), tuple((path.removeprefix(f"{above}__"), each) for path, each in only)
    if not only or record.pk is None:
        return True
    return record._meta.model._base_manager.filter(pk=record.pk).filter(_as_query(Grant(only=only))).exists()


def _follow(record, path: str):
    """The value at the end of a path of attributes; of a record its primary key, without asking the database for it."""
    *steps, last = path.split("__")
    for step in steps:
        record = getattr(record, step, None)
        if record is None:
            return None
    if last == "pk":
        return record.pk
    if hasattr(record, f"{last}_id"):
        return getattr(record, f"{last}_id")
    return getattr(record, last, None)
