"""Forms that say in words what the role of an account does not reach, before anything would be refused."""

from django import forms
from django.utils.translation import gettext, gettext_lazy

from accounts.permissions import languages_of, may
from accounts.rules import ADD, CHANGE
from services_directory.desk.forms.languages import language_name

ELSEWHERE = gettext_lazy(
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
        there = [] if self.instance._state.adding else self.instance._meta.concrete_fields
        before = {field.attname: getattr(self.instance, field.attname) for field in there}
        super()._post_clean()
        # Only now the record is as it would be saved.
        action = ADD if self.instance._state.adding else CHANGE
        if not self.errors and self.reached and not may(self.account, action, self.instance):
            self.add_error(None, ELSEWHERE)
        if self.errors:  # the page that tells of them is about the record as it is
            for name, value in before.items():
                setattr(self.instance, name, value)


def checked(form: type[forms.ModelForm], account) -> type[forms.ModelForm]:
    """The form class for an account."""
    return type(form)(form.__name__, (_Checked, form), {"account": account})


def own_languages(account) -> list[tuple[str, str]]:
    """(tag, name) of the languages that a translator writes in; empty for everybody else."""
    found = [(tag, language_name(tag)) for tag in languages_of(account) or ()]
    return sorted(found, key=lambda pair: pair[1].casefold())


def only_own(account) -> str:
    """What a translator is told where a language is none of the chosen ones."""
    names = ", ".join(name for _, name in own_languages(account))
    return gettext("You translate into other languages: %(languages)s.") % {"languages": names}
