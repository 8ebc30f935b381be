"""Services and what hangs on them."""

# ruff: noqa: D101, D102 - methods of the framework keep its meaning

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext_lazy
from import_export.admin import ExportActionMixin, ImportExportModelAdmin
from simple_history.admin import SimpleHistoryAdmin

from services_directory import models, version
from services_directory.admin.exchange import ServiceResource
from services_directory.admin.filters import STATUS_NAMES, CheckDue, ShownStatus, Topic
from services_directory.status import status_of


class Rows(admin.TabularInline):
    """Rows of a service, without empty ones waiting."""

    extra = 0


class Terms(Rows):
    model = models.ServiceTerm
    autocomplete_fields = ("term",)


class Sources(Rows):
    model = models.ServiceSource
    autocomplete_fields = ("source",)


class Phones(Rows):
    model = models.Phone


class Emails(Rows):
    model = models.EmailAddress


class Locations(Rows):
    model = models.Location
    autocomplete_fields = ("district",)


class Schedules(Rows):
    model = models.Schedule


class SpokenLanguages(Rows):
    model = models.SpokenLanguage


class CostOptions(Rows):
    model = models.CostOption


class Documents(Rows):
    model = models.RequiredDocument


class EligibilityText(admin.StackedInline):
    model = models.Eligibility
    extra = 0


class Translations(admin.StackedInline):
    model = models.Translation
    extra = 0


class StatusRecords(Rows):
    model = models.StatusRecord
    autocomplete_fields = ("source",)


@admin.register(models.Service)
class ServiceAdmin(ExportActionMixin, ImportExportModelAdmin, SimpleHistoryAdmin):
    """Services, with the status that newcomers are shown today."""

    resource_classes = (ServiceResource,)
    list_display = ("name", "city", "organization", "shown_status", "topic", "assured_date", "window_end")
    list_filter = ("city", ShownStatus, CheckDue, Topic, "reach", "source_status")
    list_select_related = ("city", "organization")
    list_per_page = 50
    search_fields = ("name", "slug", "aliases", "description", "organization__name")
    autocomplete_fields = ("organization", "districts")
    readonly_fields = ("shown_status", "uuid", "last_modified")
    actions = ("confirm_today",)
    inlines = (
        Terms, SpokenLanguages, Phones, Emails, Locations, Schedules, CostOptions, EligibilityText, Documents,
        Translations, Sources, StatusRecords,
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("city", "slug", "organization", "name", "proper_name", "aliases", "language", "description",
                           "url")}),
        (
            gettext_lazy("Status"),
            {
                "fields": (
                    "shown_status", "source_status", "historical", "assured_date", "as_of", "as_of_date",
                    "window_start", "window_end", "caution",
                )
            },
        ),
        (gettext_lazy("For whom and where"), {"fields": ("reach", "area_scope", "area_name", "districts")}),
        (gettext_lazy("Notes"), {"fields": ("language_note", "cost_note", "hours_note", "duration_note", "values")}),
        (gettext_lazy("More"), {"fields": ("former_contact", "position", "uuid", "last_modified"),
                                "classes": ("collapse",)}),
    )  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("service_terms__term")

    @admin.display(description=gettext_lazy("shown as"))
    def shown_status(self, service):
        """What newcomers are shown today."""
        return STATUS_NAMES[status_of(service, timezone.localdate())] if service.pk else "–"

    @admin.display(description=gettext_lazy("main topic"))
    def topic(self, service):
        """The name of the main topic."""
        return next((row.term.name for row in service.service_terms.all() if row.term.kind == "topic"), "–")

    @admin.action(description=gettext_lazy("Confirm: still right today"), permissions=["change"])
    def confirm_today(self, request, queryset):
        """Sets the day checked, one record and history entry each."""
        count = 0
        with version.hold():
            for service in queryset:
                service.assured_date = timezone.localdate()
                service.save()
                count += 1
        said = ngettext_lazy("%(count)d service confirmed.", "%(count)d services confirmed.", count)
        self.message_user(request, said % {"count": count})


@admin.register(models.Organization)
class OrganizationAdmin(SimpleHistoryAdmin):
    """Who offers services."""

    list_display = ("name", "slug", "url")
    search_fields = ("name", "slug", "aliases")


@admin.register(models.Source)
class SourceAdmin(SimpleHistoryAdmin):
    """Where things come from."""

    list_display = ("title", "url", "kind", "confirmed", "as_of", "checked_on")
    list_filter = ("kind", "confirmed")
    list_editable = ("checked_on",)
    search_fields = ("title", "url", "key")


@admin.register(models.Translation)
class TranslationAdmin(SimpleHistoryAdmin):
    """Texts in further languages."""

    list_display = ("service", "field", "language", "state")
    list_filter = ("language", "state", "field")
    search_fields = ("service__name", "text")
    autocomplete_fields = ("service",)
    list_select_related = ("service",)
