"""What newcomers ran into, on the start page of the officers' desk: the barriers of the newest quarter that is over."""

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from enquiries.models import Barrier, ReportPeriod
from enquiries.reports.pages import cities_of
from enquiries.reports.tables import barrier_table
from services_directory.desk import today
from services_directory.desk.today import FIRST, Item, Panel


def register() -> None:
    """Puts the panel on the start page; called once, when the app is ready."""
    today.register("view", Barrier, panel)


def panel(user) -> Panel | None:
    """The services with the most barriers, as far as numbers may be shown; None before the first closed quarter."""
    found, total, told = [], 0, False
    for city in cities_of(user, Barrier):
        period = ReportPeriod.objects.filter(city=city, kind=ReportPeriod.Kind.QUARTER).first()
        if period is None:
            continue
        told = True
        url = f"{reverse('reports:reports')}?city={city.pk}&period={period.pk}"
        for row in barrier_table(period).rows:
            if row.total:
                total += row.lead or 0
            elif row.lead is not None:
                why = ngettext("%(count)d barrier", "%(count)d barriers", row.lead) % {"count": row.lead}
                found.append((row.lead, Item(url, row.name, why)))
    if not told:
        return None
    items = [item for _, item in sorted(found, key=lambda each: -each[0])[:FIRST]]
    title = gettext("Barriers that newcomers told of, last quarter")
    return Panel("barriers", title, total, reverse("reports:reports"), items)
