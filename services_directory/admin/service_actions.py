"""What can be done with services: from the list with many at once, from a form or the start page with one."""

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.permissions import colleagues_of
from services_directory import version
from services_directory.admin import confirming
from services_directory.desk.editing import change_each, locked
from services_directory.desk.forms.ids import free_slug
from services_directory.desk.versions import apply
from services_directory.models import Publication, Service, ServiceTerm
from services_directory.upkeep import reviews
from services_directory.zones import day


def confirm(service: Service) -> None:
    """'Still right': somebody of the city looked today."""
    reviews.confirm(service, day())


def publish(service: Service) -> None:
    """Newcomers see it. Raises ValidationError where it has no topic."""
    if not ServiceTerm.objects.filter(service=service, term__kind="topic").exists():
        raise ValidationError(gettext("%(name)s: choose a topic before you publish it.") % {"name": service})
    service.publication = Publication.PUBLISHED


def draft(service: Service) -> None:
    """Newcomers do not see it while it is being written."""
    service.publication = Publication.DRAFT


def archive(service: Service) -> None:
    """Newcomers do not see it; it is kept with its history."""
    service.publication = Publication.ARCHIVED


def restore(service: Service) -> None:
    """Out of the archive, as a draft to look at before it is published."""
    if service.publication == Publication.ARCHIVED:
        service.publication = Publication.DRAFT


CHANGES = {"confirm": confirm, "publish": publish, "draft": draft, "archive": archive, "restore": restore}
NAMES = {
    "confirm": confirming.NAME,
    "publish": gettext_lazy("Publish"),
    "draft": gettext_lazy("Make a draft again"),
    "archive": gettext_lazy("Archive"),
    "restore": gettext_lazy("Restore from the archive"),
}


def change(services: QuerySet[Service], name: str) -> int:
    """Does one of CHANGES with every service, in one transaction; returns how many. Raises ValidationError."""
    return _change(services, CHANGES[name], ("publication", "assured_date"))


def _change(services: QuerySet[Service], do: Callable[[Service], None], fields: tuple[str, ...]) -> int:
    def revise(service: Service) -> None:
        do(service)
        service.revision += 1

    return change_each(services, revise, (*fields, "revision", "last_modified"))


def _left_out(part: str, row: dict) -> bool:
    """Of a copy: its name is a new text, and a contact that was withdrawn is kept in one place alone."""
    return row["field"] == "name" if part == "translations" else part == "contacts" and row["withdrawn"]


@version.hold()
def copy_of(service: Service) -> Service:
    """A draft with everything the service has, under an id of its own; nobody has checked it yet."""
    state = locked(service)
    name = gettext("%(name)s (copy)") % {"name": service.name[:180]}
    slug = free_slug(service.slug, Service.objects.filter(city=service.city))
    twin = Service(city=service.city, slug=slug, organization=service.organization)
    state["parts"] = {
        part: {f"new{id}": row for id, row in rows.items() if not _left_out(part, row)}
        for part, rows in state["parts"].items()
    }
    state["fields"] |= {"name": name, "publication": Publication.DRAFT, "assured_date": None}
    return apply(twin, state, without=("slug", "city"))


def single_view(model_admin, request, pk: str, action: str):
    """POST <service>/do/<action>/: one of CHANGES or 'copy', then back to where the button was."""
    service = model_admin.get_object(request, pk)
    if service is None or (action not in CHANGES and action != "copy"):
        raise Http404
    if not model_admin.has_change_permission(request, service):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        if action == "copy":
            if not model_admin.has_add_permission(request):
                raise PermissionDenied
            twin = copy_of(service)
            messages.success(request, gettext("This is a copy, kept as a draft."))
            return HttpResponseRedirect(model_admin.address("change", twin.pk))
        change(Service.objects.filter(pk=service.pk), action)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    else:
        messages.success(request, f"{service}: {NAMES[action]}")
    return confirming.back(request, model_admin, service)


def _bulk(name: str):
    @admin.action(description=NAMES[name], permissions=["change"])
    def act(model_admin, request, queryset):
        try:
            count = change(queryset, name)
        except ValidationError as error:
            for message in error.messages:
                model_admin.message_user(request, message, messages.ERROR)
            return
        said = ngettext("%(count)d service: %(what)s", "%(count)d services: %(what)s", count)
        model_admin.message_user(request, said % {"count": count, "what": NAMES[name]})

    act.__name__ = f"{name}_selected"
    return act


class OwnerForm(forms.Form):
    """Whom the records are given to."""

    owner = forms.ModelChoiceField(None, label=gettext_lazy("Owner"), required=False,
                                   help_text=gettext_lazy("Empty: nobody keeps them for now."))  # fmt: skip
    deputy = forms.ModelChoiceField(None, label=gettext_lazy("Deputy"), required=False)

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = colleagues_of(user).order_by("username")


@admin.action(description=gettext_lazy("Set the owner"), permissions=["change"])
def set_owner(model_admin, request, queryset):
    """Asks for owner and deputy on a page of its own, then sets them."""
    form = OwnerForm(request.user, request.POST if "owner_chosen" in request.POST else None)
    if form.is_bound and form.is_valid():

        def give(service: Service) -> None:
            service.owner, service.deputy = form.cleaned_data["owner"], form.cleaned_data["deputy"]

        count = _change(queryset, give, ("owner", "deputy"))
        said = ngettext("The owner of %(count)d service is set.", "The owner of %(count)d services is set.", count)
        model_admin.message_user(request, said % {"count": count})
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Set the owner"),
        "subtitle": None,
        "opts": model_admin.opts,
        "form": form,
        "services": queryset,
        "checkbox": ACTION_CHECKBOX_NAME,
        "select_across": request.POST.get("select_across", "0"),
    }
    return TemplateResponse(request, "desk/owner.html", context)


@admin.action(description=gettext_lazy("Export (XLSX)"), permissions=["view"])
def export(model_admin, request, queryset):
    """The chosen services as a spreadsheet; where a whole list is chosen, with its search and filters."""
    query = request.GET.copy()
    if request.POST.get("select_across") != "1":
        query = QueryDict(mutable=True)
        query["id__in"] = ",".join(map(str, queryset.order_by().values_list("pk", flat=True)))
    query["as"] = "xlsx"
    return HttpResponseRedirect(f"{reverse('admin:exchange_export')}?{query.urlencode()}")


BULK = [*(_bulk(name) for name in CHANGES), set_owner, export]
