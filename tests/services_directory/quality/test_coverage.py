"""The rules of coverage, on services made for them: which cells are gaps, thin, overlaps."""

import random
from itertools import combinations

import pytest

from services_directory.quality.axes import ANY, AXES, NOT_STATED
from services_directory.quality.coverage import ALL, cell, table
from services_directory.quality.facts import Facts
from services_directory.quality.index import Index
from services_directory.quality.marks import Mark, Reason
from services_directory.quality.overlaps import overlapping
from services_directory.status import Status

FULL = {
    "topic": "loans",
    "phase": "idea",
    "audience": "refugees",
    "language": "en",
    "format": "online",
    "district": ANY,
}


def fact(slug, organization=1, status=Status.CURRENT, area="city:", overdue=False, paid=False, **codes):
    found = {axis: frozenset(codes.get(axis, FULL[axis]).split()) or {NOT_STATED} for axis in AXES}
    return Facts(
        pk=hash(slug), slug=slug, name=slug, organization=organization, organization_name="", status=status,
        overdue=overdue, codes=found, areas=frozenset([area]), only_paid=paid,
    )  # fmt: skip


def index(*facts):
    return Index(facts, ["fi", "sv"])


def slugs(index, mask):
    return [one.slug for one in index.members(mask)]


def test_each_cell_holds_the_services_that_are_current():
    made = index(
        fact("a", topic="loans tax"), fact("b", phase="idea starting"), fact("c", status=Status.CHECK),
        fact("d", status=Status.OVER), fact("e", topic=""),
    )  # fmt: skip
    found = table(made, "topic", "phase", {"topic": ["loans", "tax"], "phase": ["idea", "starting"]})
    assert found.row_codes == ["loans", "tax", NOT_STATED, ALL] and found.column_codes == ["idea", "starting", ALL]
    current = {place: slugs(made, one.current) for place, one in found.cells.items()}
    assert current["loans", "idea"] == ["a", "b"] and current["loans", "starting"] == ["b"]
    assert current["tax", "idea"] == ["a"] and current["tax", "starting"] == []
    assert current[NOT_STATED, "idea"] == ["e"] and current[ALL, ALL] == ["a", "b", "e"]
    assert slugs(made, found.cells["loans", "idea"].waiting) == ["c"]
    assert slugs(made, found.cells["tax", "idea"].unstated) == ["e"]


@pytest.mark.parametrize(
    "facts, marks, reasons",
    [
        ([], {Mark.GAP}, set()),
        ([fact("a", status=Status.CHECK), fact("b", status=Status.OVER)], {Mark.GAP}, set()),
        ([fact("a")], {Mark.THIN}, {Reason.ONE}),
        ([fact("a"), fact("b")], set(), set()),
        ([fact("a", overdue=True), fact("b", overdue=True)], {Mark.THIN}, {Reason.OVERDUE}),
        ([fact("a", overdue=True), fact("b")], set(), set()),
        ([fact("a", language="fi"), fact("b", language="")], {Mark.THIN}, {Reason.HOST_LANGUAGES}),
        ([fact("a", language="fi"), fact("b", language="sv ar")], set(), set()),
        ([fact("a", paid=True), fact("b", paid=True)], {Mark.THIN}, {Reason.PAID}),
        ([fact("a", 1), fact("b", 2)], {Mark.OVERLAP}, set()),
    ],
)
def test_marks_of_a_cell_follow_their_rules(facts, marks, reasons):
    found = cell(index(*facts), {"topic": "loans", "phase": "idea"})
    assert set(found.marks) == marks and set(found.reasons) == reasons


def test_a_service_for_everybody_keeps_an_audience_from_being_a_gap_but_it_stays_thin():
    made = index(fact("general", audience=ANY), fact("other", audience=ANY))
    found = cell(made, {"audience": "refugees"})
    assert found.count == 0 and slugs(made, found.general) == ["general", "other"]
    assert found.marks == (Mark.THIN,) and found.reasons == (Reason.GENERAL,)
    assert cell(made, {"audience": ANY}).count == 2
    assert cell(index(), {"audience": "refugees"}).marks == (Mark.GAP,)


