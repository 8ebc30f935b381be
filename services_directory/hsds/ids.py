"""Ids of objects: UUIDs made from what a thing is, so the same in every installation and after every load.

Loading makes the parts of a service anew, so their primary keys say nothing; what a part says of itself does.
"""

import uuid
from collections import Counter
from collections.abc import Iterable


class Parts:
    """Ids of the parts of one record: of its own id, the kind of the part and what sets it apart from its siblings."""

    def __init__(self, owner: uuid.UUID):
        self.owner = owner
        self._seen: Counter[str] = Counter()

    def id(self, kind: str, *key: object) -> str:
        """The id of a part. Two parts with equal keys get different ids, by their order."""
        name = "/".join([kind, *map(str, key)])
        self._seen[name] += 1
        times = self._seen[name]
        return str(uuid.uuid5(self.owner, f"{name}#{times}" if times > 1 else name))

    def ids(self, kind: str, keys: Iterable[tuple]) -> list[str]:
        """The ids of several parts of one kind."""
        return [self.id(kind, *key) for key in keys]


def taxonomy_id(kind: str) -> uuid.UUID:
    """The id of the taxonomy of a kind of term."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"kiosk:taxonomies/{kind}")


def term_id(kind: str, code: str) -> uuid.UUID:
    """The id of a term."""
    return uuid.uuid5(taxonomy_id(kind), code)


def parsed(written: str) -> str | None:
    """An id in the form in which it is served, or None where it is no UUID."""
    try:
        return str(uuid.UUID(written))
    except ValueError:
        return None
