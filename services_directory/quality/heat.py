"""The coverage table as a picture: each cell with its shade, its words and the address that leads into it."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from services_directory.models import City
from services_directory.quality.coverage import ALL, Cell, Table
from services_directory.quality.export import labels
from services_directory.quality.forms import PARAMETER
from services_directory.quality.marks import NAMES, Mark

SHADES = ((0, 0, "0"), (1, 1, "1"), (2, 2, "2"), (3, 5, "3–5"), (6, None, "6+"))
"""From, to, and how the legend calls it: five shades that can be told apart on paper."""


def shade(count: int) -> int:
    """The place of a number of services among SHADES."""
    return next(place for place, (least, most, _) in enumerate(SHADES) if most is None or count <= most)


def query(city: City, table: Table, place: dict[str, str]) -> str:
    """The query of an address that leads to a place and back to the table."""
    parts = {"city": city.pk, "rows": table.rows, "columns": table.columns}
    return urlencode(parts | {PARAMETER[axis]: code for axis, code in place.items()})


def picture(table: Table, city: City, app: str) -> dict:
    """What the template draws: `columns` as names, `rows` with a name and cells."""
    rows, columns = labels(table.rows, table.row_codes, city), labels(table.columns, table.column_codes, city)
    base = f"{reverse('admin:coverage-cell', current_app=app)}?{query(city, table, {})}"
    return {
        "columns": [columns[code] for code in table.column_codes],
        "rows": [
            {
                "name": rows[row],
                "total": row == ALL,
                "cells": [_drawn(table.cells[row, column], base, column == ALL) for column in table.column_codes],
            }
            for row in table.row_codes
        ],
    }


def _drawn(cell: Cell, base: str, total: bool) -> dict:
    place = urlencode({PARAMETER[axis]: code for axis, code in cell.place.items()})
    known = cell.known if {Mark.GAP, Mark.THIN} & set(cell.marks) else None
    classes = [f"heat-{shade(cell.count)}", *(f"mark-{mark}" for mark in cell.marks)]
    return {
        "count": cell.count,
        "words": [NAMES[mark] for mark in cell.marks],
        "classes": " ".join([*classes, *(["known"] if known else []), *(["total"] if total else [])]),
        "url": f"{base}&{place}" if place else base,
        "waiting": cell.waiting.bit_count() if cell.marks and cell.marks[0] in (Mark.GAP, Mark.THIN) else 0,
        "known": _plan(known) if known else "",
    }


def _plan(known) -> str:
    text = gettext_lazy("planned until %(day)s, past") if known.late else gettext_lazy("planned until %(day)s")
    return text % {"day": date_format(known.until, "DATE_FORMAT")}
