"""Which services a city's answers and steps name."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from services_directory.desk.forms.lists import LinesField
from services_directory.desk.forms.plain import PlainForm
from services_directory.models import Answer, Publication, Service


class ServicesForm(PlainForm):
    """For every city of the account: the services of an answer, best first, and the office that knows."""

    cities: tuple = ()

    @classmethod
    def for_cities(cls, model, cities, record):
        """A form class with the fields of these cities; texts are not among them."""
        fields = {}
        for city in (
            cities if record is None else cities.filter(country=getattr(record, "country", None) or record.plan.country)
        ):
            offered = Service.objects.filter(city=city, publication=Publication.PUBLISHED).order_by("name")
            if model is Answer:
                fields[f"services_{city.pk}"] = LinesField(
                    label=gettext_lazy("Services, best first"), required=False, rows=5,
                    help_text=f"{city}: " + ", ".join(offered.values_list("slug", flat=True)[:80]),
                )  # fmt: skip
            fields[f"office_{city.pk}"] = forms.ChoiceField(
                label=gettext_lazy("Office that knows"), required=False, help_text=str(city),
                choices=[("", "–"), *offered.values_list("slug", "name")],
            )  # fmt: skip
        meta = type("Meta", (), {"model": model, "fields": ()})
        found = type("CityServicesForm", (cls,), {**fields, "Meta": meta, "cities": tuple(city.pk for city in cities)})
        return found

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for city in self.cities:
            if f"services_{city}" in self.fields:
                self.initial[f"services_{city}"] = self.instance.services.get(city, [])
            if f"office_{city}" in self.fields:
                self.initial[f"office_{city}"] = self.instance.office.get(city) or ""

    def clean(self):
        cleaned = super().clean()
        for city in self.cities:
            slugs = cleaned.get(f"services_{city}") or []
            known = set(Service.objects.filter(city=city, slug__in=slugs).values_list("slug", flat=True))
            if unknown := [slug for slug in slugs if slug not in known]:
                error = ValidationError(
                    gettext_lazy("There is no service: %(ids)s"), params={"ids": ", ".join(unknown)}
                )
                self.add_error(f"services_{city}", error)
        return cleaned

    def save(self, commit=True):
        for city in self.cities:
            if f"services_{city}" in self.cleaned_data:
                self.instance.services = {**self.instance.services, city: self.cleaned_data[f"services_{city}"]}
            if f"office_{city}" in self.cleaned_data:
                self.instance.office = {**self.instance.office, city: self.cleaned_data[f"office_{city}"] or None}
        return super().save(commit)
