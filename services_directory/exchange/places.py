"""The place of hours or of a number, as files name it: by its name, its address, or its number among the places."""

from typing import Any

OF_PLACE = ("phones", "schedules")
"""Parts of a service whose values may each name one of its places in `place`."""


def number(places: list[dict], written: str) -> int | None:
    """Which of the places of a document a text means, from 0; None where it is none, or more than one."""
    meant = _plain(written)
    ways = ({_plain(each.get("name")), _plain(each.get("address"))} - {""} for each in places)
    found = [at for at, names in enumerate(ways) if meant in names]
    if len(found) == 1:
        return found[0]
    counted = int(meant) if meant.isascii() and meant.isdigit() and len(meant) < 4 else 0
    return counted - 1 if 0 < counted <= len(places) else None


def name(places: list[dict], at: int) -> str:
    """How a file names a place: the first of its name, its address and its number that means it and no other."""
    ways = (places[at].get("name"), places[at].get("address"))
    return next((way for way in ways if way and number(places, way) == at), str(at + 1))


def named(items: list[dict], places: list[dict]) -> list[dict]:
    """The values with their places named in that way; what means no place stays as it is written."""
    found = [(item, number(places, item["place"]) if "place" in item else None) for item in items]
    return [item if at is None else {**item, "place": name(places, at)} for item, at in found]


def followed(items: list[dict], before: list[dict], after: list[dict]) -> list[dict]:
    """The values of `before` with the names that their places have among the new ones; else what they were called."""
    return [{**item, "place": _followed(item["place"], before, after)} if "place" in item else item for item in items]


def _followed(written: str, before: list[dict], after: list[dict]) -> str:
    at = number(before, written)
    place: dict[str, Any] = before[at] if at is not None else {}
    if place in after:
        return name(after, after.index(place))
    ways = [way for way in (place.get("name"), place.get("address")) if way]
    return next((way for way in ways if number(after, way) is not None), (ways or [written])[0])


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()
