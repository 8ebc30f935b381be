"""Typed values (`locales.values`) as people write them in a cell: `75 EUR`, `45 minute`, `25.5 %`, `2026-02`, `48`."""

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from locales.values import UNITS

_NUMBER = r"-?\d{1,15}(?:\.\d{1,12})?"
_MONEY = re.compile(rf"({_NUMBER}) ([A-Z]{{3}})", re.ASCII)
_DURATION = re.compile(rf"({_NUMBER}) ({'|'.join(UNITS)})s?", re.ASCII)
_SHARE = re.compile(rf"({_NUMBER}) ?%", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?", re.ASCII)


def normal(value: Any) -> Any:
    """The same value in the one form that is compared: whole counts as integers, shares without trailing zeros."""
    if not isinstance(value, dict):
        return value
    try:
        if value.get("type") == "duration":
            count = Decimal(str(value["count"]))
            return {**value, "count": int(count) if count == count.to_integral_value() else f"{count.normalize():f}"}
        if value.get("type") == "share":
            return {**value, "share": f"{Decimal(value['share']).normalize():f}"}
    except (InvalidOperation, KeyError, TypeError, ValueError, OverflowError):
        pass  # the check of the value says what is wrong
    return value


def write(value: dict) -> str:
    """A value as a cell; JSON where there is no shorter form that reads back as the same."""
    text = _short(value)
    if text is not None and read(text) == value:
        return text
    return json.dumps(value, ensure_ascii=False)


def read(text: str) -> Any:
    """The value in a cell; the text itself where it is none."""
    if text.lstrip().startswith("{"):
        return from_json(text)
    text = " ".join(text.split())
    if found := _MONEY.fullmatch(text):
        return {"type": "money", "amount": found[1], "currency": found[2]}
    if found := _DURATION.fullmatch(text):
        return normal({"type": "duration", "count": found[1], "unit": found[2]})
    if found := _SHARE.fullmatch(text):
        return normal({"type": "share", "share": f"{Decimal(found[1]).scaleb(-2):f}"})
    if re.fullmatch(_NUMBER, text, re.ASCII):
        return {"type": "number", "number": text}
    if _DATE.fullmatch(text):
        return {"type": "date", "date": text}
    if text.startswith(("http://", "https://")):
        return {"type": "link", "url": text}
    if text.startswith("+"):
        return {"type": "phone", "number": text}
    return text


def from_json(text: str) -> Any:
    """What a JSON text holds; the text itself where it is none."""
    try:
        return normal(json.loads(text))
    except (ValueError, RecursionError):
        return text


def _short(value: dict) -> str | None:
    try:
        match value.get("type"):
            case "money":
                return f"{value['amount']} {value['currency']}"
            case "duration":
                return f"{value['count']} {value['unit']}"
            case "share":
                return f"{Decimal(value['share']).scaleb(2).normalize():f} %"
            case "number":
                return value["number"]
            case "date":
                return value["date"]
            case "link":
                return value["url"]
            case "phone":
                return value["number"]
    except (KeyError, TypeError, InvalidOperation):
        pass
    return None
