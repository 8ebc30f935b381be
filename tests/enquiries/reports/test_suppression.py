"""Readers with pencil, paper and every number that was ever shown do not find a group below five."""

import itertools

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csc_array

from enquiries.reports.suppression import LEAST, Line, too_sure, withheld

WEEKS = ("w1", "w2", "w3")


def table(rows: dict) -> tuple[dict, list[Line]]:
    """Rows and columns with both totals: {row: {column: n}}."""
    columns = sorted({column for row in rows.values() for column in row})
    values = {(row, column): n for row, cells in rows.items() for column, n in cells.items()}
    values |= {(row, "all"): sum(cells.values()) for row, cells in rows.items()}
    values |= {("all", column): sum(cells[column] for cells in rows.values()) for column in columns}
    values["all", "all"] = sum(values[row, "all"] for row in rows)
    lines = [Line((row, "all"), tuple((row, column) for column in columns)) for row in [*rows, "all"]]
    lines += [Line(("all", column), tuple((row, column) for row in rows)) for column in [*columns, "all"]]
    return values, lines


def equations(values, lines):
    """The reader's system over all cells: lines, and a row for each number shown is added by the caller."""
    cells = sorted(values, key=repr)
    place = {cell: number for number, cell in enumerate(cells)}
    rows = []
    for line in lines:
        row = numpy.zeros(len(cells))
        row[[place[cell] for cell in line.parts]] = 1
        row[place[line.total]] = -1
        rows.append(row)
    return cells, place, rows


def attack(values, lines, hidden) -> list:
    """The withheld small cells that a reader pins: by linear algebra alone, or by the bounds of linear programming."""
    cells, place, rows = equations(values, lines)
    left, right = list(rows), [0.0] * len(rows)
    for cell in cells:
        if cell not in hidden:
            row = numpy.zeros(len(cells))
            row[place[cell]] = 1
            left.append(row)
            right.append(values[cell])
    matrix, sums = numpy.array(left), numpy.array(right)
    # What the equations leave open: a cell that no solution of the homogeneous system moves is solved.
    _, sizes, turned = numpy.linalg.svd(matrix)
    free = turned[(sizes > 1e-9).sum() :]
    most_people, pinned = sum(values.values()) + 10 * LEAST, []
    for cell in cells:
        if cell not in hidden or not 0 < values[cell] < LEAST:
            continue
        if not free.size or numpy.abs(free[:, place[cell]]).max() < 1e-9:
            pinned.append((cell, "solved"))
        unit = numpy.zeros(len(cells))
        unit[place[cell]] = 1
        most = linprog(-unit, A_eq=csc_array(matrix), b_eq=sums, bounds=(0, most_people), method="highs")
        if most.status == 0 and -most.fun < LEAST - 1e-6:
            pinned.append((cell, f"at most {-most.fun}"))
    return pinned


numbers = st.integers(0, 12)


@st.composite
def two_way(draw):
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    return table({f"r{row}": {f"c{column}": draw(numbers) for column in range(columns)} for row in range(rows)})


@given(two_way())
@settings(max_examples=150, deadline=None)
def test_no_small_cell_of_a_table_with_totals_is_pinned(made):
    values, lines = made
    hidden = withheld(values, lines)
    assert {cell for cell, n in values.items() if n < LEAST} <= hidden
    assert attack(values, lines, hidden) == []


@st.composite
def a_quarter(draw):
    """People of three weeks, each with a language and a topic; what is published are sums over them."""
    people = draw(
        st.lists(st.tuples(st.sampled_from(WEEKS), st.sampled_from("abc"), st.sampled_from("xy")), max_size=60)
    )
    values = {}
    for period in (*WEEKS, "quarter"):
        inside = [each for each in people if period in (each[0], "quarter")]
        values[period, "all"] = len(inside)
        values |= {(period, language): sum(each[1] == language for each in inside) for language in "abc"}
        values |= {(period, topic): sum(each[2] == topic for each in inside) for topic in "xy"}
    return values


def lines_within(period) -> list[Line]:
    return [Line((period, "all"), tuple((period, code) for code in codes)) for codes in ("abc", "xy")]


LINES_OF_TIME = [Line(("quarter", code), tuple((week, code) for week in WEEKS)) for code in ("all", *"abcxy")]


