"""The six dimensions that a city's services are looked at by, and how their codes are called."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from locales.languages import served
from locales.values import format_value
from services_directory import reading
from services_directory.models import City
from services_directory.presentation import labels
from services_directory.presentation.text import reader_language

ANY = "any"
"""Code for services that are for everybody, or for the whole city: they are of use in every place of the dimension."""
NOT_STATED = "not-stated"
"""Code for services whose record does not say: they are of no place until somebody completes the record."""


@dataclass(frozen=True)
class Axis:
    """A dimension; `any` and `missing` are what its two codes for 'everywhere' and 'nowhere' are called."""

    name: str
    label: Promise
    missing: Promise
    any: Promise | None = None


AXES: dict[str, Axis] = {
    axis.name: axis
    for axis in (
        Axis("topic", gettext_lazy("Topic"), gettext_lazy("No topic named")),
        Axis("phase", gettext_lazy("Phase"), gettext_lazy("No phase named")),
        Axis("audience", gettext_lazy("Audience"), gettext_lazy("Not said for whom"), gettext_lazy("For everybody")),
        Axis("language", gettext_lazy("Language"), gettext_lazy("No language named")),
        Axis("format", gettext_lazy("Format"), gettext_lazy("No format named")),
        Axis("district", gettext_lazy("District"), gettext_lazy("Outside the city"), gettext_lazy("The whole city")),
    )
}


def codes(axis: str, city: City, given: set[str]) -> list[str]:
    """The codes of a dimension in the order of a table, without ANY and NOT_STATED.

    Languages: those of the city, those the guide speaks, then others in `given` (codes that services have).
    """
    if axis == "language":
        expected = [*city.own_languages, city.default_language, *(language.code for language in served())]
        others = sorted(given - set(expected) - {ANY, NOT_STATED})
        return list(dict.fromkeys([*expected, *others]))
    if axis == "district":
        return [row["code"] for row in reading.districts(city.pk, reader_language())]
    return [row["code"] for row in labels.terms(reader_language())[axis]]


def names(axis: str, city: City, given: set[str], language: str | None = None) -> dict[str, str]:
    """Code → name in `language` (default: the officer's), ANY and NOT_STATED at the end."""
    language = language or reader_language()
    if axis == "language":
        found = {code: language_name(code, language) for code in codes(axis, city, given)}
    elif axis == "district":
        found = {row["code"]: row["name"] for row in reading.districts(city.pk, language)}
    else:
        found = {row["code"]: row["name"] for row in labels.terms(language)[axis]}
    if AXES[axis].any:
        found[ANY] = str(AXES[axis].any)
    return found | {NOT_STATED: str(AXES[axis].missing)}


def language_name(code: str, language: str | None = None) -> str:
    """The name of a language, to the officer."""
    return format_value({"type": "language", "code": code}, language or reader_language())
