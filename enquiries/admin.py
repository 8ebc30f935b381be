"""What staff work with, as pages of the desk: teams, labels, replies kept ready. Enquiries themselves: /staff/."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy

from accounts.admin import ScopedAdmin, ScopedInline
from enquiries.models import CannedReply, CannedReplyText, Label, Team
from enquiries.staff import access
from enquiries.staff.placeholders import PLACEHOLDERS
from enquiries.staff.words import language_name, topic_names
from locales.languages import served
from locales.template import TemplateError, placeholders
from services_directory.models import City


def _topics() -> list[tuple[str, str]]:
    return list(topic_names().items())


def _languages() -> list[tuple[str, str]]:
    return [(row.code, language_name(row.code)) for row in served()]


class _OwnCity:
    """A lead chooses among the cities that the lead leads, and of those cities' staff."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.remote_field.model is not City:
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        cities = access.led_cities(request.user)
        if cities.count() == 1:
            kwargs["initial"] = cities.first()
        return db_field.formfield(queryset=cities, **{"initial": None, **kwargs})

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.remote_field.model is not get_user_model():
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        people = Q()
        for city in access.led_cities(request.user):
            people |= Q(pk__in=access.colleagues(city).values("pk"))
        users = get_user_model().objects.filter(people) if people else get_user_model().objects.none()
        return db_field.formfield(queryset=users, widget=forms.CheckboxSelectMultiple, **kwargs)


class TeamForm(forms.ModelForm):
    """Topics and languages are ticked; none means all."""

    topics = forms.MultipleChoiceField(
        label=gettext_lazy("topics"), choices=_topics, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: every topic."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("languages"), choices=_languages, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: every language."),
    )  # fmt: skip


@admin.register(Team)
class TeamAdmin(_OwnCity, ScopedAdmin, admin.ModelAdmin):
    """Who works on enquiries together."""

    form = TeamForm
    list_display = ("name", "city", "email")
    list_filter = ("city",)
    list_select_related = ("city",)
    fields = ("city", "name", "topics", "languages", "members", "email")


@admin.register(Label)
class LabelAdmin(_OwnCity, ScopedAdmin, admin.ModelAdmin):
    """Words for some of the enquiries."""

    list_display = ("name", "city")
    list_filter = ("city",)
    list_select_related = ("city",)
    search_fields = ("name",)


class TextForm(forms.ModelForm):
    """A text in one of the languages that newcomers are served in, with placeholders that staff can fill in."""

    language = forms.ChoiceField(label=gettext_lazy("language"), choices=_languages)

    def clean_text(self):
        text = self.cleaned_data["text"]
        try:
            unknown = placeholders(text) - PLACEHOLDERS.keys()
        except TemplateError:
            raise ValidationError(
                gettext_lazy("Write a brace only around the name of a placeholder, or twice.")
            ) from None
        if unknown:
            message = gettext_lazy("There is no placeholder %(unknown)s. There are: %(known)s.")
            names = {"unknown": ", ".join(sorted(unknown)), "known": ", ".join(PLACEHOLDERS)}
            raise ValidationError(message, params=names)
        return text


class Texts(ScopedInline, admin.StackedInline):
    """A text a language."""

    model = CannedReplyText
    form = TextForm
    extra = 1


@admin.register(CannedReply)
class CannedReplyAdmin(_OwnCity, ScopedAdmin, admin.ModelAdmin):
    """The city's own replies; those that Kiosk ships are offered beside them."""

    list_display = ("title", "topic", "city")
    list_filter = ("city",)
    list_select_related = ("city",)
    search_fields = ("title", "texts__text")
    fields = ("city", "key", "title", "topic")
    prepopulated_fields = {"key": ("title",)}
    inlines = (Texts,)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "topic":
            choices = [("", gettext_lazy("every topic")), *_topics()]
            return forms.ChoiceField(label=db_field.verbose_name, choices=choices, required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
