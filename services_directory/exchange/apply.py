"""Doing what a plan says: all of it or nothing, with histories written, as one new version of the content."""

from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext

from accounts.audit import acting, summarised
from accounts.models import AuditEntry
from services_directory import version
from services_directory.desk import texts
from services_directory.exchange import stored
from services_directory.exchange.fields import ORGANIZATION, SOURCE
from services_directory.exchange.parts import Parts
from services_directory.exchange.plan import Plan, Planned, State
from services_directory.exchange.records import Record, attributes
from services_directory.exchange.rules import values_of
from services_directory.exchange.shared import SharedChange
from services_directory.models import Organization, Service, Source


class Stale(Exception):
    """The directory changed since the plan was made: make it anew."""


class Refused(Exception):
    """The plan has faults; nothing was done."""


def apply(plan: Plan, reason: str = "", user=None) -> None:
    """Does it, in one transaction. `reason` and `user` stand in the histories, and in one entry of the audit log.

    Raises Refused for a plan with faults, Stale where the directory changed since it was made, and what the database
    raises where it fails in the middle; then nothing is changed.
    """
    if plan.faults:
        raise Refused
    record = Record(user, reason[:100] or gettext("Import"))
    with version.hold(), acting(user), summarised(AuditEntry.Action.IMPORT, record.reason):
        version.lock()
        if version.current() != plan.version:
            raise Stale
        if plan.is_empty:
            return
        known = plan.known
        known.organizations |= _shared(Organization, ORGANIZATION, plan.organizations, record)
        for each in plan.organizations:
            if "parent" in each.changed:
                parent = known.organizations.get(each.after.get("parent", ""))
                saved = Organization.objects.get(pk=known.organizations[each.key])
                saved.parent_id = parent
                record.save(saved)
        _shared(Source, SOURCE, plan.sources, record)
        wanted = [each for each in plan.services if each.state in (State.NEW, State.CHANGED)]
        for portion in _portions(wanted):
            _services(portion, plan, record)
        for portion in _portions(wanted):  # partners may be services that stand further down in the file
            Parts(portion, known, record).store()
        if wanted or plan.organizations or plan.sources:
            version.bump()


def _portions(planned: list[Planned]) -> Iterator[list[Planned]]:
    rest = iter(planned)
    while portion := list(islice(rest, stored.PORTION)):
        yield portion


def _shared(model, part, changes: list[SharedChange], record: Record) -> dict[str, int]:
    """Saves organizations or sources; returns id → primary key of the new ones."""
    by = "slug" if model is Organization else "key"
    there = model.objects.in_bulk([each.pk for each in changes if each.pk])
    found = {}
    for each in changes:
        row = there[each.pk] if each.pk else model(**{by: each.key})
        before = texts.originals(row) if each.pk and isinstance(row, texts.TRANSLATED) else None
        values = values_of(part.fields, each.after, model)
        names = {field.attribute: field.key for field in part.fields}
        for attribute, value in values.items():
            if attribute != by and (not each.pk or names[attribute] in each.changed):
                setattr(row, attribute, value)
        record.save(row)
        if before:
            texts.original_changed(row, before, texts.OUTDATED)
        found[each.key] = row.pk
    return found


def _services(portion: list[Planned], plan: Plan, record: Record) -> None:
    there = Service.objects.in_bulk([each.pk for each in portion if each.pk])
    known = plan.known
    for each in portion:
        service = there[each.pk] if each.pk else Service(slug=each.key[1], city_id=each.key[0] or None)
        if not each.pk:
            service.uuid = each.after["uuid"]
        for name, value in attributes(each, known).items():
            setattr(service, name, value)
        if each.pk:
            service.revision += 1  # a form that is open meanwhile sees that somebody else saved
        record.save(service)
        each.pk = service.pk
        known.services[each.key] = service.pk
