"""Forms of the coverage pages: which table to show, and the plan for a gap."""

import re

from django import forms
from django.utils.translation import gettext_lazy

from services_directory.models import City, KnownGap
from services_directory.quality.axes import AXES, names
from services_directory.quality.index import index_of

PARAMETER = {axis: "spoken" if axis == "language" else axis for axis in AXES}
"""Axis → its name in an address; `language` is the reader's there."""
_MARKUP = re.compile(r"<\s*[/!a-zA-Z]")


class CoverageForm(forms.Form):
    """City, rows, columns and one filter a dimension; an address that leaves them out means topic by phase."""

    city = forms.ChoiceField(label=gettext_lazy("City"))
    rows = forms.ChoiceField(label=gettext_lazy("Rows"))
    columns = forms.ChoiceField(label=gettext_lazy("Columns"))

    def __init__(self, given, city: City, cities: list[City]):
        defaults = {"city": city.pk, "rows": "topic", "columns": "phase"}
        super().__init__({**defaults, **{name: value for name, value in given.items() if value}})
        axes = [(axis.name, axis.label) for axis in AXES.values()]
        self.fields["city"].choices = [(place.pk, place.name) for place in cities]
        self.fields["rows"].choices = self.fields["columns"].choices = axes
        index = index_of(city)
        for axis, label in axes:
            known = names(axis, city, set(index.masks[axis]))
            choices = [("", gettext_lazy("all")), *known.items()]
            self.fields[PARAMETER[axis]] = forms.ChoiceField(label=label, choices=choices, required=False)

    def clean_columns(self) -> str:
        """A table has two dimensions."""
        if self.cleaned_data["columns"] == self.cleaned_data.get("rows"):
            raise forms.ValidationError(gettext_lazy("Choose another dimension than that of the rows."))
        return self.cleaned_data["columns"]

    @property
    def place(self) -> dict[str, str]:
        """Axis → the code chosen as a filter."""
        chosen = {axis: self.cleaned_data.get(name) for axis, name in PARAMETER.items()}
        return {axis: code for axis, code in chosen.items() if code}


class KnownGapForm(forms.ModelForm):
    """The plan for a gap, and the day until which it is to be closed."""

    class Meta:
        model = KnownGap
        fields = ("plan", "until")
        labels = {"plan": gettext_lazy("What is planned"), "until": gettext_lazy("Until")}
        widgets = {
            "plan": forms.Textarea(attrs={"rows": 3}),
            "until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def clean_plan(self) -> str:
        """Plain text."""
        if _MARKUP.search(self.cleaned_data["plan"]):
            raise forms.ValidationError(gettext_lazy("Write plain text, without HTML."))
        return self.cleaned_data["plan"]
