"""What a service of HSDS says at its places: hours and phones of the only place are the service's own."""

_TAKEN = ("schedules", "phones")
_OF_LINK = {"id", "service_id", "location_id", "location", "metadata", "last_modified"}
_OF_PLACE = {
    "id", "organization_id", "location_type", "name", "transportation", "latitude", "longitude", "addresses",
    "accessibility", "metadata", "last_modified",
}  # fmt: skip
"""Fields that are read in another way (`hsds_parts.service_at_locations`) or tell of the feed."""


def with_place(given: dict) -> tuple[dict, set[str]]:
    """(the service with the schedules and phones of its only place, fields of its places that are not kept).

    What the service says of itself comes first; then what it says at the place, then what the place says.
    """
    links = given.get("service_at_locations")
    links = [each for each in links if isinstance(each, dict)] if isinstance(links, list) else []
    taken: dict[str, list] = {}
    unkept = set()
    for link in links:
        for path, name, value in _said(link):
            kept = given.get(name) or (taken.setdefault(name, value) if len(links) == 1 else None)
            if name not in _TAKEN or kept != value:
                unkept.add(f"{path}.{name}")
    return given | {name: taken[name] for name in _TAKEN if name in taken}, unkept


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
