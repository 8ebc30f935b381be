"""Which service a row means."""

import uuid

from django.utils.translation import gettext

from services_directory.exchange.faults import short
from services_directory.exchange.known import Key, Known
from services_directory.exchange.row import Row
from services_directory.loading.store_services import NAMESPACE


def identify(rows: list[Row], known: Known, city: str) -> list[Key]:
    """The keys of the rows, in their order; notes what is wrong with them. New services get an id for exchange.

    A row names its service by city and id; a row of a feed, which knows neither, by its `uuid`.
    """
    keys, seen, uuids = [], {}, {}
    for row in rows:
        if row.unreadable:
            keys.append(("", ""))
            continue
        key = _key(row, known, city)
        keys.append(key)
        if key[1] and key in seen:
            row.fault("id", gettext("The id stands twice: in row %(row)s too.") % {"row": seen[key]})
        seen.setdefault(key, row.number)
        _place(row, key, known, city)
        _uuid(row, key, known)
        written = row.given.get("uuid")
        if written and written in uuids:
            row.fault("uuid", gettext("The id stands twice: in row %(row)s too.") % {"row": uuids[written]})
        if written:
            uuids.setdefault(written, row.number)
        if key not in known.services:
            known.new_services.add(key)
    return keys


def _key(row: Row, known: Known, city: str) -> Key:
    slug = row.given.get("id", "")
    if not slug and row.given.get("uuid") in known.uuids:
        return known.uuids[row.given["uuid"]]
    return (row.given["city"] if "city" in row.given else city), slug


def _place(row: Row, key: Key, known: Known, city: str) -> None:
    place = key[0]
    if any(fault.column == "city" for fault in row.faults):
        return
    if place and place not in known.cities:
        row.fault("city", gettext("There is no city ‘%(name)s’.") % {"name": short(place)})
    elif city and place != city:
        reason = gettext("This service belongs to ‘%(name)s’, the import is for ‘%(city)s’.")
        row.fault("city", reason % {"name": place or "–", "city": city})
    elif not place and key not in known.services and row.given.get("status") != "history":
        row.fault("city", gettext("Name the city. Only examples from elsewhere, with status ‘history’, have none."))
    elif not known.may_change(place):
        row.fault("city", gettext("You may not change services of ‘%(name)s’.") % {"name": place or "–"})


def _uuid(row: Row, key: Key, known: Known) -> None:
    written = row.given.get("uuid", "")
    if written:
        try:
            written = row.given["uuid"] = str(uuid.UUID(written))
        except ValueError:
            row.fault("uuid", gettext("This is no UUID. Leave it empty to get one."))
            return
    owner = known.uuids.get(written)
    if key in known.services:
        if written and owner != key:
            row.fault("uuid", gettext("The id in exchange formats of a service never changes."))
        row.given.pop("uuid", None)
    elif written and owner:
        reason = gettext("This is the id in exchange formats of another service: %(id)s.")
        row.fault("uuid", reason % {"id": "/".join(owner)})
    elif not written:
        # The same in every installation, as the loader of shipped content makes it.
        row.given["uuid"] = str(uuid.uuid5(NAMESPACE, "/".join(key)))
        if row.given["uuid"] in known.uuids:
            row.given["uuid"] = str(uuid.uuid4())
