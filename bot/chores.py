"""What `kiosk serve` does from time to time: retention, reminders of reviews, the check of links.

Retention waits for the database, reminders for a mail server and the check of links for other people's websites: each
has a process of its own, so that minding the parts never waits for them, and does not end with them.
"""

import logging
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

from bot.places import ROOT

logger = logging.getLogger("kiosk")

MAILS_EVERY = 600.0
"""Seconds between two looks for mails of enquiries that could not be sent at once."""
EVERY = 3600.0
"""Seconds between two looks at what is due; what is due is decided by the chore itself."""
LINKS_AFTER = 3600.0
"""Seconds after the start until other websites are asked for: not whenever somebody tries Kiosk for a minute."""


@dataclass
class Chore:
    """A `kiosk` command that is run again and again, never twice at once; `due` on the monotonic clock."""

    command: list[str]
    due: float
    quiet: bool = False
    every: float = EVERY
    process: subprocess.Popen | None = None

    def look(self, now: float, environment: dict[str, str]) -> None:
        """Start it where it is due and does not run."""
        if now < self.due or (self.process is not None and self.process.poll() is None):
            return
        self.due = now + self.every
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", *self.command],
                env={**os.environ, **environment},
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL if self.quiet else None,
                start_new_session=True,
            )
        except OSError as error:  # the machine has no process or file handle left just now
            logger.warning("%s could not be started: %s", " ".join(self.command), error.strerror)


@dataclass
class Chores:
    """All of them; `processes` are to be ended with the parts."""

    environment: dict[str, str]
    processes: list[Chore] = field(default_factory=list)

    def __post_init__(self) -> None:
        now = time.monotonic()
        self.processes = [
            Chore(["retention", "run"], now, quiet=True),
            Chore(["reviews", "remind"], now),
            Chore(["enquiries", "run"], now, every=MAILS_EVERY),
        ]
        if os.environ.get("KIOSK_LINKS_DAYS", "") != "0":
            self.processes.append(Chore(["links", "check"], now + LINKS_AFTER, quiet=True))

    def look(self) -> None:
        """Do what is due."""
        now = time.monotonic()
        for chore in self.processes:
            chore.look(now, self.environment)
