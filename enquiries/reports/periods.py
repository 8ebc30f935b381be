"""The only spans of time that reports have: weeks (ISO 8601) and quarters of thirteen of them.

Every week is in one quarter and no two of a kind overlap. A report over any other span would be one more sum from which
a small group could be worked out (`enquiries.reports.suppression`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from enquiries.models import ReportPeriod

WEEK = timedelta(weeks=1)
_QUARTER_WEEKS = 13


@dataclass(frozen=True)
class Span:
    """A week or a quarter: from the start of `start` to the end of `end`, both days of the city's calendar."""

    kind: str
    start: date
    end: date

    def between(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From when, and until before when."""
        return (
            datetime.combine(self.start, time(), tzinfo=zone),
            datetime.combine(self.end + timedelta(days=1), time(), tzinfo=zone),
        )

    @property
    def quarter_number(self) -> tuple[int, int]:
        """ISO year, and 1 to 4."""
        year, week, _ = self.start.isocalendar()
        return year, min(4, (week - 1) // _QUARTER_WEEKS + 1)


def week_of(day: date) -> Span:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Span(ReportPeriod.Kind.WEEK, monday, monday + timedelta(days=6))


def quarter_of(day: date) -> Span:
    """Weeks 1–13, 14–26, 27–39 and 40 to the last (52 or 53) of the ISO year."""
    year, number = week_of(day).quarter_number
    start = date.fromisocalendar(year, (number - 1) * _QUARTER_WEEKS + 1, 1)
    end = date.fromisocalendar(year, number * _QUARTER_WEEKS, 7) if number < 4 else _last_day(year)
    return Span(ReportPeriod.Kind.QUARTER, start, end)


def weeks_of(quarter: Span) -> list[Span]:
    """Its weeks in order."""
    return list(weeks_from(quarter.start, quarter.end))


def weeks_from(first: date, last: date) -> Iterator[Span]:
    """The week of `first`, and so on while they begin on or before `last`."""
    week = week_of(first)
    while week.start <= last:
        yield week
        week = week_of(week.start + WEEK)


def _last_day(year: int) -> date:
    return date.fromisocalendar(year + 1, 1, 1) - timedelta(days=1)
