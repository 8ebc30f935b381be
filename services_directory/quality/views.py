"""The coverage table on an admin site. `urls_for(site)` in `urls.py` mounts it."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from services_directory import reading
from services_directory.models import City
from services_directory.quality.axes import AXES
from services_directory.quality.coverage import ALL, Table
from services_directory.quality.export import csv_lines
from services_directory.quality.forms import CoverageForm
from services_directory.quality.gaps import open_gaps, table_of, title
from services_directory.quality.heat import SHADES, picture, query
from services_directory.quality.index import index_of
from services_directory.quality.known import known_gaps
from services_directory.quality.marks import NAMES, RULES, Mark
from services_directory.quality.scope import cities_of, city_for

SHOWN = 200
"""Services of one list on a page; the rest is in the CSV file."""
_CELL_MARKS, _SERVICE_MARKS = (Mark.GAP, Mark.THIN, Mark.OVERLAP), (Mark.UNREFERRED, Mark.DEAD_END)


def context(request, site, title: str, **values) -> dict:
    """What every page of the site needs, and this one's own."""
    request.current_app = site.name
    return {**site.each_context(request), "title": title, "is_nav_sidebar_enabled": False, **values}


def asked(request) -> tuple[City, CoverageForm]:
    """The city and the checked form of an address. Raises PermissionDenied."""
    city = city_for(request.user, request.GET.get("city"))
    form = CoverageForm(request.GET, city, cities_of(request.user))
    form.is_valid()
    return city, form


def coverage(request, site) -> HttpResponse:
    """The table, its rules, what nobody refers to, dead ends, and known gaps."""
    city, form = asked(request)
    values = context(request, site, gettext_lazy("Coverage: %(city)s") % {"city": city.name}, city=city, form=form)
    if form.errors:
        return TemplateResponse(request, "officer/quality/coverage.html", values, status=400)
    values |= _drawn(_table(city, form), city, form.place, site.name)
    return TemplateResponse(request, "officer/quality/coverage.html", values)


def coverage_csv(request, site) -> HttpResponse:
    """The same table as a file for spreadsheets."""
    city, form = asked(request)
    if form.errors:
        return coverage(request, site)
    table = _table(city, form)
    response = HttpResponse("".join(csv_lines(table, index_of(city), city)), content_type="text/csv; charset=utf-8")
    name = f"coverage-{city.pk}-{table.rows}-{table.columns}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _table(city: City, form: CoverageForm) -> Table:
    filters = {axis: [code] for axis, code in form.place.items()}
    return table_of(city, form.cleaned_data["rows"], form.cleaned_data["columns"], filters)


def _drawn(table: Table, city: City, place: dict[str, str], app: str) -> dict:
    """What the template shows of a table."""
    index, everything = index_of(city), table.cells[ALL, ALL]
    having = {Mark.UNREFERRED: index.unreferred, Mark.DEAD_END: index.dead_end}
    lists = {mark: index.members(everything.current & having[mark]) for mark in _SERVICE_MARKS}
    here = query(city, table, place)
    return {
        "row_axis": str(AXES[table.rows].label).lower(),
        "column_axis": str(AXES[table.columns].label).lower(),
        "filtered": title(place, city),
        "picture": picture(table, city, app),
        "counts": [(NAMES[mark], len(table.marked(mark))) for mark in _CELL_MARKS],
        "current": everything.count,
        "waiting": everything.waiting.bit_count(),
        "shades": [(number, name) for number, (_, _, name) in enumerate(SHADES)],
        "rules": [(mark, NAMES[mark], RULES[mark]) for mark in _CELL_MARKS],
        "lists": [(mark, NAMES[mark], RULES[mark], found[:SHOWN], len(found)) for mark, found in lists.items()],
        "open_gaps": [(gap, title(gap.place, city), query(city, table, gap.place)) for gap in open_gaps(city)],
        "known": [
            (gap, title(gap.place, city), query(city, table, gap.place)) for gap in known_gaps(city, reading.today())
        ],
        "csv": f"{reverse('admin:coverage-csv', current_app=app)}?{here}",
        "json": f"{reverse('directory:coverage')}?{here}",
    }
