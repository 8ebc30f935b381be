"""Languages by name, in the officer's own language; kept as tags (BCP 47)."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy

from locales.languages import served
from services_directory import version
from services_directory.desk.forms.boxes import Boxes
from services_directory.desk.forms.parts import PartsField
from services_directory.desk.forms.plain import own
from services_directory.models.checks import is_language
from services_directory.models.spoken_language import SpokenLanguage

LONGEST_NAME = 100
"""Characters of the name of a language, whoever writes it: it is looked up among all names."""


@lru_cache(maxsize=16)
def _names(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language, sep="-").languages)
    except (UnknownLocaleError, ValueError):
        return dict(Locale("en").languages)


def language_name(tag: str, language: str | None = None) -> str:
    """The name of a language for an officer; the tag itself where there is none."""
    names = _names(language or get_language() or "en")
    return names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or tag


def tag_of(written: str) -> str:
    """The tag of a language written as a name (the officer's, English, its own) or as a tag. Raises ValidationError."""
    asked = written.strip()
    unknown = ValidationError(gettext_lazy("There is no language %(tag)s."), params={"tag": asked[:40]})
    if len(asked) > LONGEST_NAME:
        raise unknown
    for names in (_names(get_language() or "en"), _names("en")):
        for code, name in names.items():
            if name.casefold() == asked.casefold():
                return code.replace("_", "-")
    for row in served():
        if asked.casefold() in (row.name.casefold(), row.english.casefold()):
            return row.tag
    if is_language(asked):
        return asked
    raise unknown


def common() -> list[tuple[str, str]]:
    """(tag, name) of the languages that services are given in or the guide speaks, by name."""
    tags = set(_in_use(version.current())) | {row.code for row in served()}
    return sorted(((tag, language_name(tag)) for tag in tags), key=lambda pair: pair[1].casefold())


@lru_cache(maxsize=2)
def _in_use(content: str) -> tuple[str, ...]:
    return tuple(SpokenLanguage.objects.values_list("code", flat=True).distinct().order_by())


class LanguageField(forms.CharField):
    """One language."""

    def __init__(self, **kwargs):
        # The names proposed stand once a page: templates/admin/services_directory/change_form.html.
        kwargs.setdefault("widget", forms.TextInput(attrs={"size": 14, "list": "known-languages"}))
        super().__init__(**own(kwargs))

    def prepare_value(self, value):
        return language_name(value) if isinstance(value, str) and is_language(value) else value

    def to_python(self, value):
        value = super().to_python(value)
        return tag_of(value) if value else value

    def has_changed(self, initial, data):
        try:
            return (initial or "") != (self.to_python(data) or "")
        except ValidationError:
            return True


class LanguagesField(PartsField):
    """Several languages: boxes for the common ones, one line for the rest. A list of tags."""

    def __init__(self, **kwargs):
        kwargs = own(kwargs)
        boxes = forms.MultipleChoiceField(choices=common, widget=Boxes)
        labels = (gettext_lazy("Common languages"), gettext_lazy("Others, separated by commas"))
        super().__init__([boxes, forms.CharField(max_length=10 * LONGEST_NAME)], labels, **kwargs)

    def split(self, value):
        known = {tag for tag, _ in common()}
        return [[tag for tag in value if tag in known], ", ".join(language_name(t) for t in value if t not in known)]

    def prepare_value(self, value):
        # A list of tags is the record's; what was typed is a pair of a list and a line.
        if isinstance(value, list) and len(value) == 2 and isinstance(value[0], list):
            return value
        return self.split(value or [])

    def compress(self, parts):
        boxes, others = parts or ([], "")
        more = [tag_of(part) for part in (others or "").split(",") if part.strip()]
        return list(dict.fromkeys([*(boxes or []), *more]))
