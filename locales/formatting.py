"""Checked values as text, by CLDR (Babel) and, where CLDR is weak, by the catalogue `directory`.

Digits are Latin in every language, Arabic ones too: people compare fees, dates and numbers with forms, bank screens and
signs of the host country, which have no others. Dates are Gregorian for the same reason.
"""

import copy
from collections.abc import Callable
from datetime import date
from functools import cache

import phonenumbers
from babel import Locale, dates, lists, numbers

from locales import bidi, language_names
from locales.catalogue import translate
from locales.languages import Language, get
from locales.units import duration
from locales.values import date_parts, decimal


def formatted(value: dict, language: str) -> str:
    """The text of a checked value in a served language."""
    return _FORMATS[value["type"]](value, get(language))


def isolated_format(value: dict, language: str) -> str:
    """The same, isolated where it would be torn apart by text of the other direction around it."""
    around = get(language).direction
    text = formatted(value, language)
    kind = value["type"]
    if kind in ("link", "phone"):
        return bidi.isolate(text, around, "ltr")
    if kind == "list":
        return text  # its items are isolated one by one
    if kind == "money" and any(character.isascii() and character.isalpha() for character in text):
        # 'US$' or 'CHF' beside digits: CLDR's own right-to-left mark would put the two in the wrong order.
        return bidi.isolate(bidi.without_marks(text), around, "ltr")
    if kind == "text" and bidi.direction_of(text) is None and not bidi.is_isolated(text):
        return bidi.isolate(text, around, "ltr")  # '09-12', '+358 (09) 310': as written
    return bidi.isolate(text, around)


def _money(value: dict, language: Language) -> str:
    amount = decimal(value["amount"])
    return numbers.format_currency(
        amount,
        value["currency"],
        format=_money_pattern(language.babel, whole=amount == amount.to_integral_value()),
        locale=language.locale,
        currency_digits=False,
    )


@cache
def _money_pattern(babel: str, whole: bool) -> numbers.NumberPattern:
    """CLDR's pattern; without decimals for whole amounts: a fee of 75 euros is written '75', not '75.00'."""
    pattern = copy.copy(Locale.parse(babel).currency_formats["standard"])
    pattern.frac_prec = (0, 0) if whole else (2, 2)
    return pattern


def _number(value: dict, language: Language) -> str:
    return numbers.format_decimal(decimal(value["number"]), locale=language.locale, decimal_quantization=False)


def _share(value: dict, language: Language) -> str:
    share = decimal(value["share"]).normalize()
    return numbers.format_percent(share, locale=language.locale, decimal_quantization=False)


def _date(value: dict, language: Language) -> str:
    year, month, day = date_parts(value["date"])
    if month is None:
        return f"{year:04}"
    if day is not None:
        return dates.format_date(date(year, month, day), format="long", locale=language.locale)
    try:
        return dates.format_skeleton("yMMMM", date(year, month, 1), locale=language.locale, fuzzy=False)
    except KeyError:  # no such pattern in this locale
        return f"{dates.get_month_names('wide', 'stand-alone', language.locale)[month]} {year:04}"


def _phone(value: dict, language: Language) -> str:
    number = value["number"]
    if not number.startswith("+"):
        return number
    return phonenumbers.format_number(phonenumbers.parse(number, None), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _text(value: dict, language: Language) -> str:
    # A lone surrogate cannot be sent as UTF-8, a bidi control would reorder the sentence around the name.
    return bidi.contained(value["text"]).encode("utf-8", "replace").decode("utf-8").strip()


def _list(value: dict, language: Language) -> str:
    items = ({"type": "text", "text": item} if isinstance(item, str) else item for item in value["items"])
    texts = [isolated_format(item, language.code) for item in items]
    return lists.format_list(texts, style="or" if value.get("style") == "or" else "standard", locale=language.locale)


_FORMATS: dict[str, Callable[[dict, Language], str]] = {
    "money": _money,
    "duration": lambda value, language: duration(decimal(value["count"]), value["unit"], language),
    "date": _date,
    "share": _share,
    "number": _number,
    "link": lambda value, language: value["url"],
    "phone": _phone,
    "text": _text,
    "term": lambda value, language: translate(value["msgid"], language.code, "directory"),
    "list": _list,
    "language": lambda value, language: language_names.name_of(value["code"], language),
}
