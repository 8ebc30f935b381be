"""Closing weeks and quarters: numbers are counted once, it is decided once which are shown, and both stay.

A week is closed when it is over in the city, a quarter when its last week is. A quarter's numbers are the sums of its
weeks' numbers, so an enquiry that somebody erases changes no figure that was shown, and no later page or file differs
from an earlier one by one person.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from enquiries.calendar import zone_of
from enquiries.models import Barrier, Enquiry, ReportPeriod, Unanswered
from enquiries.reports import facts as reading
from enquiries.reports.facts import ALL, AXES, Facts
from enquiries.reports.periods import Span, quarter_of, week_of, weeks_from, weeks_of
from enquiries.reports.suppression import Line, withheld
from enquiries.reports.waits import added
from services_directory.models import City

WEEK, QUARTER = ReportPeriod.Kind.WEEK, ReportPeriod.Kind.QUARTER
BARRIERS, WAITS = "barriers", "waits"
FARTHEST = timedelta(weeks=60)
"""Weeks that were missed (Kiosk did not run) are closed later, as far back as enquiries are kept."""

Table = dict[tuple[str, str], int]


def close_due(now: datetime | None = None) -> int:
    """Close every week and quarter that is over and not closed yet; returns how many.

    Two that run at once close a period once: the second finds it made. Each period is a transaction of its own.
    """
    now = now or timezone.now()
    return sum(_close(city, span) for city in City.objects.order_by("pk") for span in _due(city, now))


def _due(city: City, now: datetime) -> Iterator[Span]:
    """What is to be closed, in order: weeks, and each quarter after its last week."""
    last = week_of(now.astimezone(zone_of(city)).date()).start - timedelta(days=1)
    closed = set(ReportPeriod.objects.filter(city=city).values_list("kind", "start"))
    first = _first_day(city, last)
    if first is None:
        return
    for week in weeks_from(first, last):
        if (WEEK, week.start) not in closed:
            yield week
        quarter = quarter_of(week.start)
        if quarter.end == week.end and (QUARTER, quarter.start) not in closed:
            yield quarter


def _first_day(city: City, last: date) -> date | None:
    """The day from which there is something to close: that of the last closed week, or of the first enquiry."""
    newest = ReportPeriod.objects.filter(city=city, kind=WEEK).order_by("-start").first()
    if newest is not None:
        return newest.start  # not the week after: its quarter may be left to close
    enquiry = Enquiry.objects.filter(city=city).order_by("opened_at").first()
    barrier = Barrier.objects.filter(city=city).order_by("reported_on").first()
    asked = Unanswered.objects.filter(city=city).order_by("day").first()
    days = [asked.day] if asked else []
    days += [enquiry.opened_at.astimezone(zone_of(city)).date()] if enquiry else []
    days += [barrier.reported_on] if barrier else []
    return max(min(days), last - FARTHEST) if days else None


def _close(city: City, span: Span) -> bool:
    try:
        with transaction.atomic():
            period, made = ReportPeriod.objects.get_or_create(
                city=city, kind=span.kind, start=span.start, defaults={"end": span.end}
            )
            if not made:
                return False
            if span.kind == WEEK:
                _fill_week(period, reading.read(city, span))
            else:
                _fill_quarter(period, span)
            period.save()
    except IntegrityError:  # another process closes it at this moment
        return False
    return True


def _fill_week(period: ReportPeriod, found: Facts) -> None:
    for measure, values in found.counts.items():
        _keep(period, measure, values, withheld(values, lines_of(values)))
    # Barriers of a week are too few to show; their sums are in the quarter.
    _keep(period, BARRIERS, found.barriers, found.barriers)
    period.withheld[WAITS] = {_key(place): steps for place, steps in found.waits.items()}
    _tell_waits(period, period.withheld[WAITS])


def _fill_quarter(period: ReportPeriod, span: Span) -> None:
    starts = [week.start for week in weeks_of(span)]
    weeks = list(ReportPeriod.objects.filter(city=period.city, kind=WEEK, start__in=starts).order_by("start"))
    for measure in reading.MEASURES:
        _fill_measure(period, weeks, measure)
    barriers = _barrier_table([_numbers(week, BARRIERS) for week in weeks])
    _keep(period, BARRIERS, barriers, withheld(barriers, _barrier_lines(barriers)))
    waits: dict[str, list] = {}
    for week in weeks:
        for key, steps in week.withheld.get(WAITS, {}).items():
            waits.setdefault(key, []).append(steps)
    _tell_waits(period, {key: added(steps) for key, steps in waits.items()})
    for week in weeks:
        week.withheld = {}
        week.save()
    period.withheld = {}


def _tell_waits(period: ReportPeriod, waits: dict[str, list[int]]) -> None:
    """How long people waited is told where the number of first replies is."""
    replied = period.figures["replied"]
    period.figures[WAITS] = {key: steps for key, steps in waits.items() if replied.get(key) is not None}


def _fill_measure(period: ReportPeriod, weeks: list[ReportPeriod], measure: str) -> None:
    """The quarter beside its weeks: what they showed stays shown, and what they withheld cannot be worked out."""
    values, lines, shown, hidden = {}, [], set(), set()
    total: Table = {}
    for week in weeks:
        numbers = _numbers(week, measure)
        lines += [Line((week.start, line.total), tuple((week.start, part) for part in line.parts))
                  for line in lines_of(numbers)]  # fmt: skip
        for place, number in numbers.items():
            values[week.start, place] = number
            told = week.figures[measure].get(_key(place)) is not None
            (shown if told else hidden).add((week.start, place))
            total[place] = total.get(place, 0) + number
    values |= {(QUARTER, place): number for place, number in total.items()}
    lines += [Line((QUARTER, line.total), tuple((QUARTER, part) for part in line.parts)) for line in lines_of(total)]
    lines += [
        Line((QUARTER, place), tuple((week.start, place) for week in weeks if (week.start, place) in values))
        for place in total
    ]
    # A quarter of which only some weeks were counted (the first one) is the sum of those.
    found = withheld(values, lines, shown, hidden)
    _keep(period, measure, total, {place for place in total if (QUARTER, place) in found})


def lines_of(values: Table) -> list[Line]:
    """Each axis adds up to all."""
    return [
        Line((ALL, ""), tuple(place for place in values if place[0] == axis))
        for axis in AXES
        if any(place[0] == axis for place in values)
    ]


def _barrier_table(weeks: list[Table]) -> Table:
    """Services by kinds of barrier with both totals; every kind, and the services that have any."""
    inner: Table = {}
    for week in weeks:
        for place, number in week.items():
            inner[place] = inner.get(place, 0) + number
    services = sorted({service for service, _ in inner})
    table: Table = {}
    for kind in Barrier.Kind.values:
        for service in services:
            number = inner.get((service, kind), 0)
            for place in ((service, kind), (service, ALL), (ALL, kind), (ALL, ALL)):
                table[place] = table.get(place, 0) + number
    return table


def _barrier_lines(table: Table) -> list[Line]:
    services = sorted({service for service, _ in table} - {ALL})
    kinds = [*Barrier.Kind.values]
    if not services:
        return []
    lines = [Line((row, ALL), tuple((row, kind) for kind in kinds)) for row in [*services, ALL]]
    return lines + [Line((ALL, kind), tuple((row, kind) for row in services)) for kind in [*kinds, ALL]]


def _keep(period: ReportPeriod, name: str, values: Table, hidden) -> None:
    period.figures[name] = {_key(place): None if place in hidden else number for place, number in values.items()}
    period.withheld[name] = {_key(place): number for place, number in values.items() if place in hidden}


def _numbers(period: ReportPeriod, name: str) -> Table:
    """All numbers of a table of a week that has not been put into its quarter yet."""
    both = period.figures.get(name, {}) | period.withheld.get(name, {})
    return {place_of(key): number for key, number in both.items()}


def _key(place: tuple[str, str]) -> str:
    return ":".join(place)


def place_of(key: str) -> tuple[str, str]:
    """The (axis, code) or (service, kind) of a key of `ReportPeriod.figures`."""
    first, _, second = key.partition(":")
    return first, second
