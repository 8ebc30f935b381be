"""Rows in a fixed order: one page of them, or all in portions, never more than a portion in memory."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

PORTION = 200
"""Records that are read and written at a time where all are streamed."""


class Selection:
    """Rows of a query in its own order, or in the order of `keys` (primary keys) where those are given."""

    def __init__(self, query: QuerySet, keys: Sequence[int] | None = None):
        self._query, self._keys = query, keys

    def __len__(self) -> int:
        return self._query.order_by().count() if self._keys is None else len(self._keys)

    def page(self, start: int, stop: int | None) -> list:
        """The rows from `start` to before `stop`."""
        if self._keys is None:
            return list(self._query[start:stop])
        return self._rows(self._keys[start:stop])

    def portions(self, size: int = PORTION) -> Iterator[list]:
        """All rows, `size` at a time. Only their keys are held, so no cursor stays open while a slow reader reads."""
        keys = list(self._query.values_list("pk", flat=True)) if self._keys is None else self._keys
        for start in range(0, len(keys), size):
            yield self._rows(keys[start : start + size])

    def _rows(self, keys: Sequence[int]) -> list:
        found = {row.pk: row for row in self._query.order_by().filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]


class Listed:
    """The same for rows that are in memory anyway."""

    def __init__(self, rows: list):
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def page(self, start: int, stop: int | None) -> list:
        """The rows from `start` to before `stop`."""
        return self._rows[start:stop]

    def portions(self, size: int = PORTION) -> Iterator[list]:
        """All rows, `size` at a time."""
        yield from (self._rows[start : start + size] for start in range(0, len(self._rows), size))
