"""Kinds of fields with one plain value: yes or no, numbers, days and times."""

# ruff: noqa: D102 - the methods mean what `kinds.Kind` says

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from services_directory.exchange.kinds import Kind

_YES = {"yes", "true", "1", "x", "kyllä", "tosi", "ja", "sant", "wahr", "on"}
_NO = {"no", "false", "0", "ei", "epätosi", "nej", "falskt", "nein", "falsch", "off"}
_DAY_POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]00)?", re.ASCII)


class YesNo(Kind):
    """Yes or no, in the languages of officers and of their spreadsheets."""

    def read(self, raw: Any) -> bool:
        if isinstance(raw, bool):
            return raw
        word = str(raw)[:20].strip().casefold()
        if word in _YES or word in _NO:
            return word in _YES
        raise ValidationError(gettext_lazy("Write yes or no."))

    def canonical(self, stored: Any) -> Any:
        return "" if stored is None else stored

    def cell(self, value: bool) -> str:
        return "yes" if value else "no"


class Whole(Kind):
    """A whole number."""

    def read(self, raw: Any) -> int:
        if isinstance(raw, bool) or not re.fullmatch(r"\s*-?\d{1,9}\s*", str(raw)[:20], re.ASCII):
            raise ValidationError(gettext_lazy("This is not a whole number."))
        return int(raw)

    def canonical(self, stored: Any) -> Any:
        return "" if stored is None else stored


class Decimals(Kind):
    """A number with a decimal point."""

    def read(self, raw: Any) -> str:
        try:
            number = Decimal(str(raw)[:30].strip().replace(",", "."))
            if not number.is_finite() or abs(number) > 1000:
                raise InvalidOperation
        except InvalidOperation:
            raise ValidationError(gettext_lazy("This is not a number.")) from None
        return self.canonical(number)

    def stored(self, value: str) -> Decimal:
        return Decimal(value)

    def canonical(self, stored: Any) -> Any:
        return "" if stored is None else f"{stored.normalize():f}"


class Day(Kind):
    """A day as 2026-01-31; 31.1.2026, as spreadsheets of Finland, Austria and Germany write it, is read too."""

    def read(self, raw: Any) -> str:
        text = str(raw)[:30].strip()
        if found := _DAY_POINTS.fullmatch(text):
            text = f"{found[3]}-{found[2]:>02}-{found[1]:>02}"
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
        raise ValidationError(gettext_lazy("Write the day as 2026-01-31."))

    def stored(self, value: str) -> date:
        return date.fromisoformat(value)

    def canonical(self, stored: Any) -> Any:
        return "" if stored is None else stored.isoformat()


class Clock(Kind):
    """A time of the day as 09:00."""

    def read(self, raw: Any) -> str:
        found = _CLOCK.fullmatch(str(raw)[:20].strip())
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValidationError(gettext_lazy("Write the time as 09:00."))
        return f"{found[1]:>02}:{found[2]}"

    def stored(self, value: str) -> time:
        return time.fromisoformat(value)

    def canonical(self, stored: Any) -> Any:
        return "" if stored is None else stored.isoformat("minutes")
