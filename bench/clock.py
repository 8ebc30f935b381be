"""Time as it passes and time of the processor, that of the database's own process included."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple


class Spent(NamedTuple):
    """Seconds a call took: of the processor, and on the clock."""

    processor: float
    clock: float


class Clock:
    """Measures calls. On PostgreSQL the work of the process that serves this connection counts too (Linux tells)."""

    def __init__(self, connection) -> None:
        self._served = None
        if connection.vendor == "postgresql":
            connection.ensure_connection()
            self._served = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")

    def spent(self, call: Callable[[], object]) -> Spent:
        """What one call takes."""
        began, clock = self._processor(), time.perf_counter()
        call()
        return Spent(self._processor() - began, time.perf_counter() - clock)

    def p95(self, calls: Iterable[Callable[[], object]]) -> Spent:
        """What one in twenty of some calls exceeds, of each kind of time."""
        every = [self.spent(call) for call in calls]
        return Spent(*(sorted(kind)[int(len(every) * 0.95)] for kind in zip(*every, strict=True)))

    def _processor(self) -> float:
        served = int(self._served.read_text().split()[0]) / 1e9 if self._served else 0.0
        return time.process_time() + served
