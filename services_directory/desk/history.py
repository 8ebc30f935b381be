"""Who changed what from what to what, and going back to a version with one click."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext

from services_directory import version
from services_directory.desk import texts
from services_directory.desk.editing import locked
from services_directory.desk.versions import apply, differences, versions
from services_directory.desk.versions.readable import Reader
from services_directory.models import Service
from services_directory.withdrawn import kept_withdrawn, withdrawn
from services_directory.zones import tell_by

_PAGE = 20
# Not part of what is restored: whether newcomers see it and who keeps it stay as today.
KEPT = ("publication", "owner", "deputy", "slug", "city")
# Restored with the text, for it was that text somebody looked at on that day; where it moves, it is said.
CHECKED = ("assured_date", "checked_on")


def view(admin, request, pk: str):
    """GET: the versions, the newest first, each with its differences to the one before."""
    record = admin.get_object(request, pk)
    if record is None:
        raise Http404
    if not admin.has_view_or_change_permission(request, record):
        raise PermissionDenied
    tell_by(record)
    found, reader = versions(record), Reader(type(record))
    pages = Paginator(range(len(found)), _PAGE)
    shown = pages.get_page(request.GET.get("p"))
    rows = []
    for place in shown.object_list:
        each = found[place]
        before = found[place + 1] if place + 1 < len(found) else None
        changes = differences(type(record), before.state, each.state, reader) if before else []
        if before and not changes and place:
            continue  # saved without a change that anybody could read
        rows.append({"version": each, "changes": changes, "first": before is None, "current": place == 0})
    context = {
        **admin.admin_site.each_context(request),
        "title": gettext("Change history: %s") % record,
        "subtitle": None,
        "opts": admin.opts,
        "object": record,
        "rows": rows,
        "pages": shown,
        "checked": _checked_field(record) is not None,
        "contacts": isinstance(record, Service),
        "restore": admin.address("restore", record.pk) if admin.has_change_permission(request, record) else "",
    }
    return TemplateResponse(request, "desk/history.html", context)


def restore_view(admin, request, pk: str):
    """POST with `at`: makes the record what it was then, as a new version; nothing leaves the history."""
    record = admin.get_object(request, unquote(pk))
    if record is None or not admin.has_change_permission(request, record):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    tell_by(record)
    at = parse_datetime(request.POST.get("at", ""))
    with version.hold():
        locked(record)
        wanted = next((each for each in versions(record) if each.at == at), None)
        if wanted is None:
            raise Http404
        before = texts.originals(record) if isinstance(record, texts.TRANSLATED) else None
        state = wanted.state
        if isinstance(record, Service):
            state = kept_withdrawn(state, withdrawn([record.pk]).get(record.pk, set()))
        checked = _checked_field(record)
        looked = getattr(record, checked) if checked else None
        try:
            with version.hold():
                apply(record, state, without=(*KEPT, "translations"))
                if not admin.has_change_permission(request, record):
                    raise PermissionDenied  # what it was then is not for this account to say
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return HttpResponseRedirect(admin.address("history", record.pk))
        if before is not None:
            texts.original_changed(record, before, texts.OUTDATED)
    day = date_format(timezone.localtime(wanted.at), "DATETIME_FORMAT")
    messages.success(request, gettext("Restored as it was on %(day)s.") % {"day": day})
    if checked and looked != (then := getattr(record, checked)):
        said = gettext("The day checked is that of this text again: %(then)s instead of %(now)s.")
        days = {name: date_format(on) if on else "–" for name, on in (("then", then), ("now", looked))}
        messages.warning(request, said % days)
    return HttpResponseRedirect(admin.address("change", record.pk))


def _checked_field(record) -> str | None:
    """The field with the day on which somebody looked at the record; None where it has none."""
    names = {field.name for field in record._meta.concrete_fields}
    return next((name for name in CHECKED if name in names), None)
