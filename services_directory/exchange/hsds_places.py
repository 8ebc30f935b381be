"""What a service of HSDS says at its places: their hours and phones, told apart from its own by the place they name."""

import json
from typing import Any

PLACE = "kiosk:place"
"""Field of an entry that was found at a place: the number of that place among those that are read, as a text."""

_TAKEN = ("schedules", "phones")
_IDS = {"id", "service_id", "location_id", "service_at_location_id", "organization_id", "phone_id", "metadata"}
_OF_LINK = {"id", "service_id", "location_id", "location", "metadata", "last_modified"}
_OF_PLACE = {
    "id", "organization_id", "location_type", "name", "transportation", "latitude", "longitude", "addresses",
    "accessibility", "metadata", "last_modified",
}  # fmt: skip
"""Fields that are read in another way (`hsds_parts.service_at_locations`) or tell of the feed."""


def addresses(place: Any) -> list[dict]:
    """The addresses of a place; each becomes a place of Kiosk."""
    return _dicts(place.get("addresses")) if isinstance(place, dict) else []


def is_link(place: Any) -> bool:
    """Whether a place without an address is one on line."""
    return isinstance(place, dict) and not addresses(place) and bool(place.get("url") or place.get("description"))


def with_places(given: dict) -> tuple[dict, set[str]]:
    """(the service with the schedules and phones of its places among its own, fields of places that are not kept).

    What holds at a place has its number in PLACE, and its places have it no more. What a place only repeats of the
    service is the service's. Hours of the building (`location`) are those of the service there only where nothing else
    tells when it is open.
    """
    links = _dicts(given.get("service_at_locations"))
    merged = {name: _Entries(given.get(name)) for name in _TAKEN}
    unkept, number = set(), 1
    for link in links:
        here, number = _number(link.get("location"), number)
        for path, name, value in _said(link):
            found = merged.get(name)
            if found is None:
                unkept.add(f"{path}.{name}")
                continue
            of_building = name == "schedules" and path.endswith(".location") and (found.own or link.get(name))
            if here and not of_building:
                found.add(value, here)
            if not found.has(value, here):
                unkept.add(f"{path}.{name}")
    more = {"service_at_locations": [_bare(link) for link in links]} if links else {}
    return given | more | {name: each.all for name, each in merged.items() if each.all}, unkept


class _Entries:
    """The schedules or the phones of a service: its own, then those of its places."""

    def __init__(self, given: Any):
        self.all = _dicts(given)
        self.own = bool(self.all)
        self._seen = {(None, _content(each)) for each in self.all}

    def add(self, given: Any, here: str) -> None:
        """Those of a place, but for those that stand there already: as the service's, or as that place's."""
        for each in _dicts(given):
            if not self.has([each], here):
                self.all.append({**each, PLACE: here})
                self._seen.add((here, _content(each)))

    def has(self, given: Any, here: str | None) -> bool:
        """Whether all of these hold at the place."""
        said = [_content(each) for each in _dicts(given)]
        return all((None, each) in self._seen or here and (here, each) in self._seen for each in said)


def _number(place: Any, first: int) -> tuple[str | None, int]:
    """(number of the place one visits of those that are read of one of HSDS, number of the next one)."""
    given = addresses(place)
    if not given:
        return (str(first), first + 1) if is_link(place) else (None, first)
    visited = (at for at, each in enumerate(given) if each.get("address_type") != "postal")
    return str(first + next(visited, 0)), first + len(given)


def _content(entry: dict) -> str:
    """What an entry says, without whose it is."""
    said = _without_ids(entry)
    inner = {name: [_without_ids(each) for each in value] for name, value in said.items() if isinstance(value, list)}
    return json.dumps(said | inner, sort_keys=True)


def _without_ids(entry: Any) -> Any:
    return {name: each for name, each in entry.items() if name not in _IDS} if isinstance(entry, dict) else entry


def _dicts(value: Any) -> list[dict]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _bare(link: dict) -> dict:
    """A service at a location without what was taken of it."""
    kept = {name: value for name, value in link.items() if name not in _TAKEN}
    if isinstance(kept.get("location"), dict):
        kept["location"] = {name: value for name, value in kept["location"].items() if name not in _TAKEN}
    return kept


def _said(link: dict) -> list[tuple[str, str, object]]:
    """(path, field, value) of what a place says besides what is read of every place."""
    place = link.get("location") if isinstance(link.get("location"), dict) else {}
    read = _OF_PLACE
    if not place.get("addresses"):  # then one of these stands in the place of an address
        read = read | {"url" if place.get("url") else "description"}
    both = (("service_at_locations", link, _OF_LINK), ("service_at_locations.location", place, read))
    return [
        (path, name, value)
        for path, fields, known in both
        for name, value in fields.items()
        if name not in known and value not in (None, "", [], {})
    ]
