"""What records have in common whose texts are translated on a page of their own."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.utils.translation import gettext_lazy

from services_directory.admin.base import DeskAdmin
from services_directory.desk import texts, translating
from services_directory.desk.forms.translated import TranslatedForm

TRANSLATIONS = (gettext_lazy("Translations"), {"fields": ("text_change",)})
"""The section that asks what a changed text means for its translations; a new record has none."""


class TranslatedAdmin(DeskAdmin):
    """A kind of record whose changed originals mark their translations."""

    form = TranslatedForm

    def get_urls(self):
        return [self.page("<str:pk>/translate/<str:language>/", translating.view, "translate"), *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        return [part for part in self.fieldsets if obj or part is not TRANSLATIONS]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["translate_languages"] = translating.languages(obj, request.user)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        request.texts_before = texts.originals(self.model.objects.get(pk=obj.pk)) if change else None
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if request.texts_before is not None:
            decision = form.cleaned_data.get("text_change") or texts.OUTDATED
            texts.original_changed(form.instance, request.texts_before, decision)
