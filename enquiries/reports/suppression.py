"""Which numbers of a set of tables are withheld, so that no group smaller than five can be worked out from the others.

A number below LEAST is withheld, and whatever would give it away with it (complementary suppression). Whoever reads
the tables knows every number shown, how totals are made of parts, and that people are counted in whole numbers from nought.
Against such a reader the rule is: each withheld number of one to four could as well be LEAST or more (`too_sure` looks
for one that could not). Nought is withheld like one to four, so that the two look the same; where everything withheld is
nought a reader may find that out, since there is nobody of whom it says anything.

Numbers that stand in an earlier table cannot be taken back: `shown` are those. See Hundepool et al., 'Statistical
Disclosure Control' (2012), chapter 4, for the terms; the exact check is a problem of whole numbers for HiGHS.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

LEAST = 5
"""The smallest group of which a number is shown."""
_SOLVED, _INFEASIBLE = 0, 2

Cell = Hashable


@dataclass(frozen=True)
class Line:
    """A sum that every reader knows: the total is the sum of its parts."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All of them, the total last."""
        return (*self.parts, self.total)


def withheld(
    values: Mapping[Cell, int],
    lines: Sequence[Line],
    shown: Iterable[Cell] = (),
    hidden: Iterable[Cell] = (),
) -> frozenset[Cell]:
    """The cells to withhold; `shown` and `hidden` were decided in earlier tables and stay so.

    Deterministic: the same numbers give the same answer. Raises ValueError where a cell in `shown` is below LEAST, and
    where what was shown before leaves no safe answer (it does not where each earlier table was made by this function
    and every new line has a new total).
    """
    fixed = frozenset(shown)
    small = [cell for cell in fixed if values[cell] < LEAST]
    if small:
        raise ValueError(f"{len(small)} numbers below {LEAST} were shown already")
    found = {cell for cell, number in values.items() if number < LEAST} | set(hidden)
    while True:
        _by_line(values, lines, fixed, found)
        unsafe = too_sure(values, lines, found)
        if not unsafe:
            return frozenset(found)
        found.add(_next_of(unsafe[0], values, lines, fixed, found))


def _by_line(values, lines, fixed, found: set) -> None:
    """Withhold more until no single line gives a withheld number away; a quick first step, the check is `too_sure`."""
    changed = True
    while changed:
        changed = False
        for line in lines:
            while _gives_away(line, values, found):
                more = [cell for cell in line.cells if cell not in found and cell not in fixed]
                if not more:
                    break  # another line may still help; `too_sure` decides
                found.add(_smallest(more, values, {line.total}))
                changed = True


def _gives_away(line: Line, values, found: set) -> bool:
    parts = [cell for cell in line.parts if cell in found]
    if line.total in found:
        return not parts and values[line.total] > 0
    together = sum(values[cell] for cell in parts)
    return together > 0 and (len(parts) < 2 or together < LEAST)


def _smallest(cells: Iterable[Cell], values, totals) -> Cell:
    """The cell whose loss costs the reader least: parts before totals, small before large."""
    return min(cells, key=lambda cell: (cell in totals, values[cell], repr(cell)))


def _next_of(cell: Cell, values, lines, fixed, found: set) -> Cell:
    """What to withhold so that `cell` gets room: something of its own lines, or of lines that hang on them."""
    totals = {line.total for line in lines}
    reached, around = {cell}, [cell]
    while around:
        touching = [line for line in lines if any(each in line.cells for each in around)]
        more = {each for line in touching for each in line.cells if each not in found and each not in fixed}
        if more:
            return _smallest(more, values, totals)
        around = [each for line in touching for each in line.cells if each in found and each not in reached]
        reached.update(around)
    rest = [each for each in values if each not in found and each not in fixed]
    if not rest:
        raise ValueError("what was shown before leaves no safe answer")
    return _smallest(rest, values, totals)


def too_sure(values: Mapping[Cell, int], lines: Sequence[Line], found: Iterable[Cell]) -> list[Cell]:
    """The withheld numbers of one to four of which a reader can tell that they are below LEAST, in a settled order."""
    found = set(found)
    unsure = sorted((cell for cell in found if 0 < values[cell] < LEAST), key=repr)
    sure = []
    for cells, rows, sums in _parts_of(values, lines, found):
        place = {cell: number for number, cell in enumerate(cells)}
        open_ones = [cell for cell in unsure if cell in place]
        while open_ones:
            witness = _table_with(place[open_ones[0]], [place[cell] for cell in open_ones], rows, sums, len(cells))
            if witness is None:
                sure.append(open_ones.pop(0))
            else:
                open_ones = [cell for cell in open_ones if witness[place[cell]] < LEAST]
    return sorted(sure, key=repr)


def _parts_of(values, lines, found: set) -> list[tuple]:
    """The equations among the withheld cells, apart where they have nothing to do with each other.

    Each is (cells, rows, sums): a row is {place of the cell: its factor}.
    """
    group = {cell: cell for cell in found}

    def leader(cell):
        while group[cell] != cell:
            group[cell] = group[group[cell]]
            cell = group[cell]
        return cell

    equations = []
    for line in lines:
        factors = {cell: 1 for cell in line.parts if cell in found}
        rest = (0 if line.total in found else values[line.total]) - sum(
            values[cell] for cell in line.parts if cell not in found
        )
        if line.total in found:
            factors[line.total] = -1
        if factors:
            equations.append((factors, rest))
            first = leader(next(iter(factors)))
            for cell in factors:
                group[leader(cell)] = first
    together: dict[Cell, tuple[list, list, list]] = {}
    for cell in sorted(found, key=repr):
        together.setdefault(leader(cell), ([], [], []))[0].append(cell)
    for factors, rest in equations:
        cells, rows, sums = together[leader(next(iter(factors)))]
        rows.append({cells.index(cell): factor for cell, factor in factors.items()})
        sums.append(rest)
    return list(together.values())


def _table_with(wanted: int, others: list[int], rows: list[dict], sums: list[int], count: int):
    """A table in whole numbers that fits all that is shown and has LEAST or more at `wanted`; None: there is none.

    Among such tables one with as many of `others` at LEAST or more as comes easily: it answers for them too.
    """
    if not rows:
        return numpy.full(count, LEAST)
    pairs = [(number, place, factor) for number, row in enumerate(rows) for place, factor in row.items()]
    matrix = csr_array(
        ([factor for *_, factor in pairs], ([number for number, *_ in pairs], [place for _, place, _ in pairs])),
        shape=(len(rows), count),
    )
    least, most = numpy.zeros(count), numpy.full(count, numpy.inf)
    least[wanted] = LEAST
    # No number need be larger than all that is shown together and a little more: bounds keep the search finite.
    most[:] = sum(abs(each) for each in sums) + LEAST * count
    wish = numpy.zeros(count)
    wish[others] = -1
    most[others] = numpy.minimum(most[others], 2 * LEAST)
    constraint = LinearConstraint(matrix, sums, sums)
    found = milp(wish, integrality=numpy.ones(count), bounds=Bounds(least, most), constraints=constraint,
                 options={"mip_rel_gap": 0.2})  # fmt: skip
    if found.status != _SOLVED:
        # The caps on the others were for a good answer, not for a true one.
        most[others] = sum(abs(each) for each in sums) + LEAST * count
        found = milp(numpy.zeros(count), integrality=numpy.ones(count), bounds=Bounds(least, most),
                     constraints=constraint)  # fmt: skip
    if found.status == _INFEASIBLE:
        return None
    if found.status != _SOLVED:
        raise RuntimeError(f"the check of a table was not finished: {found.message}")
    return numpy.round(found.x)
