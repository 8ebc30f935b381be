"""Parts of a running Kiosk: started, asked whether they are well, started again when they die, ended together."""

import logging
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field

from .places import ROOT

logger = logging.getLogger("kiosk")

FIRST_PAUSE = 1.0  # seconds before a dead part is started again, doubling with each death in a row
LONGEST_PAUSE = float(os.environ.get("KIOSK_LONGEST_PAUSE", "60"))  # seconds
STEADY = 120.0  # seconds after which a part counts as well and its pauses begin anew
STOP_WITHIN = 8.0  # seconds a part has to end by itself


@dataclass
class Part:
    """A process of Kiosk.

    `command` is what runs (without the interpreter), `health` the address that answers 200 when the part is well.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    health: str
    headers: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None
    pause: float = FIRST_PAUSE
    started: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        """Start it in a process group of its own, so that a Ctrl-C in the terminal reaches the supervisor alone."""
        self.started, self.due = time.monotonic(), 0.0
        self.process = subprocess.Popen(
            [sys.executable, "-m", *self.command],
            env={**os.environ, **self.environment},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def runs(self) -> bool:
        """Whether the process is there."""
        return self.process is not None and self.process.poll() is None

    def is_well(self, timeout: float = 2.0) -> bool:
        """Whether it answers 200 at its health address."""
        if not self.runs():
            return False
        request = urllib.request.Request(self.health, headers=self.headers)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=timeout) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError, ValueError):
            return False

    def revive(self) -> None:
        """Start it again when its pause is over; each death in a row makes the next pause longer."""
        now = time.monotonic()
        if not self.due:
            if now - self.started > STEADY:
                self.pause = FIRST_PAUSE
            self.due = now + self.pause
            ended = self.process.poll()
            logger.warning("%s ended (status %s); it starts again in %.0f s", self.name, ended, self.pause)
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        elif now >= self.due:
            try:
                self.start()
            except OSError as error:  # the machine has no process or file handle left just now
                self.due = now + self.pause
                logger.warning("%s could not be started: %s", self.name, error.strerror)


def stop(parts: list) -> None:
    """End all parts, or whatever else has a `process` in a group of its own: ask first, then insist."""
    for part in parts:
        _signal(part, signal.SIGTERM)
    deadline = time.monotonic() + STOP_WITHIN
    for part in parts:
        if part.process is None:
            continue
        try:
            part.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        _signal(part, signal.SIGKILL)
        part.process.wait()


def _signal(part, which: int) -> None:
    if part.process is None:
        return
    try:
        os.killpg(part.process.pid, which)
    except (ProcessLookupError, PermissionError):
        return
