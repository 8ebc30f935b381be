"""A table's first column as a picture: bars of numbers, drawn on the server. The table beside it says it all."""

from dataclasses import dataclass

from enquiries.reports.tables import Row, Table

WIDTH, LINE, LONGEST, BAR = 640, 26, 380, 220
"""Units of the picture: its width, a line's height, the longest bar, where bars begin."""
_CHARACTERS = 30


@dataclass(frozen=True)
class Bar:
    """One line: `length` is None where the number is withheld."""

    label: str
    number: int | None
    y: int
    length: int | None


@dataclass(frozen=True)
class Picture:
    """What the template draws."""

    title: str
    bars: list[Bar]
    height: int
    width: int = WIDTH
    start: int = BAR


def picture(table: Table) -> Picture | None:
    """Bars of the rows whose number may be shown, without totals; None where there are fewer than two."""
    rows = [row for row in table.rows if not row.total and row.lead is not None]
    if len(rows) < 2:
        return None
    most = max(row.lead or 0 for row in rows) or 1
    bars = [_bar(row, place, most) for place, row in enumerate(rows)]
    return Picture(table.title, bars, LINE * len(rows) + 4)


def _bar(row: Row, place: int, most: int) -> Bar:
    label = row.name if len(row.name) <= _CHARACTERS else row.name[: _CHARACTERS - 1] + "…"
    return Bar(label, row.lead, LINE * place + 4, max(1, round(LONGEST * (row.lead or 0) / most)))
