"""Forms that say in words what the role of an account does not reach, before anything would be refused."""

from django import forms
from django.utils.translation import gettext, gettext_lazy

from accounts.permissions import languages_of, may
from accounts.rules import ADD, CHANGE, TRANSLATED
from services_directory.desk.forms.languages import language_name

_ELSEWHERE = gettext_lazy(
    "Your role does not reach this record: it belongs to another city, or another city uses it too."
)


class _Checked:
    """Of a ModelForm; `account` is who fills it in."""

    account = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.reached = self.instance._state.adding or may(self.account, CHANGE, self.instance)
        if not self.reached:  # a row of a list in which other rows can be changed
            for field in self.fields.values():
                field.disabled = True

    def _post_clean(self):
        super()._post_clean()
        if not self.reached:
            return
        # Only now the record is as it would be saved.
        if own := other_language(self.account, self.instance):
            self.add_error("language" if "language" in self.fields else None, own)
        elif not self.errors and not may(self.account, ADD if self.instance._state.adding else CHANGE, self.instance):
            self.add_error(None, _ELSEWHERE)


def checked(form: type[forms.ModelForm], account) -> type[forms.ModelForm]:
    """The form class for an account."""
    return type(form)(form.__name__, (_Checked, form), {"account": account})


def other_language(account, record) -> str:
    """What a translator is told whose languages do not include the record's; an empty text for everybody else."""
    own = languages_of(account)
    if type(record).__name__ not in TRANSLATED or not own or record.language in own:
        return ""
    names = ", ".join(sorted(language_name(tag) for tag in own))
    return gettext("You translate into other languages: %(languages)s.") % {"languages": names}
