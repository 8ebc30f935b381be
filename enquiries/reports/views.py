"""`/staff/reports/`: what closed weeks and quarters may show, as pictures, tables and files."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from enquiries.models import ReportPeriod
from enquiries.reports.bars import picture
from enquiries.reports.export import csv_response
from enquiries.reports.forms import PeriodForm
from enquiries.reports.pages import cities_of, city_for, frame, page
from enquiries.reports.periods import quarter_of
from enquiries.reports.suppression import LEAST
from enquiries.reports.tables import Table, axis_tables, barrier_table, period_name, weeks_table
from enquiries.staff.numbers import whole
from services_directory.models import City

QUARTER = ReportPeriod.Kind.QUARTER
KEPT_IN_LIST = 70
"""Periods to choose from: a year and a quarter of weeks, with their quarters."""


@page(ReportPeriod)
@require_safe
def reports(request) -> HttpResponse:
    """The report of a period, the newest quarter (before the first: the newest week) without a choice."""
    city, periods, period = _asked(request)
    form = PeriodForm({"city": city.pk, "period": period.pk if period else ""}, cities_of(request.user), periods)
    tables = _tables(city, period) if period else []
    context = frame(
        request,
        gettext("Reports: %(city)s") % {"city": city.name},
        city=city,
        form=form,
        period=period,
        period_name=period_name(period) if period else "",
        parts=[(table, picture(table)) for table in tables],
        least=LEAST,
    )
    return TemplateResponse(request, "staff/reports.html", context)


@page(ReportPeriod)
@require_safe
def table_csv(request, key: str) -> HttpResponse:
    """One table of the same report as a file: the same numbers, the same fields left empty."""
    city, _, period = _asked(request)
    table = next((table for table in _tables(city, period) if table.key == key), None) if period else None
    if table is None:
        raise Http404
    rows = ([row.name, *row.cells] for row in table.rows)
    name = f"enquiries-{city.pk}-{period.kind}-{period.start.isoformat()}-{key}"
    return csv_response(name, [table.title, *table.columns], rows)


def _asked(request) -> tuple[City, list[ReportPeriod], ReportPeriod | None]:
    city = city_for(request)
    periods = list(ReportPeriod.objects.filter(city=city)[:KEPT_IN_LIST])
    asked = request.GET.get("period")
    chosen = next((period for period in periods if str(period.pk) == asked), None)
    if chosen is None and (key := whole(asked)):
        chosen = ReportPeriod.objects.filter(city=city, pk=key).first()
    newest = next((period for period in periods if period.kind == QUARTER), periods[0] if periods else None)
    return city, periods, chosen or newest


def _tables(city: City, period: ReportPeriod) -> list[Table]:
    span = quarter_of(period.start)
    of_quarter = ReportPeriod.objects.filter(city=city, start__gte=span.start, start__lte=span.end).order_by("start")
    weeks = [each for each in of_quarter if each.kind != QUARTER]
    quarter = next((each for each in of_quarter if each.kind == QUARTER), None)
    tables = [weeks_table(weeks, quarter), *axis_tables(period)]
    return [*tables, barrier_table(period)] if period.kind == QUARTER else tables
