"""Forms of the sign-in."""

from django import forms
from django.utils.translation import gettext_lazy

from services_directory.desk.languages import choices


class CodeForm(forms.Form):
    """A code: six digits of an app, or a backup code."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false", "autocapitalize": "none"}
        ),
    )  # fmt: skip


class LanguageForm(forms.Form):
    """The language of the pages and mails of one account."""

    language = forms.ChoiceField(label=gettext_lazy("Language of these pages"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", gettext_lazy("as the browser asks")), *choices()]
