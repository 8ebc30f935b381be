"""A row as a file gives it, made into the one form in which services are compared, checked and kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from services_directory.exchange.faults import reasons, short
from services_directory.exchange.fields import (
    CODES,
    ELIGIBILITY,
    LISTS,
    ORGANIZATION,
    PART,
    SERVICE,
    SOURCE,
    TERMS,
    VALUES,
)
from services_directory.exchange.items import MOST_ITEMS, read_item, read_items
from services_directory.exchange.kinds import Kind
from services_directory.exchange.row import Row
from services_directory.models import Translation
from services_directory.models.limits import LONGEST_TEXT

IDENTITY = {"id": Kind(80), "city": Kind(50), "uuid": Kind(36)}
ONE = {each.key: each for each in (*SERVICE, *ELIGIBILITY)}
TRANSLATED = dict(Translation.FIELDS)
STATES = set(Translation.State.values)


def read_row(raw: dict[str, Any], number: int, complete: bool = False) -> Row:
    """The row of a mapping of columns to values; what is wrong stands in its faults."""
    row = Row(number, complete=complete)
    for key, value in raw.items():
        if key in ONE:
            row.given[key] = row.attempt(key, ONE[key].kind, value)
        elif key in IDENTITY:
            row.given[key] = row.attempt(key, IDENTITY[key], value)
        elif key in LISTS:
            row.given[key] = row.attempt(key, LISTS[key], value)
        elif key in TERMS or key == "districts":
            row.given[key] = row.attempt(key, CODES, value)
        elif key in PART:
            row.given[key] = read_items(row, PART[key], value)
        elif key in VALUES:
            row.given[key] = _values(row, key, value)
        elif key == SOURCE.key:
            row.given[key] = _sources(row, value)
        elif key == "translations":
            row.given[key] = _translations(row, value)
        elif key == "organization_name":
            row.organization_name = row.attempt(key, Kind(200), value)
        else:
            row.fault(short(key), gettext("There is no such field."))
    if isinstance(row.given.get("districts"), list):
        row.given["districts"].sort()
    _past(row)
    return row


def read_organization(raw: Any, number: int) -> Row:
    """The same for an organization; its fields stand in `given`."""
    row = Row(number)
    item = read_item(row, ORGANIZATION, raw, "", keep_empty=True)
    row.given = item
    return row


def _values(row: Row, key: str, raw: Any) -> Any:
    if raw in (None, "", {}):
        return ""
    if not isinstance(raw, dict) or len(raw) > MOST_ITEMS:
        row.fault(key, gettext("This is not a mapping of names to values."))
        return ""
    found = {}
    for name, value in raw.items():
        if not str(name).isidentifier() or len(str(name)) > 50:
            row.fault(key, gettext("‘%(name)s’ cannot be a placeholder.") % {"name": short(name)})
            continue
        try:
            found[str(name)] = VALUES[key].read(value)
        except ValidationError as error:
            row.fault(key, f"{name}: {' '.join(reasons(error))}")
    return found or ""


def source_key(item: dict) -> str:
    """The id of a source: its own, else its address, else its title, as the loader of shipped content has it."""
    return (item.get("key") or item.get("url") or item.get("title") or "")[:300]


def _sources(row: Row, raw: Any) -> Any:
    keys = []
    for item in read_items(row, SOURCE, raw) or []:
        key = source_key(item)
        if key in keys:
            row.fault(SOURCE.key, gettext("‘%(text)s’ stands twice.") % {"text": short(key)})
            continue
        keys.append(key)
        row.sources[key] = {name: value for name, value in item.items() if name != "key"}
    return keys or ""


def _past(row: Row) -> None:
    """An earlier mention brings its source along, as history of its day."""
    for item in row.given.get("past") or []:
        if key := item.get("source"):
            if not key.startswith(("http://", "https://")) and key not in row.sources:
                row.sources[key] = {"title": key, "kind": "history", "as_of": item.get("as_of", "")}


def _translations(row: Row, raw: Any) -> Any:
    """`field.language` → text and state."""
    found = {}
    if raw in (None, "", []):
        return ""
    for item in raw if isinstance(raw, list) else [raw]:
        known = {"field", "language", "text", "state"}
        if not isinstance(item, dict) or not set(item) <= known or not {"field", "language"} <= set(item):
            row.fault("translations", gettext("A translation has: %(known)s.") % {"known": ", ".join(sorted(known))})
            continue
        name, language = str(item["field"])[:30], str(item["language"])[:13]
        column = f"{name}.{language}"
        if name not in TRANSLATED:
            row.fault("translations", gettext("‘%(name)s’ is not a text that is translated.") % {"name": short(name)})
            continue
        if item.get("state", "published") not in STATES:
            row.fault("translations", gettext("Known states are: %(known)s.") % {"known": ", ".join(sorted(STATES))})
            continue
        text = row.attempt(column, Kind(LONGEST_TEXT), item.get("text"))
        found[column] = {"text": text, **({"state": item["state"]} if "state" in item else {})} if text else ""
    return found
