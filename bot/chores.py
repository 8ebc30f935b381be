"""What `kiosk serve` does from time to time: retention, reminders of reviews, the check of links.

Reminders wait for a mail server and the check of links for other people's websites, so each has a process of its own:
minding the parts never waits for them.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

from bot.places import ROOT

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
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", *self.command],
            env={**os.environ, **environment},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if self.quiet else None,
            start_new_session=True,
        )


@dataclass
class Chores:
    """All of them; `processes` are to be ended with the parts."""

    environment: dict[str, str]
    retention_due: float = field(default_factory=time.monotonic)
    processes: list[Chore] = field(default_factory=list)

    def __post_init__(self) -> None:
        now = time.monotonic()
        self.processes = [Chore(["reviews", "remind"], now), Chore(["enquiries", "run"], now, every=MAILS_EVERY)]
        if os.environ.get("KIOSK_LINKS_DAYS", "") != "0":
            self.processes.append(Chore(["links", "check"], now + LINKS_AFTER, quiet=True))

    def look(self) -> None:
        """Do what is due."""
        now = time.monotonic()
        for chore in self.processes:
            chore.look(now, self.environment)
        if now >= self.retention_due:
            self.retention_due = now + EVERY
            delete_what_is_past()


def delete_what_is_past() -> None:
    """Retention: conversations and enquiries that nobody writes in, old entries of the audit log, ended sessions."""
    from django.core.management import call_command
    from django.db import close_old_connections

    from accounts.audit import retention as audit
    from conversations.retention import delete_expired
    from enquiries.retention import close_silent

    close_silent()
    delete_expired()
    audit.delete_expired()
    call_command("clearsessions")
    close_old_connections()
