"""Checks that entries of several files share: texts with placeholders, typed values, dates, links."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from locales.template import TemplateError, placeholders
from locales.values import check, date_parts

_url = URLValidator(schemes=["http", "https"])

Add = Callable[[str, object], None]


def known_keys(entry: Any, allowed: Iterable[str], required: Iterable[str], where: str, add: Add) -> bool:
    """Whether `entry` is a mapping with the required keys and no others than the allowed ones."""
    if not isinstance(entry, dict):
        add(where, "is not a mapping")
        return False
    for key in entry.keys() - set(allowed) - set(required):
        add(f"{where}.{key}", "unknown key")
    lacking = [key for key in required if entry.get(key) in (None, "", [])]
    for key in lacking:
        add(where, f"lacks {key}")
    return not lacking


def text(value: Any, names: Iterable[str], where: str, add: Add) -> set[str]:
    """Checks a text whose placeholders are among `names`; returns those it uses."""
    if not isinstance(value, str) or not value.strip():
        add(where, "is empty or not a text")
        return set()
    try:
        used = placeholders(value)
    except TemplateError as error:
        add(where, error)
        return set()
    for name in used - set(names):
        add(where, f"{{{name}}} has no value")
    return set(used)


def values(given: Any, where: str, add: Add) -> None:
    """Checks a mapping of typed values."""
    if not isinstance(given, dict):
        add(where, "is not a mapping of values")
        return
    for name, value in given.items():
        try:
            check(value)
        except ValueError as error:
            add(f"{where}.{name}", error)


def partial_date(value: Any, where: str, add: Add) -> None:
    """Checks 2026, 2026-01 or 2026-01-31."""
    try:
        date_parts(value)
    except ValueError as error:
        add(where, error)


def day(value: Any, where: str, add: Add) -> None:
    """Checks 2026-01-31."""
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        add(where, f"{value!r} is not a day such as 2026-01-31")


def url(value: Any, where: str, add: Add) -> None:
    """Checks an address with http or https."""
    try:
        _url(value)
    except ValidationError:
        add(where, f"{value!r} is not an address with http or https")


def one_of(value: Any, allowed: Iterable[str], where: str, add: Add) -> None:
    """Checks a code."""
    if value not in allowed:
        add(where, f"{value!r} is unknown; known are {', '.join(sorted(allowed))}")


def strings(value: Any, where: str, add: Add) -> bool:
    """Whether `value` is a list of texts."""
    if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
        return True
    add(where, "is not a list of texts")
    return False
