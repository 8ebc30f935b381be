"""Coverage as CSV and as JSON."""

import csv
from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from services_directory.models import City
from services_directory.quality import axes
from services_directory.quality.coverage import ALL, Cell, Table
from services_directory.quality.index import Index
from services_directory.quality.marks import NAMES, REASONS, RULES

_COLUMNS = (
    gettext_lazy("row"), gettext_lazy("name of the row"), gettext_lazy("column"), gettext_lazy("name of the column"),
    gettext_lazy("current services"), gettext_lazy("ids"), gettext_lazy("names"), gettext_lazy("for everybody"),
    gettext_lazy("to be checked"), gettext_lazy("marks"), gettext_lazy("why"), gettext_lazy("plan"),
    gettext_lazy("until"),
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def labels(axis: str, codes: list[str], city: City, language: str | None = None) -> dict[str, str]:
    """Code → name of the rows or columns of a table, its totals among them."""
    return axes.names(axis, city, set(codes), language) | {ALL: str(gettext_lazy("All"))}


def csv_lines(table: Table, index: Index, city: City) -> Iterator[str]:
    """The table, a line a cell, as spreadsheets read it: UTF-8 with its mark, formulas made harmless."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([str(name) for name in _COLUMNS])
    rows, columns = labels(table.rows, table.row_codes, city), labels(table.columns, table.column_codes, city)
    for (row, column), cell in table.cells.items():
        services, known = index.members(cell.current), cell.known
        marks, why = (str(NAMES[mark]) for mark in cell.marks), (str(REASONS[reason]) for reason in cell.reasons)
        line = [
            row, rows[row], column, columns[column], cell.count, " | ".join(one.slug for one in services),
            " | ".join(one.name for one in services), cell.general.bit_count(), cell.waiting.bit_count(),
            " | ".join(marks), " ".join(why),
            known.plan if known else "", known.until.isoformat() if known else "",
        ]  # fmt: skip
        yield writer.writerow([_harmless(value) for value in line])


def as_json(table: Table, index: Index, city: City, language: str) -> dict:
    """The table with the ids of the services in each cell; the day of a plan, not its text, which is the officers'."""
    everything = table.cells[ALL, ALL].current
    rows = labels(table.rows, table.row_codes, city, language)
    columns = labels(table.columns, table.column_codes, city, language)
    return {
        "rows": {"axis": table.rows, "codes": [{"code": code, "name": rows[code]} for code in table.row_codes]},
        "columns": {
            "axis": table.columns,
            "codes": [{"code": code, "name": columns[code]} for code in table.column_codes],
        },
        "filters": table.filters,
        "cells": [_cell(place, cell, index) for place, cell in table.cells.items()],
        "unreferred": [one.slug for one in index.members(everything & index.unreferred)],
        "dead_ends": [one.slug for one in index.members(everything & index.dead_end)],
        "rules": {mark.value: str(rule) for mark, rule in RULES.items()},
        "reasons": {reason.value: str(text) for reason, text in REASONS.items()},
    }


def _cell(place: tuple[str, str], cell: Cell, index: Index) -> dict:
    known = cell.known
    return {
        "row": place[0],
        "column": place[1],
        "count": cell.count,
        "services": [one.slug for one in index.members(cell.current)],
        "for_everybody": cell.general.bit_count(),
        "to_check": cell.waiting.bit_count(),
        "not_stated": cell.unstated.bit_count(),
        "marks": [mark.value for mark in cell.marks],
        "reasons": [reason.value for reason in cell.reasons],
        "known": {"until": known.until.isoformat(), "late": known.late} if known else None,
    }


def _harmless(value):
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


class _Echo:
    """What csv writes to; the line itself is handed on."""

    def write(self, line: str) -> str:
        return line
