"""What every form of the desk does: plain text only, JSON entered readably, language tags by name."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.core.exceptions import ValidationError

from services_directory.models.checks import check_plain

# What the model's own field would tell its form field. Ours keep neither a hidden copy of the record's value (it says
# whether something changed by itself) nor the length of what is stored (names are longer than tags).
_OF_MODEL_FIELDS = ("encoder", "decoder", "show_hidden_initial", "max_length", "empty_value")


def own(arguments: dict) -> dict:
    """The arguments of a model's field that a field of the desk understands."""
    return {name: value for name, value in arguments.items() if name not in _OF_MODEL_FIELDS}


_NOT_TEXT = (forms.FileField, forms.ModelChoiceField)


class PlainForm(forms.ModelForm):
    """A model form that refuses HTML and script in any text, at the field."""

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in list(self.cleaned_data.items()):
            if isinstance(self.fields.get(name), _NOT_TEXT):
                continue
            try:
                check_plain(value)
            except ValidationError as error:
                self.add_error(name, error)


class RowForm(PlainForm):
    """A row of a list in which fields can be changed: each input says of which record it is, and which field."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {self.instance}"
