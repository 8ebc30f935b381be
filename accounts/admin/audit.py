"""The audit log: to read, to filter, to take along; never to change."""

# ruff: noqa: D102 - methods of the framework keep its meaning

import csv

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, gettext_lazy

from accounts.audit import record
from accounts.models import AuditEntry
from accounts.permissions import may
from accounts.rules import VIEW

COLUMNS = ("at", "user_id", "user_name", "role", "action", "object_type", "object_id", "object_name", "city", "changes",
           "outcome", "note")  # fmt: skip


class Values(admin.AllValuesFieldListFilter):
    """The values that occur; what has none is offered under a name."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or gettext("empty")}


class AuditAdmin(admin.ModelAdmin):
    """For administrators."""

    change_list_template = "accounts/audit_list.html"
    list_display = ("at", "user_name", "role", "action", "kind", "object_name", "told", "outcome")
    list_filter = ("action", "outcome", ("city", Values), ("object_type", Values), ("at", admin.DateFieldListFilter))
    search_fields = ("user_name", "object_name", "object_id", "note")
    list_per_page = 50
    show_full_result_count = False
    actions = None
    readonly_fields = (*COLUMNS, "told")

    def has_module_permission(self, request):
        return may(request.user, VIEW, AuditEntry)

    def has_view_permission(self, request, obj=None):
        return may(request.user, VIEW, AuditEntry)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_fields(self, request, obj=None):
        return [*(name for name in COLUMNS if name != "changes"), "told"]

    @admin.display(description=gettext_lazy("kind of record"), ordering="object_type")
    def kind(self, entry):
        """The name of the model, or what stands there where the model is gone."""
        try:
            return apps.get_model(entry.object_type)._meta.verbose_name
        except (LookupError, ValueError):
            return entry.object_type

    @admin.display(description=gettext_lazy("changes"))
    def told(self, entry):
        """Field, from and to, one a line."""
        rows = []
        for field, change in entry.changes.items():
            old, new = change if isinstance(change, list) and len(change) == 2 else (None, change)
            rows.append((field, _short(old), _short(new)))
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {} → {}</li>", rows)) if rows else "–"

    def get_urls(self):
        download = self.admin_site.admin_view(self.download)
        return [path("csv/", download, name="accounts_auditentry_csv"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        address = reverse("admin:accounts_auditentry_csv", current_app=self.admin_site.name)
        query = request.GET.urlencode()
        extra = {"csv_address": f"{address}?{query}" if query else address, "title": gettext("Audit log")}
        return super().changelist_view(request, {**(extra_context or {}), **extra})

    def download(self, request):
        """The filtered list as CSV, row by row; formulas of spreadsheets are neutralised."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        entries = self.get_changelist_instance(request).get_queryset(request)
        record(AuditEntry.Action.EXPORT, AuditEntry)
        writer = csv.writer(_Echo())
        rows = entries.order_by("-at", "-id").values_list(*COLUMNS).iterator(1000)
        body = (writer.writerow([_cell(each) for each in row]) for row in rows)

        def lines():
            yield "\ufeff" + writer.writerow(COLUMNS)
            yield from body

        headers = {"Content-Disposition": 'attachment; filename="audit.csv"', "Cache-Control": "no-store"}
        return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8", headers=headers)


class _Echo:
    """A file that gives back what is written."""

    def write(self, text: str) -> str:
        return text


def _cell(value) -> str:
    text = "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _short(value) -> str:
    text = "–" if value in (None, "") else str(value)
    return text if len(text) <= 200 else text[:200] + "…"
