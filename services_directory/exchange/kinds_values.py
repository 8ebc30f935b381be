"""Kinds of fields with figures, mappings and lists of languages."""

# ruff: noqa: D102 - the methods mean what `kinds.Kind` says

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from services_directory.exchange import cells, typed
from services_directory.exchange.faults import short
from services_directory.exchange.kinds import Kind, known_language, plain_errors, text_of
from services_directory.models.checks import check_tags


class Value(Kind):
    """A typed value of `locales.values`; the model checks it."""

    def parse(self, cell: str) -> Any:
        return typed.read(cell)

    def read(self, raw: Any) -> Any:
        if not isinstance(raw, dict):
            message = gettext_lazy("‘%(text)s’ is no figure such as 75 EUR, 6 month, 25.5 %% or 2026-01-31.")
            raise ValidationError(message, params={"text": short(raw)})
        return typed.normal(_bounded(raw))

    def canonical(self, stored: Any) -> Any:
        return typed.normal(stored) if stored else ""

    def cell(self, value: dict) -> str:
        return typed.write(value)


class Mapping(Kind):
    """Names and values of any shape; in a cell as JSON."""

    def parse(self, cell: str) -> Any:
        return typed.from_json(cell)

    def read(self, raw: Any) -> dict:
        if not isinstance(raw, dict):
            raise ValidationError(gettext_lazy("This is not a mapping of names to values."))
        return _bounded(raw)

    def canonical(self, stored: Any) -> Any:
        return stored or ""

    def cell(self, value: dict) -> str:
        return json.dumps(value, ensure_ascii=False)


class Tags(Kind):
    """Languages within a value: `fi, sv`."""

    def parse(self, cell: str) -> Any:
        return [piece.strip() for piece in cell.split(",") if piece.strip()]

    def read(self, raw: Any) -> list[str]:
        tags = [text_of(tag, 12) for tag in _list(raw)]
        if not all(map(known_language, tags)):
            plain_errors(check_tags, tags)  # says which one
        return tags

    def canonical(self, stored: Any) -> Any:
        return stored or ""

    def cell(self, value: list[str]) -> str:
        return ", ".join(value)


class Texts(Kind):
    """Several texts: a list, in a cell divided by ` | `."""

    def parse(self, cell: str) -> Any:
        return [cells.plain(piece) for piece in cells.items(cell)]

    def read(self, raw: Any) -> list[str]:
        found = [text_of(each, self.longest) for each in _list(raw)]
        if twice := [each for number, each in enumerate(found) if each in found[:number]]:
            raise ValidationError(gettext_lazy("‘%(text)s’ stands twice."), params={"text": short(twice[0])})
        return [each for each in found if each]

    def canonical(self, stored: Any) -> Any:
        return [str(each).strip() for each in stored] if stored else ""

    def cell(self, value: list[str]) -> str:
        return cells.DIVIDER.join(map(cells.escaped, value))


def _list(raw: Any) -> list:
    if not isinstance(raw, list):
        raise ValidationError(gettext_lazy("This is not a list."))
    if len(raw) > 200:
        raise ValidationError(gettext_lazy("There are more than 200 values."))
    return raw


def _bounded(value: dict) -> dict:
    """Raises ValidationError for a mapping that nobody has typed."""
    front, leaves, depth = [value], 0, 0
    while front and depth < 7 and leaves < 500:
        inner = []
        for each in front:
            if isinstance(each, dict):
                inner += [*each.keys(), *each.values()]
            elif isinstance(each, list):
                inner += each
            elif isinstance(each, str):
                text_of(each, 8_000)
        front, depth, leaves = inner, depth + 1, leaves + len(inner)
    try:
        if front or len(json.dumps(value)) > 20_000:
            raise ValueError
    except (TypeError, ValueError) as error:
        raise ValidationError(gettext_lazy("This is not a mapping of names to values.")) from error
    return value
