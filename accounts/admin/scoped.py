"""Admin pages that show and change only what a role allows (`accounts.permissions`).

    class ServiceAdmin(ScopedAdmin, SimpleHistoryAdmin):
        inlines = (Phones,)

    class Phones(ScopedInline, admin.TabularInline):
        model = Phone

The mixin goes first. It limits lists, forms, actions and the choices of foreign keys, says in the form what a role does
not reach, and checks once more on saving.
"""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils.text import capfirst

from accounts.admin.checked import checked, only_own, own_languages
from accounts.permissions import cities_of, colleagues_of, limited, may
from accounts.rules import ADD, CHANGE, DELETE, TRANSLATED, VIEW
from services_directory.models import City


class _Scoped:
    """What pages and inlines have in common."""

    def get_queryset(self, request):
        return limited(request.user, VIEW, super().get_queryset(request))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A translator chooses among the own languages."""
        if db_field.name == "language" and db_field.model.__name__ in TRANSLATED:
            if choices := own_languages(request.user):
                errors = {"invalid_choice": only_own(request.user)}
                label = capfirst(db_field.verbose_name)
                return forms.ChoiceField(label=label, choices=choices, error_messages=errors)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def offered(self, request, target):
        """The records of a kind that a field may point at: those that the user sees."""
        return limited(request.user, VIEW, target._default_manager.all())

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **_choices(db_field, request, self, kwargs))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, **_choices(db_field, request, self, kwargs))


class ScopedAdmin(_Scoped):
    """For a ModelAdmin."""

    def has_module_permission(self, request):
        return may(request.user, VIEW, self.model)

    def has_view_permission(self, request, obj=None):
        return may(request.user, VIEW, obj or self.model) or self.has_change_permission(request, obj)

    def has_add_permission(self, request):
        return may(request.user, ADD, self.model)

    def has_change_permission(self, request, obj=None):
        return may(request.user, CHANGE, obj or self.model)

    def has_delete_permission(self, request, obj=None):
        return may(request.user, DELETE, obj or self.model)

    def get_form(self, request, obj=None, change=False, **kwargs):
        return checked(super().get_form(request, obj, change=change, **kwargs), request.user)

    def get_changelist_form(self, request, **kwargs):
        return checked(super().get_changelist_form(request, **kwargs), request.user)

    def save_model(self, request, obj, form, change):
        """The record as it is about to be, too, has to be one that the user may change: no moving it elsewhere."""
        if not may(request.user, CHANGE if change else ADD, obj):
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        for each in formset.forms:
            # The record above may be new: until now its rows did not know it.
            setattr(each.instance, formset.fk.name, formset.instance)
            if each.has_changed() and not may(request.user, CHANGE if each.instance.pk else ADD, each.instance):
                raise PermissionDenied
        super().save_formset(request, form, formset, change)

    def response_action(self, request, queryset):
        """An action that changes records gets those alone which the user may change, though the list shows more."""
        name = request.POST.get("action", "")
        action = self.get_actions(request).get(name)
        asked = set(getattr(action[0], "allowed_permissions", ())) if action else set()
        for needed in (DELETE, CHANGE):
            if needed in asked:
                queryset = limited(request.user, needed, queryset)
        return super().response_action(request, queryset)


class ScopedInline(_Scoped):
    """For an InlineModelAdmin: `obj` is the record above the rows."""

    def has_view_permission(self, request, obj=None):
        return may(request.user, VIEW, self.model) and (obj is None or may(request.user, VIEW, obj))

    def has_add_permission(self, request, obj=None):
        return may(request.user, ADD, self.model) and (obj is None or may(request.user, CHANGE, obj))

    def has_change_permission(self, request, obj=None):
        return may(request.user, CHANGE, self.model) and (obj is None or may(request.user, CHANGE, obj))

    def has_delete_permission(self, request, obj=None):
        return may(request.user, DELETE, self.model) and (obj is None or may(request.user, CHANGE, obj))


def _choices(db_field, request, page, kwargs) -> dict:
    """What a field may point at: cities in which the user writes such records, colleagues, else what is offered."""
    target = db_field.remote_field.model
    if target is get_user_model():
        among = colleagues_of(request.user)
    elif target is City:
        among = cities_of(request.user, ADD, page.model) | cities_of(request.user, CHANGE, page.model)
    else:
        among = page.offered(request, target)
    given = kwargs.get("queryset")
    return {**kwargs, "queryset": among if given is None else given.filter(pk__in=among.values("pk"))}
