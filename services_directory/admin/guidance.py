"""Statements, answers and plans."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from services_directory import models


class Figures(admin.TabularInline):
    """The figures of a statement: corrected here, they are right in every language."""

    model = models.StatementValue
    extra = 0


@admin.register(models.Statement)
class StatementAdmin(SimpleHistoryAdmin):
    """What the guide says, sentence by sentence."""

    list_display = ("slug", "country", "kind", "text", "confirmed", "source")
    list_filter = ("country", "kind", "confirmed")
    list_select_related = ("source",)
    search_fields = ("slug", "text")
    autocomplete_fields = ("source", "more_sources")
    inlines = (Figures,)


@admin.register(models.Answer)
class AnswerAdmin(SimpleHistoryAdmin):
    """What is said to an intent."""

    list_display = ("intent", "country", "short")
    list_filter = ("country",)
    search_fields = ("intent", "short")


@admin.register(models.PlanStep)
class PlanStepAdmin(SimpleHistoryAdmin):
    """Steps of the plan."""

    list_display = ("slug", "plan", "position", "title")
    list_filter = ("plan",)
    search_fields = ("slug", "title")
