"""A city's own words for statements."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy

from accounts.admin.checked import own_languages
from locales.languages import served
from services_directory import models
from services_directory.admin.base import DeskAdmin
from services_directory.desk.forms.languages import language_name
from services_directory.desk.forms.plain import PlainForm
from services_directory.desk.rewordings import as_po
from services_directory.desk.scope import cities_of
from services_directory.presentation.guidance import Guidance
from services_directory.presentation.text import reader_language


class WordingForm(PlainForm):
    """A rewording; its statement belongs to the country of the city. `account` is who fills it in."""

    account = None

    class Meta:
        model = models.Wording
        fields = ("city", "statement", "language", "text", "change")
        widgets = {"change": forms.RadioSelect}
        help_texts = {
            "text": gettext_lazy("Keep every {figure} of the original in your words; what it stands for is filled in."),
            "change": gettext_lazy(
                "Only the wording: the translations stay. The meaning: they are withheld until somebody renews them."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "change" in self.fields and own_languages(self.account):
            # Whoever only translates says it in the own languages: what others read is not touched by it.
            change = models.Wording.Change.WORDING
            self.fields["change"].choices = [(change.value, change.label)]
            self.initial["change"] = change

    def clean(self):
        cleaned = super().clean()
        city, statement = cleaned.get("city"), cleaned.get("statement")
        if city and statement and city.country != statement.country:
            message = gettext_lazy("This statement is about another country than the city's.")
            raise ValidationError({"statement": message})
        return cleaned


@admin.register(models.Wording)
class WordingAdmin(DeskAdmin):
    """A city's own words for statements, live at once."""

    form = WordingForm
    change_list_template = "desk/wording_list.html"
    list_display = ("statement", "city", "language", "text", "change", "changed_at")
    list_filter = ("city", "language", "change")
    list_select_related = ("statement", "city")
    search_fields = ("statement__slug", "text")
    autocomplete_fields = ("statement",)
    fields = ("city", "statement", "original", "language", "text", "change", "said")
    readonly_fields = ("original", "said")

    def get_urls(self):
        return [self.page("po/<str:city>/<str:language>/", _po_view, "po"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        pairs = self.get_queryset(request).order_by("city", "language").values_list("city", "language").distinct()
        exports = [
            (self.address("po", city, language), f"{city}, {language_name(language)}") for city, language in pairs
        ]
        return super().changelist_view(request, {**(extra_context or {}), "exports": exports})

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        if statement := models.Statement.objects.filter(pk=str(initial.get("statement", "0"))[:18] or 0).first():
            initial |= {"text": statement.text, "language": "en"}
        return initial

    @admin.display(description=gettext_lazy("original"))
    def original(self, wording):
        """The words that ship, with their placeholders."""
        return wording.statement.text if wording.statement_id else "–"

    @admin.display(description=gettext_lazy("what readers get now"))
    def said(self, wording):
        """The wording with its figures."""
        if not wording.pk:
            return "–"
        spoken = {row.code for row in served()}
        language = wording.language if wording.language in spoken else reader_language()
        found = Guidance(wording.statement.country, language, wording.city_id).statement(wording.statement.slug)
        return found["text"] if found else "–"


def _po_view(model_admin, request, city: str, language: str):
    """GET: the wordings of a city in one language as a PO file."""
    found = cities_of(request.user).filter(pk=city).first()
    if found is None or not model_admin.has_view_permission(request):
        raise Http404
    response = HttpResponse(as_po(found, language), content_type="text/x-gettext-translation; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.pk}.{language[:12]}.po"'
    return response
