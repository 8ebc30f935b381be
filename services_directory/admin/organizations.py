"""Organizations, sources, places with their accessibility, translations: what services share."""

# ruff: noqa: D101, D102 - methods of the framework keep its meaning

from django.contrib import admin
from django.utils.translation import gettext_lazy

from services_directory import models
from services_directory.admin import confirming, filters
from services_directory.admin.base import DeskAdmin, Rows
from services_directory.admin.translated import TRANSLATIONS, TranslatedAdmin
from services_directory.desk import due


@admin.register(models.Organization)
class OrganizationAdmin(TranslatedAdmin):
    """Who offers services; shared by all cities."""

    list_display = ("name", "slug", "url", "parent")
    search_fields = ("name", "slug", "aliases", "description")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": ("name", "slug", "proper_name", "aliases", "language", "description")}),
        (gettext_lazy("Contact"), {"fields": ("url", "email")}),
        TRANSLATIONS,
        (gettext_lazy("More"), {"fields": ("legal_status", "parent")}),
    )


@admin.register(models.Source)
class SourceAdmin(DeskAdmin):
    """Where things come from. Those on which statements of guidance rest are reviewed as services are."""

    list_display = ("title", "checked_on", "kind", "confirmed", "as_of", "url")
    list_filter = (filters.SourceDue, "kind", "confirmed", ("owner", admin.RelatedOnlyFieldListFilter))
    list_editable = ("checked_on",)
    search_fields = ("title", "url", "key")
    actions = (confirming.confirm_selected,)
    fieldsets = (
        (None, {"fields": ("title", "url", "key", "kind", "confirmed")}),
        (gettext_lazy("Checked, kept by whom"), {"fields": ("checked_on", "review_after", "owner", "deputy")}),
        (gettext_lazy("Date of the page"), {"fields": ("as_of", "as_of_note", "as_of_values")}),
        (gettext_lazy("More"), {"fields": ("note",), "classes": ("collapse",)}),
    )

    def get_queryset(self, request):
        return due.marked(super().get_queryset(request), request.user)

    def get_urls(self):
        return [self.page("<int:pk>/confirm/", confirming.view, "confirm"), *super().get_urls()]

    def get_readonly_fields(self, request, obj=None):
        return ("key",) if obj else ()

    def get_list_display(self, request):
        @admin.display(description=gettext_lazy("review"))
        def still_right(source):
            """A button in every line that may be changed."""
            return (
                confirming.button(request, self.address("confirm", source.pk), source.title)
                if source.may_change
                else "–"
            )

        # Beside the title, where no sideways scrolling hides it.
        first, *others = self.list_display
        return [first, still_right, *others] if self.has_change_permission(request) else self.list_display


@admin.register(models.Translation)
class TranslationAdmin(DeskAdmin):
    """Texts of services in further languages, one by one; whole records are translated on a page of their own."""

    fields = ("service", "field", "language", "text", "state")
    list_display = ("service", "field", "language", "state")
    list_filter = ("language", "state", "field")
    search_fields = ("service__name", "text")
    autocomplete_fields = ("service",)
    list_select_related = ("service",)


class Ways(Rows):
    model = models.Accessibility


@admin.register(models.Location)
class LocationAdmin(DeskAdmin):
    """A place with what people with disabilities need to know; reached from the form of its service."""

    list_display = ("address", "locality", "service")
    search_fields = ("address", "name", "service__name")
    list_select_related = ("service",)
    autocomplete_fields = ("service", "district")
    inlines = (Ways,)


@admin.register(models.StatusRecord)
class StatusRecordAdmin(DeskAdmin):
    """Earlier mentions."""

    list_display = ("called", "as_of", "status", "service")
    search_fields = ("called", "service__name")
    autocomplete_fields = ("service", "source")
    list_select_related = ("service",)
