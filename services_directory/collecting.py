"""What is read once and kept is set apart from the collection of garbage.

A full collection walks through everything a process holds, and all its pages wait meanwhile: 0.2 s for a small city,
more than a second for thousands of services with their texts.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

GROWN = 1.5
"""How many times what was there after the last look through everything may be there before the next."""


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection while many rows are read, which make many objects and no garbage; then they are set apart."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        set_apart()
        if was:
            gc.enable()


def set_apart() -> None:
    """Leaves out of collections whatever is there now.

    Records that know each other in circles stay in memory when nobody wants them any more, as after a change of the
    content. So all is looked through when the process has grown by half: that bounds what stays, and the time it takes
    is small beside that of the readings between.
    """
    global _kept  # noqa: PLW0603 - there is one collection a process
    gc.freeze()
    blocks = sys.getallocatedblocks()  # cheap; gc.get_freeze_count() walks through all of them
    if not _kept:
        _kept = blocks
    elif blocks > GROWN * _kept:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _kept = sys.getallocatedblocks()


_kept = 0
"""Blocks of memory that were in use after the last look through everything."""
