"""`/staff/reports/unanswered/`: what was asked often and not answered.

Everybody sees rows of LEAST and more, of closed quarters alone: every chat is counted, and staff may not read chats
that are no enquiry. Quarters do not overlap and no sums are given, so no row below can be worked out; the filters
choose among the rows that may be seen.
"""

from django.db.models import Sum
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from enquiries.models import ReportPeriod, Unanswered
from enquiries.reports.export import csv_response
from enquiries.reports.forms import UnansweredForm
from enquiries.reports.pages import cities_of, city_for, frame, intent_name, language_name, page, page_language
from enquiries.reports.suppression import LEAST
from locales.topics import TOPICS
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
        rows=found[:SHOWN],
        cut=len(found) > SHOWN,
        least=LEAST,
        query=request.GET.urlencode(),
    )
    return TemplateResponse(request, "staff/reports_unanswered.html", context)


@page(Unanswered)
@require_safe
def unanswered_csv(request) -> HttpResponse:
    """The same rows as a file."""
    city, _, found = _asked(request)
    columns = {
        "n": gettext("number"), "reason": gettext("reason"), "topic": gettext("topic"), "intent": gettext("question"),
        "facets": gettext("searched for"), "language": gettext("language"),
    }  # fmt: skip
    return csv_response(
        f"not-answered-{city.pk}", list(columns.values()), ([row[key] for key in columns] for row in found)
    )


def _asked(request) -> tuple[City, UnansweredForm, list[dict]]:
    city = city_for(request, Unanswered)
    cities = cities_of(request.user, Unanswered)
    quarters = list(ReportPeriod.objects.filter(city=city, kind=ReportPeriod.Kind.QUARTER))
    chosen = next((each for each in quarters if str(each.pk) == request.GET.get("period")), None)
    chosen = chosen or (quarters[0] if quarters else None)
    period = chosen.pk if chosen else ""
    form = UnansweredForm({**request.GET.dict(), "city": city.pk, "period": period}, cities, quarters)
    form.is_valid()
    if chosen is None:
        return city, form, []
    counts = Unanswered.objects.filter(city=city, day__gte=chosen.start, day__lte=chosen.end)
    return city, form, _rows(counts, city, form.cleaned_data)


def _rows(counts, city: City, wanted: dict) -> list[dict]:
    grouped = counts.values("reason", "intent", "facets", "language").annotate(total=Sum("n")).order_by()
    rows = [row | {"topic": _topic(row)} for row in grouped if row["total"] >= LEAST]
    filters = {name: wanted[name] for name in ("topic", "language", "reason") if wanted.get(name)}
    rows = [row for row in rows if all(row[name] == value for name, value in filters.items())]
    rows.sort(key=lambda row: (-row["total"], row["reason"], row["intent"], row["language"], row["facets"]))
    names = _facet_names(city)
    return [
        {
            "n": row["total"],
            "reason": str(Unanswered.Reason(row["reason"]).label),
            "topic": _facet_name(f"topic:{row['topic']}", names) if row["topic"] else "",
            "intent": intent_name(row["intent"]) or gettext("not known"),
            "facets": ", ".join(_facet_name(facet, names) for facet in row["facets"].split()),
            "language": language_name(row["language"]),
        }
        for row in rows
    ]


def _topic(row: dict) -> str:
    """What it was about: the topic of the question, else the first that was searched for; '' where neither is known."""
    searched = (facet.partition(":")[2] for facet in row["facets"].split() if facet.startswith("topic:"))
    return TOPICS.get(row["intent"]) or next(searched, "")


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
