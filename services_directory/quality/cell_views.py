"""One cell of the coverage table: its services, its marks with their rules, and the plan for a gap."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.permissions import may
from accounts.rules import ADD, CHANGE, DELETE
from services_directory import reading, version
from services_directory.desk import editing
from services_directory.desk.versions import state_of
from services_directory.models import City, KnownGap, Service
from services_directory.quality import axes
from services_directory.quality.coverage import Cell, cell
from services_directory.quality.forms import PARAMETER, KnownGapForm
from services_directory.quality.gaps import title
from services_directory.quality.index import Index, index_of
from services_directory.quality.known import known_gaps
from services_directory.quality.marks import NAMES, REASONS, RULES, Mark
from services_directory.quality.overlaps import overlapping
from services_directory.quality.scope import city_for
from services_directory.quality.views import SHOWN, asked, context

GROUPS = 20
"""Overlaps shown on a page, the largest."""


def coverage_cell(request, site) -> HttpResponse:
    """GET shows the cell; POST marks it as a known gap, or changes its plan."""
    city, form = asked(request)
    place = form.place
    table = f"{reverse('admin:coverage', current_app=site.name)}?{_back(form)}"
    if form.errors:
        return HttpResponseRedirect(table)
    if request.method == "POST":
        with version.hold():
            version.lock()  # two who plan for the same cell come one after the other
            plan = KnownGapForm(request.POST, instance=_own(city, place))
            if not _may_mark(request.user, city, place):
                raise PermissionDenied
            valid = plan.is_valid()
            if _is_other(request, _own(city, place)):
                plan.add_error("plan", gettext_lazy(
                    "Somebody else saved this in the meantime: their plan stands above. Yours is still in the field; "
                    "save again to keep it."
                ))  # fmt: skip
            elif valid:
                _keep(plan, city, place, request.user)
                messages.success(request, gettext_lazy("The gap is marked as known."))
                return HttpResponseRedirect(request.get_full_path())
    own = _own(city, place)
    if request.method != "POST":
        plan = KnownGapForm(instance=own)
    index, marks = index_of(city), _may_mark(request.user, city, place)
    found = cell(index, place, {}, known_gaps(city, reading.today()))
    name = title(place, city) or gettext_lazy("All services")
    values = context(
        request, site, name, city=city, table=table, cell=found, plan=plan, own=own, **_shown(found, index, city)
    )
    values |= {
        "may_remove": own is not None and may(request.user, DELETE, own),
        "may_confirm": may(request.user, CHANGE, Service(city=city)),
        "may_mark": marks and (own is not None or plan.is_bound or bool({Mark.GAP, Mark.THIN} & set(found.marks))),
        "base": editing.sealed(_state(own)),
        "add": _add(request, site, city, place),
        "wider": _wider(request, site, city, found),
    }
    return TemplateResponse(request, "officer/quality/cell.html", values, status=400 if plan.errors else 200)


@require_POST
def known_gap_remove(request, pk: int, site) -> HttpResponse:
    """A gap is no longer marked as known."""
    gap = get_object_or_404(KnownGap, pk=pk)
    city = city_for(request.user, gap.city_id)
    if not may(request.user, DELETE, gap):
        raise PermissionDenied
    query = urlencode(
        {"city": city.pk, **{PARAMETER[axis]: code for axis, code in gap.cell.items() if axis in PARAMETER}}
    )
    with version.hold():
        version.lock()
        if _is_other(request, gap):
            messages.error(request, gettext_lazy("Somebody else saved this in the meantime"))
        else:
            gap.delete()
            messages.success(request, gettext_lazy("The gap is no longer marked as known."))
    return HttpResponseRedirect(f"{reverse('admin:coverage-cell', current_app=site.name)}?{query}")


def _own(city: City, place: dict[str, str]) -> KnownGap | None:
    """What is planned for exactly this cell."""
    return KnownGap.objects.filter(city=city, cell=place).first() if place else None


def _may_mark(user, city: City, place: dict[str, str]) -> bool:
    own = _own(city, place)
    return bool(place) and may(user, CHANGE if own else ADD, own or KnownGap(city=city))


def _state(gap: KnownGap | None) -> dict:
    """The plan as it is now, which a form carries along; of none it is empty."""
    now = KnownGap.objects.filter(pk=gap.pk).first() if gap else None
    return state_of(now) if now else {}


def _is_other(request, gap: KnownGap | None) -> bool:
    """Whether the plan is another one than the form began with."""
    was = editing.unsealed(request.POST.get(editing.BASE, ""))
    return was is not None and was != _state(gap)


def _wider(request, site, city: City, found: Cell) -> tuple[str, str] | None:
    """Where a gap is marked as known that holds this cell and more, and the address of it."""
    if found.known is None or found.known.place == found.place:
        return None
    place = found.known.place
    query = urlencode({"city": city.pk, **{PARAMETER[axis]: code for axis, code in place.items() if axis in PARAMETER}})
    return title(place, city), f"{reverse('admin:coverage-cell', current_app=site.name)}?{query}"


def _keep(plan: KnownGapForm, city: City, place: dict[str, str], user) -> None:
    gap = plan.save(commit=False)
    gap.city, gap.cell, gap.author = city, place, user
    gap.save()


def _back(form) -> str:
    """The table that one came from: its city, rows and columns, without the codes of the cell."""
    return urlencode({name: form.data[name] for name in ("city", "rows", "columns")})


def _add(request, site, city: City, place: dict[str, str]) -> str:
    """The address of an empty form for a service of this cell, '' for those who may not add one."""
    if not may(request.user, ADD, Service(city=city)):
        return ""
    codes = {axis: code for axis, code in place.items() if code not in (axes.ANY, axes.NOT_STATED)}
    query = urlencode({"city": city.pk, **{PARAMETER[axis]: code for axis, code in codes.items()}})
    return f"{reverse('admin:services_directory_service_add', current_app=site.name)}?{query}"


def _shown(found: Cell, index: Index, city: City) -> dict:
    groups, complete = overlapping(index, found.current, GROUPS) if Mark.OVERLAP in found.marks else ([], True)
    lists = [
        (gettext_lazy("Current services"), "", found.current, False),
        (
            gettext_lazy("For everybody or for the whole city"),
            gettext_lazy("Current services that are not made for this audience or district, and that people can use."),
            found.general,
            False,
        ),
        (
            gettext_lazy("To be checked"),
            gettext_lazy("They would count if somebody confirmed that they are still right."),
            found.waiting,
            True,
        ),
        (
            gettext_lazy("Not stated"),
            gettext_lazy("Current services that fit, but whose records leave something of this cell open."),
            found.unstated,
            False,
        ),
    ]
    return {
        "lists": [
            (name, note, [_service(one, index, city) for one in index.members(mask)[:SHOWN]], mask.bit_count(), confirm)
            for name, note, mask, confirm in lists
        ],
        "marks": [(mark, NAMES[mark], RULES[mark]) for mark in found.marks],
        "reasons": [REASONS[reason] for reason in found.reasons],
        "groups": [(group.services, _shared(group, city)) for group in groups],
        "complete": complete,
    }


def _service(one, index: Index, city: City) -> dict:
    spoken = sorted(one.codes["language"] - {axes.NOT_STATED})
    marks = ([Mark.UNREFERRED] if not one.referred_to else []) + (
        [Mark.DEAD_END] if not one.has_exit and not one.refers else []
    )
    return {
        "pk": one.pk,
        "name": one.name,
        "organization": one.organization_name,
        "languages": ", ".join(axes.language_name(code) for code in spoken),
        "then": ", ".join(axes.language_name(code) for code in sorted(one.stated_then)),
        "overdue": one.overdue,
        "marks": [(mark, NAMES[mark]) for mark in marks],
    }


def _shared(group, city: City) -> list[tuple]:
    """By what a group overlaps: (name of the dimension, names of the codes)."""
    found = []
    for axis, codes in group.codes.items():
        if axis == "area":
            continue
        names = axes.names(axis, city, codes)
        found.append((axes.AXES[axis].label, ", ".join(sorted(names.get(code, code) for code in codes))))
    return found