def test_host_languages_are_no_reason_where_language_is_asked_for():
    made = index(fact("a", language="fi"), fact("b", language="fi"))
    assert cell(made, {"language": "fi"}).reasons == () and cell(made, {"language": "ar"}).marks == (Mark.GAP,)


def test_filters_narrow_every_cell_and_leave_other_rows_out():
    made = index(fact("a", format="online"), fact("b", format="in-person"), fact("c", topic="tax"))
    codes = {"topic": ["loans", "tax"], "phase": ["idea"]}
    narrowed = table(made, "topic", "phase", codes, {"format": ["online"], "topic": ["loans"]})
    assert narrowed.row_codes == ["loans", ALL]
    assert slugs(made, narrowed.cells[ALL, ALL].current) == ["a"]
    assert narrowed.cells["loans", "idea"].place == {"topic": "loans", "phase": "idea", "format": "online"}
    with pytest.raises(ValueError):
        table(made, "topic", "topic", codes)


@pytest.mark.parametrize("axis", ["topic", "phase", "audience", "language"])
def test_an_overlap_needs_everything_to_be_the_same(axis):
    other = fact("b", 2, **{axis: "something-else"})
    assert overlapping(index(fact("a", 1), other), 0b11) == ([], True)
    assert overlapping(index(fact("a", 1), fact("b", 2, **{axis: ""})), 0b11) == ([], True)
    assert overlapping(index(fact("a", 1), fact("b", 2, area="district:hill")), 0b11) == ([], True)


def test_overlaps_are_grouped_with_what_is_shared():
    made = index(
        fact("a", 1, topic="loans tax"), fact("b", 2, topic="loans tax"), fact("c", 3), fact("d", 3, phase="x")
    )
    groups, complete = overlapping(made, 0b1111)
    assert complete and [slugs_of(group) for group in groups] == [["a", "b", "c"]]
    assert groups[0].codes["topic"] == {"loans"} and groups[0].codes["language"] == {"en"}
    apart = index(fact("a", 1), fact("b", 2), fact("c", 3, topic="tax"), fact("d", 4, topic="tax"), fact("e", 5))
    first, complete = overlapping(apart, 0b11111, most=1)
    assert not complete and [slugs_of(group) for group in first] == [["a", "b", "e"]]


def slugs_of(group):
    return [one.slug for one in group.services]


def test_sets_of_bits_find_what_comparing_every_pair_finds():
    """On made-up services: cells by looking at each service, overlaps by comparing each pair."""
    rng = random.Random(4)
    choice = {"topic": "abc", "phase": "de", "audience": "fg", "language": "hi", "format": "jk", "district": "lm"}
    facts = [
        fact(
            f"s{n}", rng.randrange(4), rng.choice(list(Status)[:3]), rng.choice(["x", "y"]),
            **{axis: " ".join(rng.sample(codes, rng.randrange(3))) for axis, codes in choice.items()},
        )
        for n in range(120)
    ]  # fmt: skip
    made = index(*facts)
    axes = ("topic", "phase", "audience", "language")

    def alike(one, other):
        shared = all((one.codes[axis] & other.codes[axis]) - {NOT_STATED} for axis in axes)
        return shared and one.areas & other.areas and one.organization != other.organization

    for rows, columns in (("topic", "phase"), ("format", "district"), ("language", "audience")):
        found = table(made, rows, columns, {rows: list(choice[rows]), columns: list(choice[columns])})
        for row in choice[rows]:
            for column in choice[columns]:
                here = [
                    one
                    for one in facts
                    if one.status is Status.CURRENT and row in one.codes[rows] and column in one.codes[columns]
                ]
                assert slugs(made, found.cells[row, column].current) == [one.slug for one in here]
                pairs = any(alike(one, other) for one, other in combinations(here, 2))
                assert (Mark.OVERLAP in found.cells[row, column].marks) == pairs
