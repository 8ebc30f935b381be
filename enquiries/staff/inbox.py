"""The inbox: queues, filters, rows; and what it asks for while it is open."""

import hashlib
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.template.loader import get_template
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from enquiries.calendar import zone_of
from enquiries.models import Enquiry, SavedFilter
from services_directory.models import City

from . import access, presence
from .filters import Filters
from .links import links_for
from .queues import NAMES, Queue, queues
from .rows import rows_of, versions_of

PER_PAGE = 50


def shown(request, template: str, title: str, city: City | None, status: int = 200, **values) -> TemplateResponse:
    """A page of the staff in the frame of the desk, with times as the clocks of the city show them."""
    request.current_app = admin.site.name
    context = {**admin.site.each_context(request), "title": title, "is_nav_sidebar_enabled": False, **values}
    response = TemplateResponse(request, template, context, status=status)
    with timezone.override(zone_of(city) if city else None):
        return response.render()


@access.staff_page
@require_safe
def inbox(request):
    """The list, made on the server: it works without its script."""
    form = Filters(request.GET, request.user)
    mine = presence.note(request.user)
    enquiries = access.visible(request.user)
    counted = queues(enquiries, request.user)
    page = _page(request, form, enquiries, counted)
    return shown(
        request,
        "staff/inbox.html",
        gettext("Enquiries"),
        form.cities[0] if form.cities else None,
        form=form,
        queue=form.shown_queue,
        heading=form["q"].label if form.searched else NAMES[form.shown_queue],
        queues=_linked(counted, form),
        page=page,
        rows=rows_of(page.object_list),
        several_cities=len(form.cities) > 1,
        total=_counted(page.paginator.count),
        saved=SavedFilter.objects.filter(user=request.user),
        query=_query(form),
        here=_here(presence.here_now(request.user)),
        available=mine.available,
        pages=links_for(request.user, beside_inbox=True),
    )


@access.staff_call
@require_safe
def news(request):
    """`{"version", "counts", "rows": [{"id", "version", "html"}], "total", "here"}` for the address of the inbox; 204
    where `known` is what the answer would be called (`version`).

    `have` names the versions of the rows that stand on the page, with commas between; those come without `html`.
    """
    now = timezone.now()
    form = Filters(request.GET, request.user)
    presence.note(request.user, now)
    enquiries = access.visible(request.user)
    counted = queues(enquiries, request.user)
    page = _page(request, form, enquiries, counted)
    versions = versions_of(page.object_list, now)
    here = presence.here_now(request.user, now)
    version = _version(counted, versions, here)
    if request.GET.get("known") == version:
        return HttpResponse(status=204)
    return JsonResponse({
        "version": version,
        "counts": {queue.code: queue.count for queue in counted},
        "total": _counted(page.paginator.count),
        "here": _here(here),
        "rows": _told(enquiries, versions, set(request.GET.get("have", "").split(",")), form.cities, now),
    })  # fmt: skip


def _told(enquiries: QuerySet[Enquiry], versions: dict[UUID, str], have: set[str], cities: list[City], now: datetime):
    template = get_template("staff/_row.html")
    wanted = enquiries.filter(pk__in=[key for key, version in versions.items() if version not in have])
    with timezone.override(zone_of(cities[0]) if cities else None):
        htmls = {
            row.enquiry.pk: {"html": template.render({"row": row, "several_cities": len(cities) > 1})}
            for row in rows_of(wanted, now)
        }
    return [{"id": str(key), "version": version, **htmls.get(key, {})} for key, version in versions.items()]


def _page(request, form: Filters, enquiries, counted: list[Queue]):
    pages = Paginator(form.apply(enquiries), PER_PAGE)
    if not form.narrows:  # then it has been counted already
        pages.count = next(queue.count for queue in counted if queue.code == form.shown_queue)
    return pages.get_page(request.GET.get("page"))


def _version(counted: list[Queue], versions: dict[UUID, str], here: list[str]) -> str:
    parts = [*(str(queue.count) for queue in counted), *versions.values(), *here]
    return hashlib.blake2b("|".join(parts).encode(), digest_size=8).hexdigest()


def _counted(count: int) -> str:
    return ngettext("%(count)d enquiry", "%(count)d enquiries", count) % {"count": count}


def _here(names: list[str]) -> str:
    if not names:
        return gettext("No colleague is here now.")
    return gettext("Here now: %(names)s") % {"names": ", ".join(names)}


def _query(form: Filters, **other) -> str:
    """The address of this view of the inbox behind the question mark, with other values for some fields."""
    given = {name: form.data.get(name, "") for name in form.fields} | other
    return urlencode({name: value for name, value in given.items() if value})


def _linked(counted, form: Filters) -> list[tuple]:
    """The queues with their addresses; the other filters stay, a search ends: it looks through all of them."""
    return [(queue, _query(form, queue=queue.code, q="")) for queue in counted]
