"""What is read once and kept is set apart from the collection of garbage.

A full collection walks through everything a process holds, and all its pages wait meanwhile: 0.2 s for a small city,
more than a second for thousands of services with their texts.
"""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

GROWN = 1.5
"""How many times what was there after the last look through everything may be there before the next."""


@contextmanager
def uncollected(kept: bool = True) -> Iterator[None]:
    """No collection while many rows are read, which make many objects and no garbage.

    What was read is set apart afterwards; what is not `kept` is ended then and there, not while somebody waits for
    another page.
    """
    global _reading  # noqa: PLW0603 - there is one collection a process
    with _lock:
        _reading += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            if kept:
                gc.freeze()
            else:
                gc.collect()
            _reading -= 1
            if not _reading:
                gc.enable()


def let_go() -> None:
    """Ends what was set apart and nobody wants any more; called before records are read anew.

    Records that know each other in circles stay in memory otherwise. It takes a look through everything, which is made
    when the process has grown by half: that bounds what stays, and takes less time than the reading that follows.
    """
    global _then  # noqa: PLW0603
    with _lock:
        blocks = sys.getallocatedblocks()  # cheap; gc.get_freeze_count() walks through all of them
        if not _then:
            _then = blocks
        elif blocks > GROWN * _then:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            _then = sys.getallocatedblocks()


_lock = threading.RLock()  # a collection may end objects whose end reads in turn
_reading = 0
"""Readings that are under way."""
_then = 0
"""Blocks of memory that were in use after the last look through everything."""
