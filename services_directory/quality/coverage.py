"""Coverage: a table of two dimensions, the services that are current in each cell, and what is marked there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services_directory.quality.axes import ANY, AXES, NOT_STATED
from services_directory.quality.index import Index
from services_directory.quality.known import Known, known_of
from services_directory.quality.marks import Mark, Reason
from services_directory.quality.overlaps import overlaps

ALL = "all"
"""Code of the row and the column of totals."""
Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Cell:
    """A place of the table; the four sets of services are masks of the index.

    `current`: current services with the codes. `general`: current ones for everybody or the whole city beside them.
    `waiting`: those that would be current if somebody checked them. `unstated`: current ones that fit all codes they
    state but do not state all.
    """

    place: dict[str, str]
    current: int
    general: int = 0
    waiting: int = 0
    unstated: int = 0
    marks: tuple[Mark, ...] = ()
    reasons: tuple[Reason, ...] = ()
    known: Known | None = None

    @property
    def count(self) -> int:
        """How many services are current."""
        return self.current.bit_count()


@dataclass(frozen=True)
class Table:
    """Rows and columns are codes, ALL last; `cells` by (row, column)."""

    rows: str
    columns: str
    filters: Filters
    row_codes: list[str]
    column_codes: list[str]
    cells: dict[tuple[str, str], Cell] = field(repr=False)

    def marked(self, mark: Mark) -> list[Cell]:
        """Cells with a mark, totals left out."""
        return [cell for (row, column), cell in self.cells.items() if mark in cell.marks and ALL not in (row, column)]


def table(
    index: Index,
    rows: str,
    columns: str,
    codes: Mapping[str, Sequence[str]],
    filters: Filters | None = None,
    known: Sequence[Known] = (),
) -> Table:
    """The table of two different AXES.

    `codes` are the codes of both in order (`axes.codes`); a filter on one of the two leaves its other rows or columns
    out. ANY and NOT_STATED come last, the second where anything is in it. Raises ValueError for two equal axes.
    """
    if rows == columns:
        raise ValueError("rows and columns are the same dimension")
    filters = {axis: list(wanted) for axis, wanted in (filters or {}).items() if wanted}
    shown = {axis: _shown(index, axis, codes[axis], filters) for axis in (rows, columns)}
    cells = {
        (row, column): cell(index, {rows: row, columns: column}, filters, known)
        for row in [*shown[rows], ALL]
        for column in [*shown[columns], ALL]
    }
    return Table(rows, columns, filters, [*shown[rows], ALL], [*shown[columns], ALL], cells)


def _shown(index: Index, axis: str, codes: Sequence[str], filters: Filters) -> list[str]:
    if axis in filters:
        return list(filters[axis])
    extra = [ANY] if AXES[axis].any else []
    if index.masks[axis].get(NOT_STATED, 0) & index.current:
        extra.append(NOT_STATED)
    return [*codes, *extra]


def cell(index: Index, place: dict[str, str], filters: Filters | None = None, known: Sequence[Known] = ()) -> Cell:
    """One cell: `place` are its codes by axis (ALL: no condition), `filters` further ones, any of them fits."""
    wanted = {axis: list(codes) for axis, codes in (filters or {}).items() if codes}
    wanted |= {axis: [code] for axis, code in place.items() if code != ALL}
    own = usable = possible = index.all
    for axis, codes in wanted.items():
        having = index.having(axis, codes)
        own &= having
        # 'For everybody' and 'not stated', asked for by name, mean themselves alone.
        named = ANY in codes or NOT_STATED in codes
        wide = having if named else index.having(axis, codes, general=True)
        usable &= wide
        possible &= wide if named else wide | index.masks[axis].get(NOT_STATED, 0)
    current, general = own & index.current, usable & ~own & index.current
    single = {axis: codes[0] for axis, codes in wanted.items() if len(codes) == 1}
    clear = len(single) == len(wanted)
    marks, reasons = _marks(index, current, general, wanted)
    return Cell(
        place=single,
        current=current,
        general=general,
        waiting=own & index.waiting,
        unstated=possible & ~usable & index.current,
        marks=marks,
        reasons=reasons,
        known=known_of(single, known) if clear else None,
    )


def _marks(index: Index, current: int, general: int, wanted: Filters) -> tuple[tuple[Mark, ...], tuple[Reason, ...]]:
    """The marks of a cell and why it is thin, by the rules of `marks.RULES`."""
    if any(NOT_STATED in codes for codes in wanted.values()):
        return (), ()  # no place where somebody looks for help: records to complete
    everybody = any(ANY in codes for codes in wanted.values())
    if not current:
        if everybody:
            return (), ()  # nobody misses a service for all where there is one made for each
        return ((Mark.THIN,), (Reason.GENERAL,)) if general else ((Mark.GAP,), ())
    reasons = []
    if current & (current - 1) == 0:
        reasons.append(Reason.ONE)
    if not current & ~index.overdue:
        reasons.append(Reason.OVERDUE)
    if "language" not in wanted and not current & index.other_language:
        reasons.append(Reason.HOST_LANGUAGES)
    if not current & ~index.paid:
        reasons.append(Reason.PAID)
    marks = [Mark.THIN] if reasons else []
    if overlaps(index, current):
        marks.append(Mark.OVERLAP)
    return tuple(marks), tuple(reasons)
