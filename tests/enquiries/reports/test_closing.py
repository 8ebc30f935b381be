"""Weeks and quarters are closed once, from what was there, and keep no number that they do not show."""

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from enquiries.models import Barrier, Enquiry, ReportPeriod
from enquiries.reports.closing import close_due, lines_of, place_of
from enquiries.reports.facts import MEASURES
from enquiries.reports.periods import quarter_of, week_of, weeks_of
from enquiries.reports.suppression import LEAST, Line
from tests.enquiries.reports.test_suppression import attack

from .conftest import MONDAY

SOON, LATER = MONDAY + timedelta(weeks=1), datetime(2026, 9, 28, 3, tzinfo=ZoneInfo("Europe/Helsinki"))


def shown(period, table="opened"):
    return {place_of(key): number for key, number in period.figures[table].items() if number is not None}


def test_every_week_is_in_one_quarter_of_its_year():
    day, seen = date(2020, 1, 6), set()
    while day < date(2027, 1, 1):
        quarter = quarter_of(day)
        assert quarter.start <= day <= quarter.end and week_of(day) in weeks_of(quarter)
        assert len(weeks_of(quarter)) in (13, 14) and quarter.start.isoweekday() == 1
        seen.add((quarter.start, quarter.end))
        day += timedelta(days=1)
    ordered = sorted(seen)
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in zip(ordered, ordered[1:], strict=False))


def test_a_week_is_closed_when_it_is_over_where_the_city_is(enquire):
    enquire(MONDAY)
    midnight = datetime(2026, 7, 13, 0, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
    assert close_due(midnight - timedelta(minutes=1)) == 0
    assert close_due(midnight) == 1
    assert close_due(midnight) == 0
    week = ReportPeriod.objects.get()
    assert (week.start, week.end) == (date(2026, 7, 6), date(2026, 7, 12))


def test_small_groups_are_withheld_and_large_ones_shown(enquire):
    for _ in range(9):
        enquire(MONDAY, language="ar")
    for _ in range(8):
        enquire(MONDAY, language="fi")
    enquire(MONDAY, language="so")
    close_due(SOON)
    told = shown(ReportPeriod.objects.get())
    assert told["all", ""] == 18 and told["language", "ar"] == 9
    assert not {("language", "so"), ("language", "ckb")} & set(told)
    assert ("language", "fi") not in told, "18 less 9 less 8 would tell of the one"


def test_what_is_erased_later_changes_no_figure(busy):
    busy(weeks=1)
    close_due(SOON)
    before = ReportPeriod.objects.get().figures
    Enquiry.objects.first().conversation.delete()
    close_due(SOON)
    assert ReportPeriod.objects.get().figures == before


def test_a_quarter_is_the_sum_of_its_weeks_and_nothing_withheld_is_kept(busy):
    busy()
    close_due(LATER)
    periods = list(ReportPeriod.objects.all())
    assert [each.kind for each in periods].count("quarter") == 1
    quarter = next(each for each in periods if each.kind == "quarter")
    assert shown(quarter)["all", ""] == Enquiry.objects.filter(opened_at__lt=LATER).count()
    assert all(each.withheld == {} for each in periods)
    assert (
        quarter.figures["waits"]["all:"]
        and sum(quarter.figures["waits"]["all:"]) == shown(quarter, "replied")["all", ""]
    )
    numbers = [n for each in periods for measure in MEASURES for n in shown(each, measure).values()]
    assert min(numbers) >= LEAST


@pytest.mark.parametrize("a_week", [4, 12, 40])
def test_readers_of_all_weeks_and_the_quarter_find_no_small_group(busy, monkeypatch, a_week):
    """The true numbers are caught on the way: nobody can read them afterwards."""
    from enquiries.reports import closing

    true = {}
    keep = closing._keep
    monkeypatch.setattr(
        closing, "_keep", lambda period, name, values, hidden: (
            true.update({(name, period.kind, period.start, place): n for place, n in values.items()}),
            keep(period, name, values, hidden),
        ),
    )  # fmt: skip
    busy(a_week=a_week)
    began = time.process_time()
    close_due(LATER)
    assert time.process_time() - began < 120
    periods = {(each.kind, each.start): each for each in ReportPeriod.objects.all()}
    weeks = [start for kind, start in periods if kind == "week"]
    quarter = next(key for key in periods if key[0] == "quarter")
    for measure in ("opened", "not_helped"):
        values = {key[1:]: n for key, n in true.items() if key[0] == measure}
        lines = []
        for kind, start in periods:
            own = {place: n for (k, s, place), n in values.items() if (k, s) == (kind, start)}
            lines += [
                Line((kind, start, line.total), tuple((kind, start, each) for each in line.parts))
                for line in lines_of(own)
            ]
        lines += [
            Line((*quarter, place), tuple(("week", start, place) for start in weeks))
            for place in {key[2] for key in values}
        ]
        hidden = {
            (kind, start, place) for kind, start, place in values
            if place not in shown(periods[kind, start], measure)
        }  # fmt: skip
        assert attack(values, lines, hidden) == []


def test_barriers_of_a_quarter_by_service_and_kind(city, enquire):
    enquire(MONDAY)
    for kind, count in (("language", 6), ("papers", 7), ("cost", 2)):
        for _ in range(count):
            Barrier.objects.create(city=city, kind=kind, language="ar", reported_on=date(2026, 7, 7))
    close_due(LATER)
    quarter = ReportPeriod.objects.get(kind="quarter")
    told = {place_of(key): n for key, n in quarter.figures["barriers"].items() if n is not None}
    assert told["all", "all"] == 15
    assert ("", "cost") not in told and min(told.values()) >= LEAST


def test_two_at_once_close_a_week_once(enquire, city):
    enquire(MONDAY)
    ReportPeriod.objects.create(city=city, kind="week", start=date(2026, 7, 6), end=date(2026, 7, 12))
    assert close_due(SOON) == 0
