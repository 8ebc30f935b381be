"""Statements, answers and plans."""

# ruff: noqa: D101, D102 - methods of the framework keep its meaning

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from accounts.admin import ScopedAdmin
from accounts.permissions import limited, may
from accounts.rules import ADD, CHANGE, VIEW
from services_directory import models
from services_directory.admin.base import DeskAdmin, Rows
from services_directory.desk.forms.guidance import ServicesForm
from services_directory.desk.forms.languages import language_name
from services_directory.desk.scope import cities_of
from services_directory.desk.versions.readable import Reader
from services_directory.presentation.guidance import Guidance
from services_directory.presentation.text import reader_language


class Figures(Rows):
    """The figures of a statement: corrected here, they are right in every language and wherever they are quoted."""

    model = models.StatementValue
    fields = ("name", "value", "quotes_statement", "quotes_name")


@admin.register(models.Statement)
class StatementAdmin(DeskAdmin):
    """What the guide says, sentence by sentence. The words ship with their translations; a city may have its own."""

    list_display = ("slug", "country", "kind", "said", "confirmed", "source")
    list_filter = ("country", "kind", "confirmed")
    list_select_related = ("source",)
    change_form_template = "desk/statement_form.html"
    search_fields = ("slug", "text", "figures__value")
    autocomplete_fields = ("source", "more_sources")
    inlines = (Figures,)
    fieldsets = (
        (None, {"fields": ("slug", "country", "kind", "text", "said")}),
        (gettext_lazy("Where it comes from"), {"fields": ("source", "more_sources", "confirmed", "authority")}),
        (gettext_lazy("What to check"), {"fields": ("caution", "caution_values")}),
    )

    def get_readonly_fields(self, request, obj=None):
        # Answers refer to the id, translations hang on the words.
        return ("slug", "country", "text", "said") if obj else ("said",)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            rows = limited(request.user, VIEW, obj.wordings.select_related("city"))
            new = reverse("admin:services_directory_wording_add") + f"?statement={obj.pk}"
            context |= {
                "wordings": [(row, f"{row.city}: {language_name(row.language)}") for row in rows],
                "reword": new if may(request.user, ADD, models.Wording) else "",
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=gettext_lazy("what readers get now"))
    def said(self, statement):
        """The statement with its figures."""
        found = Guidance(statement.country, reader_language()).statement(statement.slug) if statement.pk else None
        return found["text"] if found else "–"


class Readable(DeskAdmin):
    """Texts that ship, to read; which services and offices the own cities name in them, to change."""

    form = ServicesForm

    def get_form(self, request, obj=None, change=False, **kwargs):
        # Whoever changes nothing reads what all of the own cities name.
        action = CHANGE if self.has_change_permission(request, obj) else VIEW
        return ServicesForm.for_cities(self.model, cities_of(request.user, action), obj)

    def get_fieldsets(self, request, obj=None):
        own = [name for name in self.get_form(request, obj).base_fields]
        return [(None, {"fields": (*self.readonly_fields, *own)})]

    @admin.display(description=gettext_lazy("statements, in order"))
    def statements_shown(self, record):
        """The statements as readers get them."""
        country = getattr(record, "country", None) or record.plan.country
        guidance = Guidance(country, reader_language())
        slugs = [entry if isinstance(entry, str) else entry["id"] for entry in record.statements]
        return format_html("{}", "\n".join(f"• {row['text']}" for row in guidance.statements(slugs))) or "–"

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(models.Answer)
class AnswerAdmin(Readable):
    """What is said to an intent."""

    list_display = ("intent", "country", "short")
    list_filter = ("country",)
    search_fields = ("intent", "short")
    readonly_fields = ("intent", "country", "short_shown", "simple", "unknown", "statements_shown", "next_shown")

    @admin.display(description=gettext_lazy("short answer"))
    def short_shown(self, record):
        """The short answer with its figures."""
        return Guidance(record.country, reader_language()).text(record.short, record.values.get("short"))

    @admin.display(description=gettext_lazy("next questions"))
    def next_shown(self, record):
        """The intents, by name."""
        return ", ".join(record.next)


@admin.register(models.PlanStep)
class PlanStepAdmin(Readable):
    """Steps of the plan."""

    list_display = ("slug", "plan", "position", "title")
    list_filter = ("plan",)
    search_fields = ("slug", "title")
    readonly_fields = ("slug", "plan", "title", "statements_shown", "documents_shown", "conditions", "link")

    @admin.display(description=gettext_lazy("documents"))
    def documents_shown(self, step):
        """One a line."""
        return "\n".join(each if isinstance(each, str) else each["text"] for each in step.documents) or "–"

    @admin.display(description=gettext_lazy("only for, not for"))
    def conditions(self, step):
        """The conditions on business and status."""
        reader = Reader(models.PlanStep)
        return f"{reader.value('only', step.only)} / {reader.value('exclude', step.exclude)}"


@admin.register(models.Plan)
class PlanAdmin(ScopedAdmin, admin.ModelAdmin):
    """The plan of a country, to read; its steps are records of their own."""

    list_display = ("country", "title")

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
