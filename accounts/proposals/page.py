"""The form of a service as whoever proposes fills it in: the officers' own sections, rows and rules."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.contrib import admin
from django.utils.translation import gettext_lazy

from accounts.permissions import may
from accounts.proposals.changes import NOT_THEIRS, PARTS
from accounts.proposals.forms import PlaceForm, ProposalForm
from accounts.rules import PROPOSE
from services_directory.admin import service_parts
from services_directory.admin.base import Fields
from services_directory.admin.service_sections import HELP, SECTIONS
from services_directory.desk.editing import Trial
from services_directory.desk.forms.languages import common
from services_directory.models import District, Location

_NOW = ("window_start", "window_end", "alert", "caution")
"""Fields that stand among what the city decides in the officers' form."""


def _sections() -> list[tuple]:
    found = []
    for title, options in SECTIONS:
        if fields := tuple(name for name in options["fields"] if name not in NOT_THEIRS and name not in _NOW):
            found.append((title, {"fields": fields}))
    note = (gettext_lazy("To the officer"), {"fields": ("note",)})
    return [*found, (gettext_lazy("When one can apply, and notices"), {"fields": _NOW}), note]


class Offered:
    """Offers the districts of the service's city and what belongs to the service itself, nothing of others."""

    service = None

    def offered(self, request, target):
        if target is District:
            return District.objects.filter(city=self.service.city_id)
        rows = target._default_manager.all()
        own = any(field.name == "service" for field in target._meta.fields)
        return rows.filter(service=self.service) if own else rows.none()


class _Part(Offered):
    """Rows of a service: whoever may propose for it may propose any row of it."""

    autocomplete_fields = ()
    show_change_link = False

    def has_view_permission(self, request, obj=None) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission

    def get_queryset(self, request):
        return self.model._default_manager.all()


def _parts() -> list[type]:
    found = []
    for part in service_parts.PARTS:
        link = next(field for field in part.model._meta.fields if field.name == "service")
        if link.remote_field.get_accessor_name() not in PARTS:
            continue
        own = {"form": PlaceForm, "fields": (*part.fields, "accessibility")} if part.model is Location else {}
        found.append(type(part.__name__, (_Part, part), own))
    return found


class ProposingAdmin(Offered, Fields, admin.ModelAdmin):
    """One service and whoever proposes. It is not registered: its pages are those of accounts.proposals.views.

    What it saves is taken back again by whoever calls it (`services_directory.desk.editing.tried`).
    """

    form = ProposalForm
    change_form_template = "accounts/propose.html"
    fieldsets = _sections()
    inlines = _parts()

    def __init__(self, site, service, note: str = ""):
        super().__init__(type(service), site)
        self.service, self.note = service, note
        self.fault = ""
        """What is wrong with the whole of what was sent."""

    def has_change_permission(self, request, obj=None) -> bool:
        return may(request.user, PROPOSE, obj or self.model)

    has_view_permission = has_change_permission

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_inline_instances(self, request, obj=None):
        found = super().get_inline_instances(request, obj)
        for part in found:
            part.service = self.service
        return found

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.base_fields["note"].initial, form.fault = self.note, self.fault
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in HELP:
            field.help_text = HELP[db_field.name]
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["queryset"] = self.offered(request, db_field.remote_field.model)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {
            "subtitle": None,
            "known_languages": [name for _, name in common()],
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.store_terms(form.instance)

    def response_change(self, request, obj) -> Trial:
        return Trial(obj)
