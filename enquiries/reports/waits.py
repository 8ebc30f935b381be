"""How long people waited, kept as counts in steps of office hours: a median without anybody's own time."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta

STEPS = (0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 40, 80)
"""Upper ends of the steps, in office hours; one step more is for what took longer."""
FEWEST_FOR_TAIL = 10
"""The ninth of ten is told from so many on: among fewer it would be one person's wait."""


def steps_of(waits: Sequence[timedelta]) -> list[int]:
    """How many fell into each step."""
    counts = [0] * (len(STEPS) + 1)
    for wait in waits:
        counts[bisect_left(STEPS, wait.total_seconds() / 3600)] += 1
    return counts


def added(several: Sequence[Sequence[int]]) -> list[int]:
    """The steps of several periods together."""
    return [sum(counts) for counts in zip(*several, strict=True)] if several else [0] * (len(STEPS) + 1)


def within(counts: Sequence[int], share: float) -> float | None:
    """The end of the step, in office hours, by which this share had a reply; infinite for the last, None for nobody."""
    total, reached = sum(counts), 0
    if not total:
        return None
    for place, count in enumerate(counts):
        reached += count
        if reached >= share * total:
            return STEPS[place] if place < len(STEPS) else float("inf")
    raise AssertionError("the counts reach their own total")
