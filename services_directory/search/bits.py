"""Sets of services as Python integers: service number i is bit i, and two sets of thousands meet in a microsecond."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")


def sets(items: Sequence[Item], keys: Callable[[Item], Iterable[Hashable]]) -> dict:
    """Key → the set of items that have it. Bits are set in bytes first: setting them in an integer would copy it."""
    size, found = len(items) // 8 + 1, {}
    for place, item in enumerate(items):
        for key in keys(item):
            if key not in found:
                found[key] = bytearray(size)
            found[key][place >> 3] |= 1 << (place & 7)
    return {key: int.from_bytes(bits, "little") for key, bits in found.items()}


def of_places(places: Iterable[int], size: int) -> int:
    """The set of the items with these numbers, of `size` items."""
    bits = np.zeros(size, dtype=bool)
    bits[list(places)] = True
    return int.from_bytes(np.packbits(bits, bitorder="little").tobytes(), "little")


def members(items: Sequence[Item], chosen: int) -> list[Item]:
    """The items of a set, in their order."""
    bits = np.frombuffer(chosen.to_bytes(len(items) // 8 + 1, "little"), dtype=np.uint8)
    return [items[place] for place in np.flatnonzero(np.unpackbits(bits, bitorder="little")).tolist()]
