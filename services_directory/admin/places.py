"""Settings of cities, districts and terms."""

# ruff: noqa: D101, D102 - methods of the framework keep its meaning

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from accounts.admin import ScopedAdmin
from accounts.models import Role
from accounts.permissions import roles_of
from services_directory import models
from services_directory.admin.base import DeskAdmin, Rows
from services_directory.admin.translated import TRANSLATIONS, TranslatedAdmin
from services_directory.desk.forms.plain import PlainForm
from services_directory.desk.forms.translated import TranslatedForm
from services_directory.presentation.text import name_of, reader_language


class CityForm(TranslatedForm):
    """A city; who answers when the guide cannot is chosen by name."""

    class Meta:
        model = models.City
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "contact" in self.fields:
            rows = models.Service.objects.filter(city=self.instance.pk, publication=models.Publication.PUBLISHED)
            self.fields["contact"] = forms.ChoiceField(
                label=self.fields["contact"].label, required=False,
                choices=[("", "–"), *rows.order_by("name").values_list("slug", "name")],
                help_text=gettext_lazy("The guide sends people there when it cannot answer."),
            )  # fmt: skip

    def clean_country(self):
        country = self.cleaned_data["country"].lower()
        if len(country) != 2 or not country.isalpha():
            raise ValidationError(gettext_lazy("Write the two letters of the country, such as fi."))
        return country

    def clean_timezone(self):
        from zoneinfo import available_timezones

        if self.cleaned_data["timezone"] not in available_timezones():
            raise ValidationError(gettext_lazy("There is no such time zone. Write it as Europe/Helsinki."))
        return self.cleaned_data["timezone"]


class DistrictRows(forms.BaseInlineFormSet):
    """None is deleted that something names."""

    def clean(self):
        super().clean()
        for form in self.deleted_forms:
            form.instance.check_unused()


class Districts(Rows):
    model = models.District
    formset = DistrictRows
    classes = ("collapse",)


@admin.register(models.City)
class CityAdmin(TranslatedAdmin):
    """Settings of a city."""

    form = CityForm
    list_display = ("name", "country", "default_language", "contact")
    inlines = (Districts,)
    fieldsets = (
        (None, {"fields": ("id", "name", "country", "timezone", "default_language", "own_languages")}),
        (
            gettext_lazy("What newcomers read"),
            {"fields": ("welcome", "emergency"),
             "description": gettext_lazy("Every emergency number stands with its page and the day you looked.")},
        ),
        (gettext_lazy("People who answer"), {"fields": ("contact", "contact_hours", "holidays")}),
        (gettext_lazy("The chat on other websites"), {"fields": ("allowed_origins",)}),
        TRANSLATIONS,
    )  # fmt: skip
    _help = {
        "contact_hours": gettext_lazy("Hours of every week at which somebody answers."),
        "holidays": gettext_lazy("Days, one a line, such as 2026-12-24."),
        "emergency": "",
        "allowed_origins": gettext_lazy("Addresses of websites, one a line, such as https://www.example.org."),
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in self._help:
            field.help_text = self._help[db_field.name]
        return field

    def get_readonly_fields(self, request, obj=None):
        if not obj:
            return ()
        # The country decides whose guidance an officer keeps, so it is not for the officer to choose.
        return ("id",) if Role.ADMINISTRATOR in roles_of(request.user) else ("id", "country")

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(models.District)
class DistrictAdmin(DeskAdmin):
    """Districts."""

    list_display = ("name", "code", "city")
    list_filter = ("city",)
    search_fields = ("name", "code")

    def get_deleted_objects(self, objs, request):
        """Those that something names are not deleted, one by one or many at once; what to do is said."""
        *found, protected = super().get_deleted_objects(objs, request)
        for district in objs:
            try:
                district.check_unused()
            except ValidationError as error:
                self.message_user(request, error.messages[0], messages.ERROR)
                protected += [f"{capfirst(each._meta.verbose_name)}: {each}" for each in district.named_by()]
        return *found, protected


class TermForm(PlainForm):
    class Meta:
        model = models.TaxonomyTerm
        fields = ("name", "note", "position")


@admin.register(models.TaxonomyTerm)
class TaxonomyTermAdmin(ScopedAdmin, admin.ModelAdmin):
    """Terms. Codes are shared with the assistant's training data: the files that ship bring them."""

    form = TermForm
    list_display = ("said", "kind", "code", "explained")
    list_filter = ("kind",)
    search_fields = ("name", "code")
    readonly_fields = ("kind", "code")

    @admin.display(description=gettext_lazy("name"), ordering="name")
    def said(self, term):
        """The name in the officer's language."""
        return name_of(term.name, False, reader_language())

    @admin.display(description=gettext_lazy("note"))
    def explained(self, term):
        """The note in the officer's language."""
        return name_of(term.note, False, reader_language()) if term.note else "–"

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
