"""Forms of proposals."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from accounts.proposals.fields import FIELDS, PARTS, current
from services_directory.models import Service

_MARKUP = re.compile(r"<[a-zA-Z/!?]|&#|javascript:", re.IGNORECASE)


class ProposalForm(forms.ModelForm):
    """The fields a partner may propose, filled with what is there. It never saves the service."""

    note = forms.CharField(
        label=gettext_lazy("Why, in a few words"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("For the officer who decides."),
    )  # fmt: skip

    class Meta:
        model = Service
        fields = FIELDS
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in FIELDS if "window" in name
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = current(self.instance)
        for relation, (_, _field, name) in PARTS.items():
            lines = kwargs.get("initial", {}).get(relation, self.now[relation])
            self.initial[relation] = "\n".join(lines)
            self.fields[relation] = forms.CharField(
                label=str(name).capitalize(), required=False, max_length=1000,
                help_text=gettext_lazy("One a line."), widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
        self.fields["phones"].help_text = gettext_lazy("One a line, with + and the country code, as +35893101400.")
        self.fields["spoken_languages"].help_text = gettext_lazy("One code a line, as: ar")
        self.order_fields(["description", "url", *PARTS])
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3

    def clean(self):
        """Parts are lists of what can be, texts are plain, and something is different."""
        values = super().clean()
        for name, value in list(values.items()):
            if isinstance(value, str) and _MARKUP.search(value):
                self.add_error(name, gettext_lazy("Write plain text, without HTML."))
        for relation, (model, field, _name) in PARTS.items():
            if relation in values and relation not in self.errors:
                lines = list(dict.fromkeys(line.strip() for line in values[relation].splitlines() if line.strip()))
                for line in lines:
                    try:
                        model(service=self.instance, **{field: line}).full_clean(
                            exclude=["service"], validate_unique=False, validate_constraints=False
                        )
                    except ValidationError as error:
                        self.add_error(relation, [f"{line}: {message}" for message in error.messages])
                values[relation] = lines
        if not self.errors and not self.differences():
            raise ValidationError(gettext_lazy("Nothing is different from what is there."))
        return values

    def differences(self) -> dict:
        """Field → new value, as JSON has it, for what differs from the service."""
        found = {}
        for name in (*FIELDS, *PARTS):
            value = self.cleaned_data.get(name)
            value = value.isoformat() if hasattr(value, "isoformat") else value
            if (value or None) != (self.now[name] or None):
                found[name] = value
        return found


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
