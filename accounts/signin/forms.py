"""Forms of the sign-in."""

from django import forms
from django.utils.translation import gettext_lazy

from locales.languages import served

OFFICERS = ("en", "fi", "sv", "de")
"""Languages of the pages for officers and staff: English and the host languages of the shipped cities."""


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
        own = {language.code: language.name for language in served()}
        names = [(code, own.get(code, code)) for code in OFFICERS]
        self.fields["language"].choices = [("", gettext_lazy("as the browser asks")), *names]
