"""What a row wants of a service: what it says, over what is there."""

from typing import Any

from services_directory import withdrawn
from services_directory.exchange import places, stored
from services_directory.exchange.known import Key, target
from services_directory.exchange.row import Row
from services_directory.models import Publication


def wanted(row: Row, key: Key, before: dict[str, Any]) -> dict[str, Any]:
    """The service as the row wants it."""
    own = {"id": key[1], "city": key[0]}
    whole = row.complete or not before
    after = {**stored.DEFAULTS, "uuid": before.get("uuid", "")} if whole else dict(before)
    given = {name: value for name, value in row.given.items() if name != "translations"}
    after |= given | own
    for name, value in stored.DEFAULTS.items():
        if after.get(name, "") == "":
            after[name] = value  # what is emptied is as if nothing was said
    if not before and not row.given.get("publication"):
        after["publication"] = Publication.DRAFT  # as the form begins: newcomers see what somebody said may be seen
    for item in after.get("partnerships") or []:
        if "service" in item and target(key[0], item["service"])[0] == key[0]:
            item["service"] = target(key[0], item["service"])[1]
    for part in places.OF_PLACE:
        after[part] = _at_places(after.get(part) or [], before if part not in given else {}, after)
    if row.given.get("status") == "history" and "historical" not in row.given:
        after["historical"] = True
    if "translations" in row.given or (whole and before):
        after["translations"] = _translations(row, {} if whole else before.get("translations") or {}, before)
    return {name: value for name, value in after.items() if value not in ("", [], {})}


def _at_places(items: list[dict], before: dict[str, Any], after: dict[str, Any]) -> list[dict]:
    """Hours or numbers, with their places named as of all ways the stored ones are; `before` where they are its."""
    now = after.get("locations") or []
    if before and (then := before.get("locations") or []) != now:
        items = places.followed(items, then, now)
    return places.named(items, now)


def without_withdrawn(after: dict[str, Any], gone: set[withdrawn.Key]) -> bool:
    """Takes contacts with these keys out of what a row wants, also as mere addresses; whether there were any."""
    wants = {"contacts": withdrawn.keys, "emails": lambda item: withdrawn.keys({"email": item.get("address")})}
    found = False
    for name, known_by in wants.items():
        kept = [item for item in after.get(name, []) if not known_by(item) & gone]
        if len(kept) == len(after.get(name, [])):
            continue
        found = True
        after[name] = kept
        if not kept:
            del after[name]
    return found


def _translations(row: Row, kept: dict[str, dict], before: dict[str, Any]) -> dict[str, dict]:
    """A translation whose text stays keeps its state; a new text has the file's, else it is as good as translated."""
    known = before.get("translations") or {}
    found = dict(kept)
    for column, item in (row.given.get("translations") or {}).items():
        if not item:
            found.pop(column, None)
            continue
        was = known.get(column, {})
        state = was["state"] if was.get("text") == item["text"] else item.get("state", "published")
        found[column] = {"text": item["text"], "state": state}
    return dict(sorted(found.items()))
