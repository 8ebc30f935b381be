"""What a service has several of, as a file gives it, in the compared form."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from services_directory.exchange.faults import reasons, short
from services_directory.exchange.fields import ACCESSIBILITY, Field, Part
from services_directory.exchange.row import Row

MOST_ITEMS = 200


def read_items(row: Row, part: Part, raw: Any) -> Any:
    """The values of a part in the compared form, "" where there is none; notes what is wrong."""
    if raw in (None, "", []):
        return ""
    if not isinstance(raw, list):
        row.fault(part.key, gettext("This is not a list."))
        return ""
    if len(raw) > MOST_ITEMS:
        row.fault(part.key, gettext("There are more than %(most)s values.") % {"most": MOST_ITEMS})
        return ""
    found = [read_item(row, part, each, f"{number}, ") for number, each in enumerate(raw, 1)]
    found = [each for each in found if each]
    if part.key == "languages":
        codes = [each.get("code") for each in found]
        for code in sorted({code for code in codes if code and codes.count(code) > 1}):
            row.fault(part.key, gettext("‘%(text)s’ stands twice.") % {"text": code})
    if part.sort:
        found.sort(key=lambda each: [str(each.get(key) or part.defaults[key]) for key in part.sort])
    return found or ""


def read_item(row: Row, part: Part, raw: Any, where: str, keep_empty: bool = False) -> dict:
    """One value of a part without what is as if nothing was said; `where` says which one, for messages."""
    if isinstance(raw, (str, int, float)) and not isinstance(raw, bool):
        raw = {part.main: raw}
    if not isinstance(raw, dict):
        row.fault(part.key, where + gettext("This is neither a text nor a mapping."))
        return {}
    found: dict[str, Any] = {}
    for key, value in raw.items():
        if part.key == "locations" and key == ACCESSIBILITY.key:
            inner = read_items(row, ACCESSIBILITY, value if isinstance(value, list) else [value])
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
