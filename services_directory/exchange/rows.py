"""A row as a file gives it, made into the one form in which services are compared, checked and kept."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from services_directory.exchange.faults import Fault, reasons, short
from services_directory.exchange.fields import (
    ACCESSIBILITY,
    CODES,
    ELIGIBILITY,
    LISTS,
    ORGANIZATION,
    PART,
    SERVICE,
    SOURCE,
    TERMS,
    VALUES,
    Field,
    Part,
)
from services_directory.exchange.kinds import Kind
from services_directory.models import Translation
from services_directory.models.service import LONGEST_TEXT

IDENTITY = {"id": Kind(80), "city": Kind(50), "uuid": Kind(36)}
ONE = {each.key: each for each in (*SERVICE, *ELIGIBILITY)}
MOST_ITEMS = 200
TRANSLATED = dict(Translation.FIELDS)
STATES = set(Translation.State.values)


@dataclass
class Row:
    """One service of a file.

    `given` has what the file says, "" for what it empties; what it does not mention stays as it is, unless the file
    says of itself that its entries are complete. `sources` describes the sources it names, by their keys.
    """

    number: int
    given: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, dict] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    complete: bool = False
    organization_name: str = ""
    unreadable: bool = False

    def fault(self, column: str, reason: object) -> None:
        """Notes what is wrong."""
        self.faults.append(Fault(self.number, column, str(reason)))

    def attempt(self, column: str, kind: Kind, raw: Any) -> Any:
        """The compared form of a value, "" where it is empty or wrong."""
        if raw is None or raw == "" or raw == [] or raw == {}:
            return ""
        try:
            return kind.read(raw)
        except ValidationError as error:
            for reason in reasons(error):
                self.fault(column, reason)
            return ""


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
            row.given[key] = _items(row, PART[key], value)
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


def unreadable(number: int, column: str, reason: str) -> Row:
    """The row of an entry that is none."""
    row = Row(number, unreadable=True)
    row.fault(column, reason)
    return row


def read_organization(raw: Any, number: int) -> Row:
    """The same for an organization; its fields stand in `given`."""
    row = Row(number)
    item = _item(row, ORGANIZATION, raw, "", keep_empty=True)
    row.given = item
    return row


def _items(row: Row, part: Part, raw: Any) -> Any:
    if raw in (None, "", []):
        return ""
    if not isinstance(raw, list):
        row.fault(part.key, gettext("This is not a list."))
        return ""
    if len(raw) > MOST_ITEMS:
        row.fault(part.key, gettext("There are more than %(most)s values.") % {"most": MOST_ITEMS})
        return ""
    found = [_item(row, part, each, f"{number}, ") for number, each in enumerate(raw, 1)]
    found = [each for each in found if each]
    if part.key == "languages":
        codes = [each.get("code") for each in found]
        for code in sorted({code for code in codes if code and codes.count(code) > 1}):
            row.fault(part.key, gettext("‘%(text)s’ stands twice.") % {"text": code})
    if part.sort:
        found.sort(key=lambda each: [str(each.get(key) or part.defaults[key]) for key in part.sort])
    return found or ""


def _item(row: Row, part: Part, raw: Any, where: str, keep_empty: bool = False) -> dict:
    """One value of a part without what is as if nothing was said; `where` says which one, for messages."""
    if isinstance(raw, (str, int, float)) and not isinstance(raw, bool):
        raw = {part.main: raw}
    if not isinstance(raw, dict):
        row.fault(part.key, where + gettext("This is neither a text nor a mapping."))
        return {}
    found: dict[str, Any] = {}
    for key, value in raw.items():
        if part.key == "locations" and key == ACCESSIBILITY.key:
            inner = _items(row, ACCESSIBILITY, value if isinstance(value, list) else [value])
            if inner:
                found[key] = inner
            continue
        if key not in part.by:
            reason = gettext("‘%(name)s’ is no field of this; known are %(known)s.")
            row.fault(part.key, where + reason % {"name": short(key), "known": ", ".join(part.by)})
            continue
        value = _value(row, part, part.by[key], value, where)
        if keep_empty or value not in ("", part.defaults[key]):
            found[key] = value
    return found


def _value(row: Row, part: Part, each: Field, raw: Any, where: str) -> Any:
    if raw is None or raw == "" or raw == []:
        return ""
    try:
        return each.kind.read(raw)
    except ValidationError as error:
        for reason in reasons(error):
            row.fault(part.key, f"{where}{each.key}: {reason}")
        return ""


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
    for item in _items(row, SOURCE, raw) or []:
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


