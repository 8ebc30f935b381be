"""A table of any spreadsheet as services."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext

from services_directory.exchange.columns import header, raw_row
from services_directory.exchange.faults import Fault, Unreadable
from services_directory.exchange.row import Row
from services_directory.exchange.rows import read_row

MOST_ROWS = 200_000
"""Rows that are read; more than the largest city has by far."""


@dataclass
class Table:
    """The names of the columns, and (row number, cells) of what follows; `first` is the row of the names."""

    names: list[str]
    lines: Iterator[tuple[int, list[str]]]
    first: int = 1
    notes: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """The services. Rows that are empty or begin with # are left out. Raises Unreadable for faulty columns."""
        columns, faults = header(self.names)
        if faults or not any(columns):
            error = Unreadable(gettext("The first row names no known column."), self.first)
            error.faults = [Fault(self.first, fault.column, fault.reason) for fault in faults] or error.faults
            raise error
        count = 0
        for number, line in self.lines:
            filled = [cell for cell in line if cell.strip()]
            if not filled or filled[0].lstrip("'").startswith("#"):
                continue
            count += 1
            if count > MOST_ROWS:
                raise Unreadable(gettext("The file has more than %(most)s rows.") % {"most": f"{MOST_ROWS:,}"}, number)
            line = line + [""] * (len(columns) - len(line))
            raw, wrong = raw_row(columns, line)
            row = read_row(raw, number)
            for column, reason in wrong:
                row.fault(column, reason)
            stray = [cell for column, cell in zip(columns, line, strict=False) if column is None and cell.strip()]
            if stray or any(cell.strip() for cell in line[len(columns) :]):
                row.fault("", gettext("The row has a value in a column without a name."))
            yield row
