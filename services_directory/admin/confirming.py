"""'Still right': one button in lists of what is reviewed, and for sources what it does, with one or with many."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy

from services_directory.desk.editing import change_each
from services_directory.models import Source
from services_directory.upkeep import reviews
from services_directory.upkeep.reviews import Record
from services_directory.zones import day

NAME = gettext_lazy("Confirm: still right today")


def button(request, address: str, name: str):
    """A button in a line of a list, back to the same list: the form around it carries the token."""
    return format_html(
        '<button type="submit" class="button small" formaction="{}" name="back" value="{}" formnovalidate>{}'
        '<span class="visually-hidden">: {}</span></button>',
        address, request.get_full_path(), gettext("Still right"), name,
    )  # fmt: skip


def back(request, model_admin, record: Record) -> HttpResponseRedirect:
    """To where the button was, else to the form of the record."""
    to = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}, request.is_secure()):
        to = model_admin.address("change", record.pk)
    return HttpResponseRedirect(to)


def confirm(sources: QuerySet[Source]) -> int:
    """Somebody of the city opened these pages today; in one transaction. Returns how many."""
    return change_each(sources, lambda source: reviews.confirm(source, day()), ("checked_on",))


def view(model_admin, request, pk: str):
    """POST <source>/confirm/."""
    source = model_admin.get_object(request, pk)
    if source is None:
        raise Http404
    if not model_admin.has_change_permission(request, source):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    confirm(Source.objects.filter(pk=source.pk))
    messages.success(request, f"{source.title}: {NAME}")
    return back(request, model_admin, source)


@admin.action(description=NAME, permissions=["change"])
def confirm_selected(model_admin, request, queryset):
    """The same with all that are chosen."""
    model_admin.message_user(request, f"{NAME} ({confirm(queryset)})")
