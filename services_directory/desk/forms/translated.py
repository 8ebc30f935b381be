"""The form of a record whose texts are translated: what a changed text means for its translations."""

from django import forms
from django.utils.translation import gettext_lazy

from services_directory.desk import texts
from services_directory.desk.forms.plain import PlainForm

DECISIONS = [
    (texts.OUTDATED, gettext_lazy("they are still shown, and marked as out of date for translators")),
    (texts.WORDING, gettext_lazy("only the wording changed: they stay as they are")),
    (texts.WITHHELD, gettext_lazy("the meaning changed: they are not shown until somebody renews them")),
]


class TranslatedForm(PlainForm):
    """Asks what somebody who changed a text means by it."""

    text_change = forms.ChoiceField(
        label=gettext_lazy("If you changed a text, its translations"), choices=DECISIONS, required=False,
        initial=texts.OUTDATED, widget=forms.RadioSelect,
    )  # fmt: skip
