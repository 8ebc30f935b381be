"""What is worked on beside the records: error reports, gaps, comments, checks of links."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy

from accounts.admin import ScopedAdmin
from services_directory import models
from services_directory.admin.base import DeskAdmin, Fields
from services_directory.desk.links import used, uses
from services_directory.desk.today import record_url
from services_directory.upkeep.links import reason


@admin.register(models.ErrorReport)
class ErrorReportAdmin(DeskAdmin):
    """What newcomers say is wrong; nobody adds or rewrites their words."""

    list_display = ("text", "service", "city", "language", "reported_at", "state")
    list_filter = ("state", "city", "language")
    list_select_related = ("service", "city")
    search_fields = ("text", "service__name")
    readonly_fields = ("city", "service", "text", "language", "reported_at")
    fields = (*readonly_fields, "state", "outcome")

    def has_add_permission(self, request) -> bool:
        return False


@admin.register(models.Comment)
class CommentAdmin(ScopedAdmin, Fields, admin.ModelAdmin):
    """Remarks to colleagues; they are written on the page of the service."""

    list_display = ("text", "service", "author", "written_at", "done")
    list_filter = ("done",)
    list_select_related = ("service", "author")
    search_fields = ("text", "service__name")
    readonly_fields = ("service", "author", "written_at", "text")
    fields = (*readonly_fields, "done")

    def has_add_permission(self, request) -> bool:
        return False


@admin.register(models.KnownGap)
class KnownGapAdmin(DeskAdmin):
    """Gaps that the city knows, with the plan; they are marked on the page of the coverage."""

    list_display = ("__str__", "city", "plan", "until")
    list_filter = ("city",)
    list_select_related = ("city",)
    readonly_fields = ("city", "where", "author")
    fields = ("city", "where", "plan", "until", "author")

    @admin.display(description=gettext_lazy("where"))
    def where(self, gap):
        """The cell in words."""
        return str(gap)

    def has_add_permission(self, request) -> bool:
        return False


@admin.register(models.LinkCheck)
class LinkCheckAdmin(ScopedAdmin, admin.ModelAdmin):
    """What came of asking for the addresses; only the check itself writes here."""

    list_filter = ("state",)
    search_fields = ("url",)
    list_per_page = 50
    list_display = ("url", "state", "why", "failures", "checked_at", "used_by", "moved_to")
    fields = ("url", "state", "why", "failures", "checked_at", "moved_to")
    readonly_fields = ("why",)

    @admin.display(description=gettext_lazy("reason"))
    def why(self, check):
        """The status of HTTP and the reason in words."""
        return reason(check) or "–"

    def get_queryset(self, request):
        return used(request.user)

    def get_changelist_instance(self, request):
        found = super().get_changelist_instance(request)
        # For the page at once, not for each row.
        found.result_list = list(found.result_list)
        records = uses([check.url for check in found.result_list], request.user)
        for check in found.result_list:
            check.uses = records.get(check.url, [])
        return found

    @admin.display(description=gettext_lazy("used by"))
    def used_by(self, check):
        """Links to the records in which the address stands."""
        records = ((record_url(use.model, use.pk), use.label) for use in check.uses)
        return format_html_join(", ", '<a href="{}">{}</a>', records) or "–"

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
