"""Organizations of an HSDS feed: those that are there are named, new ones are added."""

import uuid
from typing import Any

from django.utils.text import slugify

from services_directory.exchange.known import Known
from services_directory.exchange.row import Row
from services_directory.exchange.rows import read_organization
from services_directory.models import Organization
from services_directory.search.words import normal


class Organizations:
    """Finds the id of an organization by its id in exchange formats, else by its name.

    `services` are the ids of services that are taken.
    """

    def __init__(self, known: Known):
        self.rows: list[Row] = []
        self.services = {slug for _, slug in known.services}
        self._by_uuid, self._by_name, self._slugs = {}, {}, set(known.organizations)
        for slug, name in Organization.objects.values_list("slug", "name"):
            self._by_uuid[str(uuid.uuid5(uuid.NAMESPACE_URL, f"kiosk:organizations/{slug}"))] = slug
            self._by_name[normal(name)] = slug

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
        raw = {"id": slug, "name": name, "description": fields.get("description"), "email": fields.get("email")}
        raw |= {"url": fields.get("website"), "legal_status": fields.get("legal_status")}
        self.rows.append(read_organization({key: value for key, value in raw.items() if value}, number))
        return slug


def unused(name: str, key: str, taken: set[str]) -> str:
    """A readable id of a name that nobody has yet; the same each time for the same name and `key`."""
    base = slugify(normal(name))[:60].strip("-") or "service"
    slug = base
    if slug in taken:
        slug = f"{base}-{uuid.uuid5(uuid.NAMESPACE_URL, key or name).hex[:8]}"
    taken.add(slug)
    return slug
