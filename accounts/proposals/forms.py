"""Forms of proposals."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.db import models as db
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from services_directory.desk.forms import RowsField
from services_directory.desk.forms.plain import PlainForm
from services_directory.desk.forms.service import ServiceForm
from services_directory.models import Accessibility, Location


class ProposalForm(ServiceForm):
    """The form of a service, with a word to the officer who decides."""

    note = forms.CharField(
        label=gettext_lazy("Why, in a few words"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("For the officer who decides."),
    )  # fmt: skip
    fault = ""

    def clean(self):
        if self.fault:
            self.add_error(None, self.fault)
        return super().clean()


def _column(field: db.Field, **kwargs) -> forms.Field:
    if isinstance(field, db.TextField):
        return field.formfield(widget=forms.Textarea(attrs={"rows": 2}))
    return field.formfield(**kwargs)


class AccessibilityField(RowsField):
    """How people with disabilities can use a place: the rows of Accessibility, without the place."""

    def __init__(self, **kwargs):
        super().__init__(
            forms.fields_for_model(Accessibility, exclude=["location"], formfield_callback=_column), extra=1, **kwargs
        )


class PlaceForm(PlainForm):
    """A place and its accessibility: both are one row of the page of whoever proposes."""

    accessibility = AccessibilityField(label=capfirst(Accessibility._meta.verbose_name), required=False)

    class Meta:
        model = Location
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["accessibility"] = list(self.instance.accessibility.values(*self._names()))

    def _names(self) -> list[str]:
        return list(self.fields["accessibility"].columns)

    def _save_m2m(self):
        super()._save_m2m()
        wanted, left = list(self.cleaned_data.get("accessibility") or []), []
        for row in self.instance.accessibility.all():
            values = {name: getattr(row, name) for name in self._names()}
            if values in wanted:
                wanted.remove(values)
            else:
                left.append(row)
        # What is still wanted was changed or is new: a row that stood in this place keeps its history.
        for row, values in zip(left, wanted, strict=False):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
        for row in left[len(wanted) :]:
            row.delete()
        for values in wanted[len(left) :]:
            self.instance.accessibility.create(**values)


class DecisionForm(forms.Form):
    """Accept, or decline with a reason."""

    stamp = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when you decline: the partner reads it."),
    )  # fmt: skip

    def clean(self):
        """A reason where it is declined."""
        values = super().clean()
        if "decline" in self.data and not values.get("reason", "").strip():
            self.add_error("reason", gettext_lazy("Say why you decline."))
        return values
