"""Files by their ending: reading them into rows, writing services into them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.utils.translation import gettext

from services_directory.exchange import cells, csv_file, hsds_file, stored, xlsx_file, yaml_file
from services_directory.exchange.columns import COLUMNS, cell_of
from services_directory.exchange.faults import Unreadable
from services_directory.exchange.fields import ORGANIZATION, SOURCE
from services_directory.exchange.plan import Content
from services_directory.exchange.rows import read_organization, source_key
from services_directory.exchange.table import Table
from services_directory.models import Organization, Service, Translation

ENDINGS = {
    ".yml": "yaml", ".yaml": "yaml", ".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".json": "hsds", ".ndjson": "hsds",
}  # fmt: skip
"""Ending of a file name → the form of its content."""

TYPES = {
    "yaml": "application/yaml",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "hsds": "application/json",
}
"""Form → type for downloads."""

MOST_BYTES = 64 * 1024 * 1024
"""A file of more is not opened; 5 000 services with all their parts have about 15 MB."""


def form_of(name: str) -> str:
    """The form of a file, by its ending. Raises Unreadable for an unknown one."""
    form = ENDINGS.get(Path(name).suffix.lower())
    if form is None:
        endings = ", ".join(ENDINGS)
        raise Unreadable(gettext("The file name ends in none of these: %(endings)s.") % {"endings": endings})
    return form


def read(file: Path, name: str = "") -> Content:
    """What a file holds; `name` where it is kept under another one. Never raises for what is in it.

    An unreadable file is content whose rows raise Unreadable.
    """
    try:
        form = form_of(name or file.name)
        size = file.stat().st_size
        if size > MOST_BYTES:
            reason = gettext("The file has %(size)s MB; at most %(most)s MB are read.")
            raise Unreadable(reason % {"size": f"{size / 1e6:.0f}", "most": MOST_BYTES // 1024 // 1024})
        data = file.read_bytes()
        if not data:
            raise Unreadable(gettext("The file is empty."))
        if form == "yaml":
            return yaml_file.read(data)
        if form == "hsds":
            return hsds_file.read(data)
        if form == "csv":
            return Content(csv_file.read(data).rows())
        services, organizations = xlsx_file.read(data)
        return Content(services.rows(), list(_organizations(organizations)) if organizations else [])
    except Unreadable as error:
        return Content(_raise(error))


def _raise(error: Unreadable) -> Iterator[Any]:
    raise error
    yield


def _organizations(table: Table) -> Iterator[Any]:
    """The sheet of organizations: one row each, its columns those of the fields."""
    names = [cells.natural(name).strip().lower() for name in table.names]
    if unknown := [name for name in names if name and name not in ORGANIZATION.by]:
        raise Unreadable(gettext("There is no such column."), table.first, unknown[0][:40])
    for number, line in table.lines:
        filled = [cell for cell in line if cell.strip()]
        if filled and not filled[0].startswith("#"):
            pairs = zip(names, map(cells.natural, line), strict=False)
            yield read_organization(
                {name: ORGANIZATION.by[name].kind.parse(cell) if cell.strip() else "" for name, cell in pairs if name},
                number,
            )


def write(target: BinaryIO, form: str, services: QuerySet[Service], separator: str = ",") -> int:
    """Writes services in their order, a portion in memory at a time; returns their number."""
    pks = list(services.values_list("pk", flat=True))
    if form == "hsds":
        return hsds_file.write(target, pks)
    if form == "yaml":
        yaml_file.write(target, _organization_entries(pks), (_entry(each) for each in _with_sources(pks)))
        return len(pks)
    columns = [*COLUMNS, *_translations(pks)]
    names = dict(Organization.objects.values_list("slug", "name"))
    rows = _rows(pks, columns, names)
    if form == "csv":
        csv_file.write(target, columns, rows, separator)
    else:
        fields = [each.key for each in ORGANIZATION.fields]
        organizations = ([_organization_cell(each, name) for name in fields] for each in _organization_entries(pks))
        xlsx_file.write(target, [(xlsx_file.SERVICES, columns, rows), (xlsx_file.ORGANIZATIONS, fields, organizations)])
    return len(pks)


def _with_sources(pks: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The documents, with what is known of their sources."""
    for portion in stored.portions(pks):
        keys = {key for each in portion for key in each.document.get(SOURCE.key, [])}
        known = stored.sources(keys)
        for each in portion:
            document = each.document
            if SOURCE.key in document:
                document[SOURCE.key] = [_source(key, known[key]) for key in document[SOURCE.key]]
            yield document


def _source(key: str, item: dict[str, Any]) -> dict[str, Any]:
    item = {name: value for name, value in item.items() if name not in ("pk", "key")}
    return item if source_key(item) == key else {**item, "key": key}


def _entry(document: dict[str, Any]) -> dict[str, Any]:
    entry = {name: value for name, value in document.items() if stored.DEFAULTS.get(name) != value}
    entry |= {name: document[name] for name in ("reach", "area_scope", "status", "publication")}
    if document["status"] == "history":
        entry["historical"] = document["historical"]
    return yaml_file.nested(entry)


def _rows(pks: Sequence[int], columns: Sequence[str], names: dict[str, str]) -> Iterator[list[str]]:
    for document in _with_sources(pks):
        document["organization_name"] = names[document["organization"]]
        yield [cell_of(document, column) for column in columns]


def _translations(pks: Sequence[int]) -> list[str]:
    """The columns of translations that one of the services has."""
    pairs: set[tuple[str, str]] = set()
    for start in range(0, len(pks), stored.PORTION):
        rows = Translation.objects.filter(service__in=pks[start : start + stored.PORTION]).order_by()
        pairs |= set(rows.values_list("field", "language").distinct())
    return sorted(f"{field}.{language}" for field, language in pairs)


def _organization_entries(pks: Sequence[int]) -> Iterable[dict[str, Any]]:
    """The organizations of the services, parents first."""
    slugs: set[str] = set()
    for start in range(0, len(pks), stored.PORTION):
        rows = Service.objects.filter(pk__in=pks[start : start + stored.PORTION]).order_by()
        slugs |= set(rows.values_list("organization__slug", flat=True))
    front = slugs
    while front:
        parts = Organization.objects.filter(slug__in=front).exclude(parent=None)
        front = set(parts.values_list("parent__slug", flat=True)) - slugs
        slugs |= front
    for entry in stored.organizations(sorted(slugs)).values():
        yield {each.key: entry[each.key] for each in ORGANIZATION.fields if each.key in entry}


def _organization_cell(entry: dict[str, Any], name: str) -> str:
    return ORGANIZATION.by[name].kind.cell(entry[name]) if name in entry else ""
