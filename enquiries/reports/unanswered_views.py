"""`/staff/reports/unanswered/`: what was asked often and not answered.

Those who may read the city's enquiries see every row, since they may read what it was counted from. Others see rows of
LEAST and more of closed quarters alone: quarters do not overlap and no sums are given, so no row below can be worked out.
"""

from datetime import timedelta

from django.db.models import Sum
from django.db.models.functions import TruncWeek
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.permissions import may
from accounts.rules import VIEW
from enquiries.calendar import zone_of
from enquiries.models import Enquiry, ReportPeriod, Unanswered
from enquiries.reports.export import csv_response
from enquiries.reports.forms import PeriodForm, UnansweredForm
from enquiries.reports.pages import cities_of, city_for, frame, intent_name, language_name, page, page_language
from enquiries.reports.suppression import LEAST
from services_directory import reading
from services_directory.models import City

SHOWN = 200


@page(Unanswered)
@require_safe
def unanswered(request) -> HttpResponse:
    """The list, the most frequent first."""
    city, form, found = _asked(request)
    context = frame(
        request,
        gettext("Asked and not answered: %(city)s") % {"city": city.name},
        city=city,
        form=form,
        rows=found[:SHOWN] if found is not None else [],
        cut=found is not None and len(found) > SHOWN,
        weekly=_weekly(city, form) if isinstance(form, UnansweredForm) else [],
        in_full=isinstance(form, UnansweredForm),
        least=LEAST,
        query=request.GET.urlencode(),
    )
    return TemplateResponse(request, "staff/reports_unanswered.html", context)


@page(Unanswered)
@require_safe
def unanswered_csv(request) -> HttpResponse:
    """The same rows as a file."""
    city, _, found = _asked(request)
    header = [gettext("number"), gettext("reason"), gettext("question"), gettext("searched for"), gettext("language")]
    rows = ([row["n"], row["reason"], row["intent"], row["facets"], row["language"]] for row in found or [])
    return csv_response(f"not-answered-{city.pk}", header, rows)


def _asked(request) -> tuple[City, UnansweredForm | PeriodForm, list[dict]]:
    city = city_for(request, Unanswered)
    cities = cities_of(request.user, Unanswered)
    if may(request.user, VIEW, Enquiry(city=city)):
        form = UnansweredForm({**request.GET.dict(), "city": city.pk}, cities)
        form.is_valid()
        return city, form, _rows(_filtered(city, form), 1, city)
    quarters = list(ReportPeriod.objects.filter(city=city, kind=ReportPeriod.Kind.QUARTER))
    chosen = next((each for each in quarters if str(each.pk) == request.GET.get("period")), None)
    chosen = chosen or (quarters[0] if quarters else None)
    form = PeriodForm({"city": city.pk, "period": chosen.pk if chosen else ""}, cities, quarters)
    if chosen is None:
        return city, form, []
    counts = Unanswered.objects.filter(city=city, day__gte=chosen.start, day__lte=chosen.end)
    return city, form, _rows(counts, LEAST, city)


def _filtered(city: City, form: UnansweredForm):
    values = form.cleaned_data
    first = timezone.now().astimezone(zone_of(city)).date() - timedelta(weeks=values.get("weeks") or 4)
    counts = Unanswered.objects.filter(city=city, day__gte=first)
    for name in ("language", "reason"):
        if values.get(name):
            counts = counts.filter(**{name: values[name]})
    return counts


def _rows(counts, least: int, city: City) -> list[dict]:
    grouped = counts.values("reason", "intent", "facets", "language").annotate(total=Sum("n")).order_by()
    rows = [row for row in grouped if row["total"] >= least]
    rows.sort(key=lambda row: (-row["total"], row["reason"], row["intent"], row["language"], row["facets"]))
    names = _facet_names(city)
    return [
        {
            "n": row["total"],
            "reason": str(Unanswered.Reason(row["reason"]).label),
            "intent": intent_name(row["intent"]) or gettext("not known"),
            "facets": ", ".join(_facet_name(facet, names) for facet in row["facets"].split()),
            "language": language_name(row["language"]),
        }
        for row in rows
    ]


def _weekly(city: City, form: UnansweredForm) -> list[tuple]:
    weeks = _filtered(city, form).annotate(week=TruncWeek("day")).values("week").annotate(total=Sum("n"))
    return [(row["week"], row["total"]) for row in weeks.order_by("-week")]


def _facet_names(city: City) -> dict[str, str]:
    names = {
        f"{kind}:{term['code']}": term["name"]
        for kind, terms in reading.terms(page_language()).items()
        for term in terms
    }
    return names | {f"district:{each.code}": each.name for each in city.districts.all()}


def _facet_name(facet: str, names: dict[str, str]) -> str:
    kind, _, code = facet.partition(":")
    return names.get(facet) or (language_name(code) if kind == "language" else code)
