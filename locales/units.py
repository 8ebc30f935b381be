"""Durations in words: '6 months'. The catalogue's word first, then CLDR's, then English."""

from decimal import Decimal

from babel.numbers import format_decimal

from locales import catalogue
from locales.languages import SOURCE, Language
from locales.marking import NN_

# The comment tells the checks that a catalogue may leave a unit empty where CLDR has all its forms.
_UNITS = {
    # cldr: unit minute
    "minute": NN_("{count} minute", "{count} minutes"),
    # cldr: unit hour
    "hour": NN_("{count} hour", "{count} hours"),
    # cldr: unit day
    "day": NN_("{count} day", "{count} days"),
    # cldr: unit week
    "week": NN_("{count} week", "{count} weeks"),
    # cldr: unit month
    "month": NN_("{count} month", "{count} months"),
    # cldr: unit year
    "year": NN_("{count} year", "{count} years"),
}


def duration(count: Decimal, unit: str, language: Language) -> str:
    """The duration in that language's form for `count`; a form may say the number in words and leave {count} out."""
    number = format_decimal(count, locale=language.locale, decimal_quantization=False)
    whole = count == count.to_integral_value()
    pattern = None
    if whole and language.code != SOURCE:  # gettext's plural rules know whole numbers only, CLDR's fractions too
        pattern = catalogue.found_plural(*_UNITS[unit], int(count), language.code, "directory")
    if pattern is None:
        pattern = _cldr_form(unit, language.locale.plural_form(count), language)
    if pattern is None:
        pattern = _UNITS[unit][0 if count == 1 else 1]
    return pattern.replace("{count}", number).replace("{0}", number)


def cldr_knows(unit: str, language: Language) -> bool:
    """Whether CLDR has the unit in every plural form of the language."""
    forms = set(language.locale.plural_form.tags) | {"other"}
    return all(_cldr_form(unit, form, language) for form in forms)


def _cldr_form(unit: str, form: str, language: Language) -> str | None:
    """The pattern of one plural form, long or short.

    Not babel.units.format_unit: where a locale takes its long form from the short one (Arabic months), that prints
    the key 'duration-month', or the plural of every count.
    """
    patterns = language.locale._data["unit_patterns"].get(f"duration-{unit}", {})
    for length in ("long", "short"):
        found = patterns.get(length, {}).get(form)
        if found:
            return found
    return None
