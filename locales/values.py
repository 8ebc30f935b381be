"""Typed values: what a fee, a date or a phone number is, checked once and said in every language.

| type     | fields                                                                        |
|----------|-------------------------------------------------------------------------------|
| money    | amount: decimal as a string; currency: ISO 4217                               |
| duration | count: decimal; unit: minute, hour, day, week, month or year                  |
| date     | date: `2026-01-31`, `2026-01` or `2026`                                       |
| share    | share: decimal as a string, 0.255 is 25.5 %                                   |
| number   | number: decimal as a string                                                   |
| link     | url: http, https or mailto                                                    |
| phone    | number: with + and country code, or a short number                            |
| text     | text: a name that stays as written                                            |
| term     | msgid: translated in domain directory                                         |
| list     | items: values, or strings for texts; style: `and` (default) or `or`           |
| language | code: BCP 47                                                                  |
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

import phonenumbers
from babel.numbers import is_currency

UNITS = ("minute", "hour", "day", "week", "month", "year")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SHORT_NUMBER = re.compile(r"\d{2,6}", re.ASCII)
_INTERNATIONAL = re.compile(r"\+[\d ().-]{5,30}", re.ASCII)
_LIMIT = Decimal(10) ** 15  # beyond any fee, and below what a formatter would need minutes for


def decimal(number: Any) -> Decimal:
    """A finite decimal below 10^15 from a string or an integer. Raises ValueError, for floats too (0.1 is not 0.1)."""
    if isinstance(number, bool) or not isinstance(number, (str, int, Decimal)):
        raise ValueError(f"{number!r} is not a number written as a string")
    if isinstance(number, str) and len(number) > 40:
        raise ValueError("a number of more than 40 characters")
    try:
        result = Decimal(number)
    except InvalidOperation:
        raise ValueError(f"{number!r} is not a number") from None
    if not result.is_finite() or abs(result) >= _LIMIT or result.as_tuple().exponent < -12:
        raise ValueError(f"{number!r} is out of range")
    return result


def date_parts(written: Any) -> tuple[int, int | None, int | None]:
    """(year, month or None, day or None) of an ISO date, month or year. Raises ValueError."""
    found = _DATE.fullmatch(written) if isinstance(written, str) else None
    if not found:
        raise ValueError(f"{written!r} is not a date such as 2026, 2026-01 or 2026-01-31")
    year, month, day = (int(part) if part else None for part in found.groups())
    date(year, month or 1, day or 1)
    return year, month, day


def check(value: Any) -> None:
    """Raises ValueError saying what is wrong with a typed value."""
    _check(value, depth=0)


def _check(value: Any, depth: int) -> None:
    if not isinstance(value, dict):
        raise ValueError(f"a value is a mapping with a type, not {type(value).__name__}")
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in _CHECKS:
        raise ValueError(f"unknown type of value: {kind!r}; known are {', '.join(_CHECKS)}")
    required, optional, check_fields = _CHECKS[kind]
    given = set(value) - {"type"}
    if missing := required - given:
        raise ValueError(f"{kind} lacks {', '.join(sorted(missing))}")
    if extra := given - required - optional:
        raise ValueError(f"{kind} has no {', '.join(sorted(map(str, extra)))}")
    check_fields(value, depth)


def _money(value: dict, _: int) -> None:
    decimal(value["amount"])
    if not isinstance(value["currency"], str) or not is_currency(value["currency"]):
        raise ValueError(f"{value['currency']!r} is not an ISO 4217 currency")


def _duration(value: dict, _: int) -> None:
    if decimal(value["count"]) < 0:
        raise ValueError("a duration is not negative")
    if value["unit"] not in UNITS:
        raise ValueError(f"{value['unit']!r} is not one of the units {', '.join(UNITS)}")


def _link(value: dict, _: int) -> None:
    url = value["url"]
    _text(value, 0, "url")
    if any(character.isspace() for character in url):
        raise ValueError("a link contains no space")
    parts = urlsplit(url)
    if not (parts.scheme in ("http", "https") and parts.hostname or parts.scheme == "mailto" and "@" in parts.path):
        raise ValueError(f"{url!r} is not an address with http, https or mailto")


def _phone(value: dict, _: int) -> None:
    number = value["number"]
    if not isinstance(number, str):
        raise ValueError(f"{number!r} is not a phone number written as a string")
    if _SHORT_NUMBER.fullmatch(number):
        return
    try:
        if not _INTERNATIONAL.fullmatch(number):  # the library would also pick a number out of a sentence
            raise ValueError(number)
        phonenumbers.parse(number, None)
    except (ValueError, phonenumbers.NumberParseException):
        raise ValueError(f"{number!r} is not a phone number with + and country code") from None


def _text(value: dict, _: int, field: str = "text") -> None:
    if not isinstance(value[field], str) or not value[field].strip():
        raise ValueError(f"{field} is empty or not a text")


def _list(value: dict, depth: int) -> None:
    if not isinstance(value["items"], (list, tuple)) or not value["items"]:
        raise ValueError("items is empty or not a list")
    if value.get("style", "and") not in ("and", "or"):
        raise ValueError(f"style is 'and' or 'or', not {value['style']!r}")
    if depth:
        raise ValueError("a list within a list")
    for item in value["items"]:
        if isinstance(item, str):
            item = {"type": "text", "text": item}
        _check(item, depth + 1)


def _language(value: dict, _: int) -> None:
    code = value["code"]
    if not isinstance(code, str) or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
        raise ValueError(f"{code!r} is not a language tag")


def _fields(*required: str, optional: tuple[str, ...] = ()) -> tuple[set[str], set[str]]:
    return set(required), set(optional)


_CHECKS: dict[str, tuple[set[str], set[str], Callable[[dict, int], Any]]] = {
    "money": (*_fields("amount", "currency"), _money),
    "duration": (*_fields("count", "unit"), _duration),
    "date": (*_fields("date"), lambda value, _: date_parts(value["date"])),
    "share": (*_fields("share"), lambda value, _: decimal(value["share"])),
    "number": (*_fields("number"), lambda value, _: decimal(value["number"])),
    "link": (*_fields("url"), _link),
    "phone": (*_fields("number"), _phone),
    "text": (*_fields("text"), _text),
    "term": (*_fields("msgid"), lambda value, _: _text(value, 0, "msgid")),
    "list": (*_fields("items", optional=("style",)), _list),
    "language": (*_fields("code"), _language),
}


def format_value(value: dict, language: str) -> str:
    """The value as readers of that language write it; raises ValueError where `check` would.

    No isolation around it (an address of a link stays usable); items of a list are isolated from one another.
    """
    from locales.formatting import formatted  # formatting knows catalogues, which know languages; values stand alone

    check(value)
    return formatted(value, language)
