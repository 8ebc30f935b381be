"""Typed values (`locales.values`) as a kind, what it says, and a unit: 'Money, 75.00, EUR'."""

# ruff: noqa: D102 - methods of the framework keep its meaning

import json
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import sanitize_separators
from django.utils.translation import gettext_lazy

from locales.values import UNITS
from services_directory.desk.forms.languages import language_name, tag_of
from services_directory.desk.forms.parts import PartsField
from services_directory.desk.forms.plain import own
from services_directory.desk.forms.rows import RowsField
from services_directory.models.checks import check_duration, check_value
from services_directory.models.limits import LONGEST_TEXT

KINDS = {
    "money": gettext_lazy("money"),
    "duration": gettext_lazy("duration"),
    "date": gettext_lazy("date"),
    "share": gettext_lazy("share in %"),
    "number": gettext_lazy("number"),
    "link": gettext_lazy("link"),
    "phone": gettext_lazy("phone number"),
    "text": gettext_lazy("name that stays as written"),
    "term": gettext_lazy("term that is translated"),
    "language": gettext_lazy("language"),
    "languages": gettext_lazy("languages, separated by commas"),
    "texts": gettext_lazy("names, separated by commas"),
    "other": gettext_lazy("something else (JSON)"),
}
TIMES = {
    "minute": gettext_lazy("minutes"),
    "hour": gettext_lazy("hours"),
    "day": gettext_lazy("days"),
    "week": gettext_lazy("weeks"),
    "month": gettext_lazy("months"),
    "year": gettext_lazy("years"),
}
CURRENCIES = ("EUR", "SEK", "NOK", "DKK", "CHF", "GBP", "USD")
# Kind → the field of the typed value that the text holds.
_PLAIN = {
    "money": "amount", "duration": "count", "date": "date", "number": "number", "link": "url", "phone": "number",
    "text": "text", "term": "msgid",
}  # fmt: skip
_HINTS = {
    "money": gettext_lazy("Write an amount such as 75 or 75.50, and choose the currency."),
    "duration": gettext_lazy("Write a number such as 6, and choose the unit of time."),
    "date": gettext_lazy("Write a date such as 2026-01-31, 2026-01 or 2026."),
    "share": gettext_lazy("Write a number of per cent such as 25.5."),
    "number": gettext_lazy("Write a number such as 10."),
    "link": gettext_lazy("Write an address that begins with https://."),
    "phone": gettext_lazy("Write the number with + and the country code."),
}
_OTHER = gettext_lazy("This value cannot be read. Please choose what kind it is and write it again.")