@given(a_quarter())
@settings(max_examples=150, deadline=None)
def test_weeks_published_one_by_one_and_then_their_sum_pin_nobody(values):
    hidden: set = set()
    for week in WEEKS:
        of_week = {cell: n for cell, n in values.items() if cell[0] == week}
        decided = withheld(of_week, lines_within(week))
        assert attack(of_week, lines_within(week), decided) == []
        hidden |= decided
    shown = {cell for cell in values if cell[0] in WEEKS and cell not in hidden}
    lines = [line for period in (*WEEKS, "quarter") for line in lines_within(period)] + LINES_OF_TIME
    at_the_end = withheld(values, lines, shown=shown, hidden=hidden)
    assert not shown & at_the_end, "what was published stays"
    assert hidden <= at_the_end, "what was withheld is not told later"
    assert attack(values, lines, at_the_end) == []


@given(two_way())
@settings(max_examples=60, deadline=None)
def test_whole_numbers_give_nobody_away_either(made):
    """By trying every table of small whole numbers, for tables that are small enough."""
    values, lines = made
    hidden = withheld(values, lines)
    inner = sorted((cell for cell in hidden if "all" not in cell), key=repr)
    most = values["all", "all"] + LEAST
    if not inner or (most + 1) ** len(inner) > 50_000:
        return
    reached = {cell: 0 for cell in inner if 0 < values[cell] < LEAST}
    for guess in itertools.product(range(most + 1), repeat=len(inner)):
        trial = {**values, **dict(zip(inner, guess, strict=True))}
        rows = {cell[0] for cell in values if cell[0] != "all"}
        columns = {cell[1] for cell in values if cell[1] != "all"}
        sums = {(row, "all"): sum(trial[row, c] for c in columns) for row in rows}
        sums |= {("all", column): sum(trial[r, column] for r in rows) for column in columns}
        sums["all", "all"] = sum(trial[r, c] for r in rows for c in columns)
        if all(cell in hidden or n == values[cell] for cell, n in sums.items()):
            for cell in reached:
                reached[cell] = max(reached[cell], trial[cell])
    assert all(most >= LEAST for most in reached.values())


def test_a_lonely_small_cell_takes_the_next_one_with_it():
    values = {"a": 3, "b": 9, "c": 30, "all": 42}
    assert withheld(values, [Line("all", ("a", "b", "c"))]) == {"a", "b"}


def test_two_small_ones_that_are_small_together_take_a_third():
    values = {"a": 1, "b": 2, "c": 30, "d": 40, "all": 73}
    assert withheld(values, [Line("all", ("a", "b", "c", "d"))]) == {"a", "b", "c"}


def test_groups_without_anybody_cost_the_others_nothing():
    values = {"a": 9, "b": 8, "c": 0, "d": 0, "all": 17}
    assert withheld(values, [Line("all", ("a", "b", "c", "d"))]) == {"c", "d"}


def test_one_person_among_groups_without_anybody_hides_behind_a_large_one():
    values = {"a": 9, "b": 8, "c": 1, "d": 0, "all": 18}
    assert withheld(values, [Line("all", ("a", "b", "c", "d"))]) == {"b", "c", "d"}


def test_large_groups_are_shown_whole():
    values, lines = table({"r1": {"c1": 7, "c2": 8}, "r2": {"c1": 9, "c2": 10}})
    assert withheld(values, lines) == frozenset()


def test_the_difference_of_two_exports_is_a_line_like_any_other():
    """A quarter of 20 and twelve of its weeks with 17 would tell the thirteenth: the quarter is withheld."""
    values = {"w1": 8, "w2": 9, "w3": 3, "quarter": 20}
    line = Line("quarter", ("w1", "w2", "w3"))
    assert withheld(values, [line], shown={"w1", "w2"}, hidden={"w3"}) == {"w3", "quarter"}


def test_the_readers_of_these_tests_find_what_there_is_to_find():
    values, lines = table({"r1": {"c1": 3, "c2": 8}, "r2": {"c1": 9, "c2": 10}})
    assert attack(values, lines, {("r1", "c1")}) == [(("r1", "c1"), "solved"), (("r1", "c1"), "at most 3.0")]
    small = {"a": 1, "b": 2, "c": 30, "all": 33}
    assert len(attack(small, [Line("all", ("a", "b", "c"))], {"a", "b"})) == 2


def test_the_check_finds_what_was_withheld_too_little():
    values = {"a": 3, "b": 9, "all": 12}
    assert too_sure(values, [Line("all", ("a", "b"))], {"a"}) == ["a"]
    assert too_sure(values, [Line("all", ("a", "b"))], {"a", "b"}) == []


def test_a_small_number_that_was_shown_is_a_fault():
    with pytest.raises(ValueError):
        withheld({"a": 3}, [], shown={"a"})
