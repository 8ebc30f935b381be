"""Forms of the review list."""

from django import forms
from django.utils.translation import gettext_lazy

from enquiries.models import ReviewItem
from enquiries.reports.pages import language_name
from locales.labels import LABELS
from locales.languages import served


class ListForm(forms.Form):
    """City, state and language."""

    city = forms.ChoiceField(label=gettext_lazy("City"))
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=ReviewItem.State.choices)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(self, data, cities, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.fields["city"].choices = [(city.pk, city.name) for city in cities]
        languages = sorted(((row.code, language_name(row.code)) for row in served()), key=lambda each: each[1])
        self.fields["language"].choices = [("", gettext_lazy("all")), *languages]


class DecisionForm(forms.Form):
    """What somebody who accepts a message says of it."""

    text = forms.CharField(
        label=gettext_lazy("The message"), max_length=1_000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy(
            "Replace names, addresses and stories by which somebody could be known with ⟨…⟩. What stands here is kept."
        ),
    )  # fmt: skip
    intent = forms.ChoiceField(
        label=gettext_lazy("What it asks"), choices=[(name, name) for name in LABELS],
        error_messages={"required": gettext_lazy("Choose the question that this message asks.")},
    )  # fmt: skip
    checked = forms.BooleanField(
        label=gettext_lazy("I have read it: no personal data is left."),
        error_messages={"required": gettext_lazy("Read the message and confirm that no personal data is left.")},
    )