def _number(written: str) -> str:
    """A decimal as the files write it, from '1 250,50' or '1250.50'."""
    return sanitize_separators(written.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")).replace(",", ".")


def value_parts(value: dict) -> list[str]:
    """[kind, text, unit] of a typed value."""
    kind = value.get("type")
    if kind == "share":
        return [kind, f"{(Decimal(value['share']) * 100).normalize():f}", ""]
    if kind == "language":
        return [kind, language_name(value["code"]), ""]
    if kind == "list" and "style" not in value:
        if all(isinstance(item, dict) and item.get("type") == "language" for item in value["items"]):
            return ["languages", ", ".join(language_name(item["code"]) for item in value["items"]), ""]
        if all(isinstance(item, str) and "," not in item for item in value["items"]):
            return ["texts", ", ".join(value["items"]), ""]
    if kind in _PLAIN:
        return [kind, str(value.get(_PLAIN[kind], "")), value.get("currency") or value.get("unit") or ""]
    return ["other", json.dumps(value, ensure_ascii=False), ""]


def value_of(kind: str, text: str, unit: str) -> dict:
    """The typed value of its parts. Raises ValidationError with what to write instead."""
    items = [item.strip() for item in text.split(",") if item.strip()]
    try:
        if kind == "other":
            value = json.loads(text)
        elif kind == "share":
            value = {"type": "share", "share": f"{(Decimal(_number(text)) / 100).normalize():f}"}
        elif kind == "language":
            value = {"type": "language", "code": tag_of(text)}
        elif kind == "languages":
            value = {"type": "list", "items": [{"type": "language", "code": tag_of(item)} for item in items]}
        elif kind == "texts":
            value = {"type": "list", "items": items}
        else:
            plain = _number(text) if kind in ("money", "number", "duration") else text.strip()
            if kind == "duration" and plain.isdigit():
                plain = int(plain)
            value = {"type": kind, _PLAIN[kind]: plain}
            value |= {"currency": unit} if kind == "money" else {"unit": unit} if kind == "duration" else {}
        check_value(value)
    except ValidationError as error:
        if kind in ("language", "languages"):
            raise
        raise ValidationError(_HINTS.get(kind, _OTHER)) from error
    except (ValueError, KeyError, InvalidOperation, RecursionError) as error:
        raise ValidationError(_HINTS.get(kind, _OTHER)) from error
    return value


def _units() -> list:
    return [
        ("", "–"),
        (gettext_lazy("currency"), [(code, code) for code in CURRENCIES]),
        (gettext_lazy("time"), list(TIMES.items())),
    ]


class ValueField(PartsField):
    """One typed value."""

    def __init__(self, **kwargs):
        kwargs = own(kwargs)
        fields = [
            forms.ChoiceField(choices=[("", "–"), *KINDS.items()]),
            forms.CharField(max_length=LONGEST_TEXT, widget=forms.TextInput(attrs={"size": 24})),
            # Any currency of ISO 4217 that a record has; the common ones are offered.
            forms.CharField(max_length=12, widget=forms.Select(choices=_units)),
        ]
        fields[2].widget.choices = _units()
        labels = (gettext_lazy("Kind"), gettext_lazy("Value"), gettext_lazy("Unit"))
        super().__init__(fields, labels, **kwargs)

    def split(self, value):
        return value_parts(value)

    def prepare_value(self, value):
        parts = super().prepare_value(value)
        if parts and len(parts) == 3 and parts[2] and parts[2] not in (*CURRENCIES, *UNITS):
            self.widget.widgets[2].choices = [*_units(), (parts[2], parts[2])]
        return parts

    def compress(self, parts):
        kind, text, unit = parts or ("", "", "")
        if not kind and not text:
            return None
        if not kind or not text:
            raise ValidationError(_OTHER)
        return value_of(kind, text, unit or "")


class DurationField(PartsField):
    """A number and a unit of time; a typed duration."""

    def __init__(self, **kwargs):
        kwargs = own(kwargs)
        fields = [
            forms.DecimalField(min_value=0, max_digits=6, decimal_places=2),
            forms.ChoiceField(choices=[("", "–"), *TIMES.items()]),
        ]
        super().__init__(fields, (gettext_lazy("Number"), gettext_lazy("Unit")), **kwargs)

    def split(self, value):
        return [str(value.get("count", "")), value.get("unit", "")]

    def compress(self, parts):
        count, unit = parts or (None, "")
        if count is None and not unit:
            return None
        if count is None or not unit:
            raise ValidationError(_HINTS["duration"])
        value = {"type": "duration", "count": int(count) if count == int(count) else str(count), "unit": unit}
        check_duration(value)
        return value


class ValuesField(RowsField):
    """A mapping of placeholders to typed values, one a row."""

    def __init__(self, **kwargs):
        name = forms.SlugField(label=gettext_lazy("Placeholder"), widget=forms.TextInput(attrs={"size": 14}))
        super().__init__({"name": name, "value": ValueField(label=gettext_lazy("Value"))}, extra=1, **kwargs)

    def split(self, value):
        return [{"name": name, "value": item} for name, item in (value or {}).items()]

    def join(self, rows):
        names = [row["name"] for row in rows]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValidationError(
                gettext_lazy("These placeholders stand twice: %(names)s"), params={"names": ", ".join(sorted(twice))}
            )
        if any(row["value"] is None for row in rows):
            raise ValidationError(_OTHER)
        return {row["name"]: row["value"] for row in rows}
