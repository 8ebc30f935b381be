"""Boxes to tick."""

from django import forms

from services_directory.presentation.text import reader_language
from services_directory.reading import district_name


class Boxes(forms.CheckboxSelectMultiple):
    """As Django's, made by one template: the form of a service has a hundred boxes and more, and Django makes each of
    them by three. Choices in groups are shown without their groups."""

    template_name = "desk/widgets/boxes.html"


class DistrictBoxes(forms.ModelMultipleChoiceField):
    """Districts by their names in the officer's language; with their city for whoever works for several."""

    widget = Boxes

    def __init__(self, *args, several_cities: bool, **kwargs):
        self.several_cities = several_cities
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj):  # noqa: D102
        name = district_name(obj, reader_language())
        return f"{name} ({obj.city})" if self.several_cities else name
