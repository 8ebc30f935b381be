"""The tables of a report: rows with names and numbers that may be shown, from what a closed period kept."""

from dataclasses import dataclass, field

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, gettext_lazy, pgettext

from enquiries.models import Barrier, Enquiry, ReportPeriod
from enquiries.reports import waits
from enquiries.reports.closing import BARRIERS, WAITS, place_of
from enquiries.reports.facts import ALL, AXES, CHAT, FORM, MEASURES, OTHER
from enquiries.reports.pages import language_name, page_language
from enquiries.reports.periods import quarter_of
from services_directory import reading
from services_directory.models import Service

TITLES = {
    "topic": gettext_lazy("By topic"),
    "language": gettext_lazy("By language"),
    "channel": gettext_lazy("By channel"),
    "origin": gettext_lazy("By the reason a person was needed"),
}
COLUMNS = {
    "opened": gettext_lazy("new enquiries"),
    "replied": gettext_lazy("first replies"),
    "resolved": gettext_lazy("resolved"),
    "reopened": gettext_lazy("reopened"),
    "helped": gettext_lazy("'it helped'"),
    "not_helped": gettext_lazy("'it did not help'"),
}
MEDIAN, NINTH = gettext_lazy("half within, office hours"), gettext_lazy("nine of ten within, office hours")
WITHHELD = gettext_lazy("withheld")


@dataclass
class Row:
    """`cells` are numbers, texts, or None where a number is withheld; `lead` is the number its bar stands for."""

    name: str
    cells: list
    lead: int | None = None
    total: bool = False


@dataclass
class Table:
    """A table with its title; `key` names it in addresses and files."""

    key: str
    title: str
    columns: list[str]
    rows: list[Row] = field(default_factory=list)

    @property
    def told(self) -> list[Row]:
        """The rows of which something may be shown, and the total."""
        return [row for row in self.rows if row.total or any(cell is not None for cell in row.cells)]

    @property
    def untold(self) -> str:
        """The names of the other rows."""
        told = self.told
        return ", ".join(row.name for row in self.rows if row not in told)

    @property
    def is_empty(self) -> bool:
        """Whether no number of it may be shown."""
        return all(cell is None for row in self.rows for cell in row.cells)


def period_name(period: ReportPeriod) -> str:
    """'Quarter 3 of 2026 (June 29 – September 27, 2026)' or 'Week 28 of 2026 (…)', as ISO 8601 counts weeks."""
    values = {"from": date_format(period.start, "MONTH_DAY_FORMAT"), "to": date_format(period.end, "DATE_FORMAT")}
    if period.kind == ReportPeriod.Kind.QUARTER:
        year, number = quarter_of(period.start).quarter_number
        return gettext("Quarter %(number)d of %(year)d (%(from)s – %(to)s)") % {
            "number": number,
            "year": year,
            **values,
        }
    year, number, _ = period.start.isocalendar()
    return gettext("Week %(number)d of %(year)d (%(from)s – %(to)s)") % {"number": number, "year": year, **values}


def weeks_table(weeks: list[ReportPeriod], quarter: ReportPeriod | None) -> Table:
    """All enquiries of a city, week by week; with its quarter's sum below where that is closed."""
    rows = [_row(_short(week), week, (ALL, "")) for week in weeks]
    if quarter is not None:
        rows.append(_row(gettext("The quarter"), quarter, (ALL, ""), total=True))
    return Table("week", gettext("By week"), _columns(), rows)


def axis_tables(period: ReportPeriod) -> list[Table]:
    """A table for each axis of a period, with a row for every code, whether anybody is in it or not."""
    return [_axis_table(period, axis) for axis in AXES]


def barrier_table(period: ReportPeriod) -> Table:
    """Barriers by service and kind. Services of which no number may be shown are not named."""
    numbers = {place_of(key): number for key, number in period.figures.get(BARRIERS, {}).items()}
    kinds = [*Barrier.Kind.choices, (ALL, gettext("all kinds"))]
    services = list(dict.fromkeys(service for service, _ in numbers))
    names = {str(pk): name for pk, name in Service.objects.filter(
        pk__in=[service for service in services if service.isdigit()]).values_list("pk", "name")}  # fmt: skip
    names |= {"": gettext("no service named"), ALL: gettext("All services")}
    rows = []
    for service in services:
        cells = [numbers.get((service, kind)) for kind, _ in kinds]
        if any(cell is not None for cell in cells):
            name = names.get(service) or gettext("a service that is no longer listed")
            rows.append(Row(name, cells, cells[-1], total=service == ALL))
    rows.sort(key=lambda row: (row.total, -(row.lead or 0), row.name))
    return Table(BARRIERS, gettext("Barriers by service and kind"), [str(name) for _, name in kinds], rows)


def _axis_table(period: ReportPeriod, axis: str) -> Table:
    places = [place_of(key) for key in period.figures["opened"]]
    names = _names(axis)
    rows = [_row(names.get(code) or code, period, (at, code)) for at, code in places if at == axis]
    rows.sort(key=lambda row: (row.lead is None, -(row.lead or 0), row.name))
    rows.append(_row(gettext("All"), period, (ALL, ""), total=True))
    return Table(axis, str(TITLES[axis]), _columns(), rows)


def _names(axis: str) -> dict[str, str]:
    if axis == "topic":
        return {row["code"]: row["name"] for row in reading.terms(page_language())["topic"]} | {
            "": pgettext("topic", "none")
        }
    if axis == "channel":
        return {CHAT: gettext("from the chat"), FORM: gettext("form of the website")}
    if axis == "origin":
        return {code: str(name) for code, name in Enquiry.Origin.choices}
    return _Languages({OTHER: gettext("another language")})


class _Languages(dict):
    def get(self, code, default=None):
        return self[code] if code in self else language_name(code) or default


def _columns() -> list[str]:
    return [*(str(name) for name in COLUMNS.values()), str(MEDIAN), str(NINTH)]


def _row(name: str, period: ReportPeriod, place: tuple[str, str], total: bool = False) -> Row:
    key = ":".join(place)
    numbers = [period.figures.get(measure, {}).get(key) for measure in MEASURES]
    steps = period.figures.get(WAITS, {}).get(key)
    return Row(name, [*numbers, *_waited(steps)], numbers[0], total)


def _waited(steps: list[int] | None) -> tuple[str | None, str | None]:
    if not steps:
        return None, None
    ninth = waits.within(steps, 0.9) if sum(steps) >= waits.FEWEST_FOR_TAIL else None
    return _hours(waits.within(steps, 0.5)), _hours(ninth)


def _hours(hours: float | None) -> str | None:
    if hours is None:
        return None
    if hours == float("inf"):
        return gettext("more than %(hours)s h") % {"hours": number_format(waits.STEPS[-1])}
    return gettext("%(hours)s h") % {"hours": number_format(hours)}


def _short(week: ReportPeriod) -> str:
    year, number, _ = week.start.isocalendar()
    return gettext("Week %(number)d of %(year)d") % {"number": number, "year": year}
