"""The columns of spreadsheets: which there are, and how a service becomes cells and cells a service."""

import difflib
import json
import re
from typing import Any

from django.utils.translation import gettext

from services_directory.exchange import cells, typed
from services_directory.exchange.faults import Fault, short
from services_directory.exchange.fields import ACCESSIBILITY, CODES, LISTS, PART, SOURCE, TERMS, VALUES, Part
from services_directory.exchange.rows import IDENTITY, ONE, TRANSLATED

COLUMNS = (
    "id", "city", "name", "proper_name", "aliases", "organization", "organization_name", "description", "language",
    "topics", "audience", "phases", "formats", "reach", "area_scope", "area_name", "districts", "languages",
    "language_note", "cost", "cost_options", "cost_note", "eligibility", "minimum_age", "maximum_age",
    "residence_status", "business", "documents", "application_process", "phones", "emails", "url", "locations",
    "contacts", "schedules", "hours_note", "window_start", "window_end", "support_length", "duration_note", "values",
    "exit_strategy", "partnerships", "channels", "intercultural_training", "staff_diversity", "inclusion_note",
    "barriers", "capacities", "alert", "caution", "status", "historical", "as_of", "as_of_date", "assured_date",
    "sources", "past", "publication", "review_after", "owner", "deputy", "former_contact", "details", "position",
    "uuid",
)  # fmt: skip
"""In the order in which an officer fills them in; `name.fi` and the like for translations follow."""

_TRANSLATION = re.compile(r"([a-z_]+)\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)", re.IGNORECASE | re.ASCII)


def header(names: list[str]) -> tuple[list[str | None], list[Fault]]:
    """The columns of a header row, None for one without a name; and what is wrong with it."""
    found: list[str | None] = []
    faults = []
    for name in names:
        column = _column(name)
        if column is None and name.strip():
            near = difflib.get_close_matches(name.strip().lower()[:40], COLUMNS, 1)
            reason = gettext("There is no such column.")
            hint = " " + gettext("Did you mean ‘%(name)s’?") % {"name": near[0]} if near else ""
            faults.append(Fault(1, short(name), reason + hint))
        elif column in found and column:
            faults.append(Fault(1, column, gettext("This column stands twice.")))
        found.append(column)
    return found, faults


def _column(name: str) -> str | None:
    name = cells.natural(name).strip().strip("*").strip()
    plain = name.lower().replace(" ", "_")
    if plain in COLUMNS:
        return plain
    translated = _TRANSLATION.fullmatch(name)
    if translated and translated[1].lower() in TRANSLATED:
        return f"{translated[1].lower()}.{translated[2]}"
    return None


def raw_row(columns: list[str | None], row: list[str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What the cells of a row hold, for `rows.read_row`; and (column, reason) of cells that cannot be taken apart."""
    raw: dict[str, Any] = {}
    wrong = []
    for column, cell in zip(columns, row, strict=False):
        if column is None:
            continue
        cell = cells.natural(cell)
        if column in ONE:
            raw[column] = ONE[column].kind.parse(cell) if cell.strip() else ""
        elif column in IDENTITY or column == "organization_name":
            raw[column] = cell
        elif column in LISTS or column in TERMS or column == "districts":
            raw[column] = CODES.parse(cell)
        elif column in VALUES:
            raw[column], bad = _values(cell)
            wrong += [(column, reason) for reason in bad]
        elif column in PART or column == SOURCE.key:
            raw[column], bad = _items(SOURCE if column == SOURCE.key else PART[column], cell)
            wrong += [(column, reason) for reason in bad]
        else:
            name, _, language = column.partition(".")
            raw.setdefault("translations", []).append({"field": name, "language": language, "text": cell})
    return raw, wrong


def _items(part: Part, cell: str) -> tuple[list, list[str]]:
    names = [*part.by, *([ACCESSIBILITY.key] if part.key == "locations" else [])]
    found, wrong = [], []
    for number, piece in enumerate(cells.items(cell), 1):
        try:
            texts = cells.named(piece, part.main, names)
        except ValueError as error:
            reason = gettext("‘%(text)s’ belongs to no field; known are %(known)s.")
            wrong.append(f"{number}, " + reason % {"text": short(error), "known": ", ".join(names)})
            continue
        item: dict[str, Any] = {}
        for name, given in texts.items():
            if name == ACCESSIBILITY.key:
                item[name] = [typed.from_json(text) if text.startswith("{") else text for text in given]
            elif len(given) > 1:
                wrong.append(f"{number}, {name}: " + gettext("This stands twice."))
            elif given[0]:
                item[name] = part.by[name].kind.parse(given[0])
        found.append(item)
    return found, wrong


def _values(cell: str) -> tuple[dict, list[str]]:
    found, wrong = {}, []
    for piece in cells.items(cell):
        name, equals, text = cells.plain(piece).partition("=")
        if not equals:
            wrong.append(gettext("Write name=figure: ‘%(text)s’ has no name.") % {"text": short(piece)})
        elif name.strip() in found:
            wrong.append(gettext("‘%(text)s’ stands twice.") % {"text": short(name)})
        else:
            found[name.strip()] = typed.read(text.strip())
    return found, wrong


def cell_of(document: dict[str, Any], column: str) -> str:
    """A cell of a service, as `raw_row` reads it; "" for what is empty."""
    if "." in column:
        return (document.get("translations") or {}).get(column, {}).get("text", "")
    value = document.get(column, "")
    if value == "":
        return ""
    if column in ONE:
        return ONE[column].kind.cell(value)
    if column in LISTS or column in TERMS or column == "districts":
        return CODES.cell(value)
    if column in VALUES:
        pieces = (f"{name}={typed.write(figure)}" for name, figure in value.items())
        return cells.DIVIDER.join(map(cells.escaped, pieces))
    if column in PART or column == SOURCE.key:
        part = SOURCE if column == SOURCE.key else PART[column]
        return cells.DIVIDER.join(_item(part, item) for item in value)
    return str(value)


def _item(part: Part, item: dict) -> str:
    names = {*part.by, ACCESSIBILITY.key}
    fields = [(each.key, each.kind.cell(item[each.key])) for each in part.fields if each.key in item]
    for inner in item.get(ACCESSIBILITY.key, []):
        simple = set(inner) == {"description"} and not inner["description"].startswith("{")
        fields.append((ACCESSIBILITY.key, inner["description"] if simple else json.dumps(inner, ensure_ascii=False)))
    fields.sort(key=lambda field: field[0] != part.main)
    return cells.item(part.main, fields, names)
