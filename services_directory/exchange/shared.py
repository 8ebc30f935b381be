"""Organizations and sources, which services share: what a file says of them, put together from all its rows."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from services_directory.exchange import stored
from services_directory.exchange.faults import short
from services_directory.exchange.fields import ORGANIZATION, SOURCE, Part
from services_directory.exchange.known import Known
from services_directory.exchange.row import Row
from services_directory.exchange.rules import field_errors
from services_directory.models import Organization, Service, Source


@dataclass
class SharedChange:
    """An organization or source that is new (`pk` None) or changes; `after` is the whole, `changed` its fields."""

    key: str
    name: str
    pk: int | None
    after: dict[str, Any]
    changed: list[str]


def organizations(own: list[Row], services: list[Row], known: Known) -> list[SharedChange]:
    """What the file's organizations, and the new ones that rows of services name, would change."""
    wanted: dict[str, tuple[Row, dict]] = {}
    for row in own:
        slug = row.given.get("id", "")
        if not slug:
            row.fault("organizations", gettext("The id is missing."))
        elif slug in wanted:
            reason = gettext("The id stands twice: in row %(row)s too.")
            row.fault("organizations", reason % {"row": wanted[slug][0].number})
        else:
            wanted[slug] = (row, row.given)
    for row in services:
        slug, name = row.given.get("organization", ""), row.organization_name
        if slug and name:
            _, given = wanted.setdefault(slug, (row, {"id": slug, "name": name}))
            if given.get("name", name) != name:
                reason = gettext("‘%(id)s’ is called ‘%(name)s’ elsewhere in this file.")
                row.fault("organization_name", reason % {"id": slug, "name": short(given["name"])})
    known.new_organizations |= wanted.keys() - known.organizations.keys()
    found = stored.organizations(wanted)
    for row, given in wanted.values():
        parent = given.get("parent")
        if parent and not known.has_organization(parent):
            row.fault("organizations", gettext("There is no organization ‘%(name)s’.") % {"name": short(parent)})
    changes = _changes(ORGANIZATION, wanted, found)
    _parents(changes, wanted)
    _within(changes, wanted, known, "organization__slug")
    return changes


def sources(services: list[Row], known: Known) -> list[SharedChange]:
    """What the rows say of sources; of a source that several describe, the last one counts."""
    wanted: dict[str, tuple[Row, dict]] = {}
    for row in services:
        for key, item in row.sources.items():
            wanted[key] = (row, {**(wanted[key][1] if key in wanted else {}), **item})
    found = stored.sources(wanted)
    barriers = {
        item["source"]: row for row in services for item in row.given.get("barriers") or [] if "source" in item
    }
    there = wanted.keys() | stored.sources(barriers.keys() - wanted.keys()).keys()
    past = {item["source"]: row for row in services for item in row.given.get("past") or [] if "source" in item}
    there |= stored.sources(past.keys() - there).keys()
    for column, named in (("barriers", barriers), ("past", past)):
        for key, row in named.items():
            if key not in there:
                row.fault(column, gettext("There is no source ‘%(name)s’.") % {"name": short(key)})
    for row in services:
        if any(not item.get("source") for item in row.given.get("past") or []):
            row.fault("past", gettext("An earlier mention names its source."))
    changes = _changes(SOURCE, wanted, found)
    _within(changes, wanted, known, "service_sources__source__key")
    return changes


def _changes(part: Part, wanted: dict[str, tuple[Row, dict]], found: dict[str, dict]) -> list[SharedChange]:
    changes = []
    for key, (row, given) in wanted.items():
        before = found.get(key, {})
        after = {name: value for name, value in {**before, **given}.items() if name not in ("pk", "key")}
        after = {name: value for name, value in after.items() if value not in ("", [], part.defaults[name])}
        changed = [name for name in {**before, **after} if name not in ("pk", "key")]
        changed = [name for name in changed if before.get(name) != after.get(name)]
        if before and not changed:
            continue
        _check(part, row, key, after, changed)
        name = str(after.get("title") or after.get("name") or key)
        changes.append(SharedChange(key, name, before.get("pk"), after, changed))
    return changes


def _check(part: Part, row: Row, key: str, after: dict, changed: list[str]) -> None:
    fields = [each for each in part.fields if each.key in changed or not after.get(each.key)]
    errors = list(field_errors(fields, after, part.model))
    if part is SOURCE and not after.get("url") and after.get("kind", Source.Kind.PRIMARY) != Source.Kind.HISTORY:
        errors.append(("url", gettext("This is missing.")))
    for name, message in errors:
        row.fault(part.key, f"{short(key)}, {name}: {message}")


def _parents(changes: list[SharedChange], wanted: dict[str, tuple[Row, dict]]) -> None:
    """Raises a fault for an organization that would be a part of itself."""
    if not any("parent" in each.changed for each in changes):
        return
    above = dict(Organization.objects.exclude(parent=None).values_list("slug", "parent__slug"))
    above |= {each.key: each.after.get("parent", "") for each in changes}
    for each in changes:
        seen, at = set(), each.key
        while at and at not in seen:
            seen.add(at)
            at = above.get(at, "")
        if at == each.key:
            wanted[at][0].fault("organizations", gettext("The organization would be a part of itself."))


def _within(changes: list[SharedChange], wanted: dict[str, tuple[Row, dict]], known: Known, path: str) -> None:
    """What services of other cities share can be changed only by those who may change these cities too."""
    changing = [each.key for each in changes if each.pk]
    if known.only is None or not changing:
        return
    others = Service.objects.exclude(city__in=known.only).filter(**{f"{path}__in": changing})
    for key in set(others.values_list(path, flat=True)) & set(changing):
        reason = gettext("‘%(name)s’ also belongs to services of other cities; an administrator can change it.")
        row = wanted[key][0]
        row.fault("organization" if path.startswith("organization") else "sources", reason % {"name": short(key)})
