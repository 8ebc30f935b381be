"""Services that do the same for the same people at the same place in the same language, of different organizations."""

from dataclasses import dataclass, field

from services_directory.quality.axes import NOT_STATED
from services_directory.quality.facts import Facts
from services_directory.quality.index import Index

SHARED = ("language", "topic", "phase", "audience", "area")
MOST = 20_000
"""Combinations of codes looked at for one list; a cell with more is told to be narrowed by filters."""


@dataclass
class Overlap:
    """Services that overlap, and by which codes (of SHARED)."""

    services: list[Facts]
    codes: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in SHARED})


def overlaps(index: Index, mask: int) -> bool:
    """Whether any two services of a set overlap. A code that a record does not state is shared with nobody."""
    return next(_combinations(index, mask, {}, 0), None) is not None


def overlapping(index: Index, mask: int, most: int | None = None) -> tuple[list[Overlap], bool]:
    """Groups of a set that overlap, largest first, `most` of them; and whether these are all there are.

    A group within a larger one is left out.
    """
    groups: dict[int, Overlap] = {}
    complete = True
    for count, (found, codes) in enumerate(_combinations(index, mask, {}, 0)):
        if count == MOST:
            complete = False
            break
        if found not in groups:
            groups[found] = Overlap([])
        for name, code in codes.items():
            groups[found].codes[name].add(code)
    largest: list[int] = []
    for found in sorted(groups, key=lambda group: -group.bit_count()):
        if any(found & ~other == 0 for other in largest):
            continue
        if len(largest) == most:
            complete = False
            break
        largest.append(found)
    for found in largest:
        groups[found].services = index.members(found)
    return [groups[found] for found in largest], complete


def _combinations(index: Index, mask: int, codes: dict[str, str], depth: int):
    """Sets of at least two organizations' services that share one code of each of SHARED, with those codes."""
    if not index.several_organizations(mask):
        return
    if depth == len(SHARED):
        yield mask, dict(codes)
        return
    name = SHARED[depth]
    for code, having in (index.areas if name == "area" else index.masks[name]).items():
        if code == NOT_STATED:
            continue
        codes[name] = code
        yield from _combinations(index, mask & having, codes, depth + 1)
