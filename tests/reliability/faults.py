"""What goes wrong with a running Kiosk: parts die or freeze, the database is locked, away or cannot be written."""

import os
import random
import resource
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress

import psycopg

from tests.conftest import RunningKiosk
from tests.processes import children

PARTS = ("rasa", "actions", "website")
LONGEST = 4.0
"""Seconds that a disturbance lasts at most."""
ALL_AGAIN = 240.0
"""Seconds within which a part has to be there again."""


class Faults:
    """Disturbs a Kiosk at moments and in ways that `seed` decides; `done` counts them."""

    def __init__(self, kiosk: RunningKiosk, seed: int, database: str = "") -> None:
        self.kiosk, self.database = kiosk, database
        self.random = random.Random(f"{seed} faults")
        self.done: Counter = Counter()
        # The files of PostgreSQL belong to its own processes.
        away = self._end_connections if database else self._cannot_write
        kinds = (self._kill, self._kill, self._freeze, self._lock_database, self._no_handles, away)
        self.kinds: tuple[Callable[[], str], ...] = kinds

    def one(self) -> str:
        """Waits for a moment at which there is something to disturb, and disturbs it; says how."""
        self._part("website")
        self.kiosk.wait("/health/live", within=ALL_AGAIN)
        time.sleep(self.random.uniform(0.2, 4.0))
        self._part("website")
        fault = self.random.choice(self.kinds)()
        self.done[fault] += 1
        return fault

    def _part(self, name: str) -> int:
        """The process of a part, waited for."""
        until = time.monotonic() + ALL_AGAIN
        while (found := children(self.kiosk.process.pid).get(name)) is None:
            assert time.monotonic() < until, f"{name} is not started again: {self.kiosk.printed()[-2000:]}"
            time.sleep(0.1)
        return found

    def _while(self) -> None:
        time.sleep(self.random.uniform(0.3, LONGEST))

    def _kill(self) -> str:
        name = self.random.choice(PARTS)
        which = self.random.choice((signal.SIGKILL, signal.SIGTERM))
        with suppress(ProcessLookupError):
            os.kill(self._part(name), which)
        return f"{name} {'killed' if which == signal.SIGKILL else 'ended'}"

    def _freeze(self) -> str:
        name = self.random.choice(PARTS)
        part = self._part(name)
        with suppress(ProcessLookupError):
            os.kill(part, signal.SIGSTOP)
            try:
                self._while()
            finally:
                os.kill(part, signal.SIGCONT)
        return f"{name} frozen"

    def _lock_database(self) -> str:
        if self.database:
            with psycopg.connect(self.database) as connection:
                connection.execute("LOCK TABLE conversations_message IN ACCESS EXCLUSIVE MODE")
                self._while()
        else:
            path = self.kiosk.folder / "state" / "kiosk.sqlite3"
            with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                self._while()
                connection.execute("ROLLBACK")
        return "database locked"

    def _end_connections(self) -> str:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
        with psycopg.connect(self.database) as connection:
            connection.execute(ended + "AND pid <> pg_backend_pid()")
        return "database connections ended"

    def _no_handles(self) -> str:
        """No file and no connection can be opened any more, that to the database among them."""
        self._limit(resource.RLIMIT_NOFILE, 3)
        return "website without file handles"

    def _cannot_write(self) -> str:
        """No file can grow or be changed, as on a full disk."""
        self._limit(resource.RLIMIT_FSIZE, 0)
        return "website cannot write to disk"

    def _limit(self, kind: int, to: int) -> None:
        part = self._part("website")
        with suppress(ProcessLookupError):
            before, most = resource.prlimit(part, kind)
            resource.prlimit(part, kind, (to, most))
            try:
                self._while()
            finally:
                resource.prlimit(part, kind, (before, most))
