"""Organizations of an HSDS feed: those that are there are named, new ones are added."""

import uuid
from typing import Any

from django.utils.text import slugify

from services_directory.exchange.known import Known
from services_directory.exchange.row import Row
from services_directory.exchange.rows import read_organization
from services_directory.models import Organization
from services_directory.search.words import normal
from services_directory.web_addresses import iri, uri

_FIELDS = {
    "name": "name", "description": "description", "email": "email", "website": "url", "legal_status": "legal_status",
}  # fmt: skip
"""Field of HSDS → column of an organization."""
_NOT_SAID = {"id", "metadata", "last_modified"}


class Organizations:
    """Finds the id of an organization by its id in exchange formats, else by its name.

    `services` are the ids of services that are taken.
    """

    def __init__(self, known: Known):
        self.rows: list[Row] = []
        self.services = {slug for _, slug in known.services}
        self._by_uuid, self._by_name, self._slugs = {}, {}, set(known.organizations)
        self._kept: dict[str, dict[str, Any]] = {}
        for row in Organization.objects.values("slug", *_FIELDS.values(), "aliases"):
            slug = row["slug"]
            self._by_uuid[str(uuid.uuid5(uuid.NAMESPACE_URL, f"kiosk:organizations/{slug}"))] = slug
            self._by_name[normal(row["name"])] = slug
            self._kept[slug] = {name: row[column] for name, column in _FIELDS.items()} | {"website": uri(row["url"])}
            self._kept[slug]["alternate_name"] = "; ".join(row["aliases"])

    def known(self, id: str) -> str:
        """The id in the directory of an organization with this id in exchange formats, else ""."""
        return self._by_uuid.get(id, "")

    def slug(self, written: Any, id: Any, number: int) -> str:
        """The id in the directory; "" where neither id nor name says which."""
        fields = written if isinstance(written, dict) else {}
        key, name = str(fields.get("id") or id or ""), fields.get("name")
        if key in self._by_uuid:
            return self._by_uuid[key]
        if not isinstance(name, str) or not name.strip():
            return ""
        if normal(name) in self._by_name:
            return self._by_name[normal(name)]
        slug = unused(name, key, self._slugs)
        self._by_name[normal(name)] = slug
        if key:
            self._by_uuid[key] = slug
        self._kept[slug] = {each: fields[each] for each in _FIELDS if fields.get(each)}
        raw = {"id": slug, **{_FIELDS[each]: value for each, value in self._kept[slug].items()}}
        if "url" in raw:
            raw["url"] = readable(raw["url"])
        self.rows.append(read_organization(raw, number))
        return slug

    def unkept(self, written: Any, slug: str, before: dict) -> set[str]:
        """What is said of an organization and not kept: further fields, and what the directory has otherwise.

        `before` is what the feed would say of it today.
        """
        if not isinstance(written, dict) or not slug:
            return set()
        kept = self._kept.get(slug, {})
        return {
            f"organization.{name}"
            for name, value in written.items()
            if name not in _NOT_SAID and value not in (None, "", [], kept.get(name), before.get(name))
        }


def readable(address: Any) -> Any:
    """A web address of a feed as the directory keeps it: with its letters. What is no text is told of later."""
    return iri(address) if isinstance(address, str) else address


def unused(name: str, key: str, taken: set[str]) -> str:
    """A readable id of a name that nobody has yet; the same each time for the same name and `key`."""
    base = slugify(normal(name))[:60].strip("-") or "service"
    slug = base
    if slug in taken:
        slug = f"{base}-{uuid.uuid5(uuid.NAMESPACE_URL, key or name).hex[:8]}"
    taken.add(slug)
    return slug
