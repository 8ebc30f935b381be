"""What all records of the desk have in common: plain text, the own city's records, history, edits side by side."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminSplitDateTime
from django.forms.models import _get_foreign_key
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from simple_history.admin import SimpleHistoryAdmin

from accounts.admin import ScopedAdmin, ScopedInline
from services_directory import version
from services_directory.desk import editing, history, merging
from services_directory.desk.forms.boxes import DistrictBoxes
from services_directory.desk.forms.mapping import FIELD_CLASSES, LABELS
from services_directory.desk.forms.plain import PlainForm, RowForm
from services_directory.desk.scope import cities_of
from services_directory.desk.texts import OUTDATED
from services_directory.desk.versions import apply, spec_of, state_of
from services_directory.models import City, District
from services_directory.zones import tell_by

_LONG = ("description", "text", "welcome")


class Fields:
    """Forms of records and of their parts: every field entered as FIELD_CLASSES says, the only city chosen."""

    form = PlainForm

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        named = f"{db_field.model.__name__}.{db_field.name}"
        if found := FIELD_CLASSES.get(named):
            return db_field.formfield(form_class=found, label=LABELS.get(named, capfirst(db_field.verbose_name)))
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 5 if db_field.name in _LONG else 2  # they can be pulled larger
        if field and isinstance(field.widget, AdminSplitDateTime):
            # Two inputs and one label: each says which half it is.
            for half, name in zip(field.widget.widgets, (gettext("date"), gettext("time")), strict=True):
                half.attrs["aria-label"] = f"{field.label}: {name}"
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.remote_field.model is District:
            kwargs["queryset"] = _with_city(kwargs)
            several = cities_of(request.user).count() > 1
            return db_field.formfield(form_class=DistrictBoxes, several_cities=several, required=False, **kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.remote_field.model is City:
            own = kwargs["queryset"]
            if own.count() == 1 and "initial" not in kwargs:
                kwargs["initial"] = own.first()
        elif db_field.remote_field.model is District:
            kwargs["queryset"] = _with_city(kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _with_city(kwargs: dict):
    """The districts to choose from; each is shown with its city, which must not be asked for one by one."""
    return kwargs.get("queryset", District.objects.all()).select_related("city")


class DeskAdmin(ScopedAdmin, Fields, SimpleHistoryAdmin):
    """A kind of record; whose it is and what a role may do with it is for the accounts to say."""

    change_form_template = "desk/change_form.html"

    def address(self, name: str, *arguments) -> str:
        """The address of one of this admin's pages."""
        return reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{name}", args=arguments)

    def page(self, pattern: str, view, name: str):
        """One more page below the record's."""

        def bound(request, *arguments, **named):
            request.current_app = self.admin_site.name
            return view(self, request, *arguments, **named)

        named = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(pattern, self.admin_site.admin_view(bound), name=named)

    def get_urls(self):
        own = [
            self.page("<path:pk>/merge/", merging.view, "merge"),
            self.page("<path:pk>/restore/", history.restore_view, "restore"),
        ]
        return (own if spec_of(self.model) else []) + super().get_urls()

    def get_changelist_form(self, request, **kwargs):
        return super().get_changelist_form(request, **{"form": RowForm, **kwargs})

    def changelist_view(self, request, extra_context=None):
        """What is saved in the list goes into the records as they are once nobody else changes them."""
        if request.method != "POST" or "_save" not in request.POST:
            return super().changelist_view(request, extra_context)
        with version.hold():
            version.lock()
            return super().changelist_view(request, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        if not spec_of(self.model):
            return super().history_view(request, object_id, extra_context)
        return history.view(self, request, unquote(object_id))

    def clocks_of(self, request, record):
        """The record, or the city, by whose clocks a form tells times."""
        return record

    def _changeform_view(self, request, object_id, form_url, extra_context):
        """In a transaction. A form that started from an older state is not saved but shown beside the newer one."""
        save = super()._changeform_view
        record = self.get_object(request, unquote(object_id)) if object_id else None
        tell_by(self.clocks_of(request, record))
        if record is None or not spec_of(self.model):
            return save(request, object_id, form_url, extra_context)
        if request.method != "POST":
            extra_context = {**(extra_context or {}), "base": editing.sealed(state_of(record))}
            return save(request, object_id, form_url, extra_context)
        extra_context = {**(extra_context or {}), "base": request.POST.get(editing.BASE, "")}
        was = editing.unsealed(request.POST.get(editing.BASE, ""))
        now = editing.locked(record) if was else None
        if was == now or not self.has_change_permission(request, record):
            with version.hold():
                return save(request, object_id, form_url, extra_context)

        def from_where_they_began() -> HttpResponse:
            apply(record, was)
            return save(request, object_id, form_url, extra_context)

        decision = request.POST.get("text_change") or OUTDATED
        found = editing.tried(request, from_where_they_began, state_of)
        return (
            found
            if isinstance(found, HttpResponse)
            else merging.clash(self, request, record, was, now, found, decision)
        )

    def response_add(self, request, obj, post_url_continue=None):
        if getattr(request, "desk_trial", False):
            return editing.Trial(obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if getattr(request, "desk_trial", False):
            return editing.Trial(obj)
        return super().response_change(request, obj)


class Blocks(ScopedInline, Fields, admin.StackedInline):
    """Parts as blocks, one below the other."""

    extra = 0


class Rows(Blocks):
    """Parts with their fields side by side where there is room. Not a table: there the inputs would have no labels."""

    def get_fields(self, request, obj=None):
        own = _get_foreign_key(self.parent_model, self.model, fk_name=self.fk_name).name
        return [tuple(name for name in super().get_fields(request, obj) if name != own)]
