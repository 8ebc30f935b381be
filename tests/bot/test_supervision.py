"""The supervisor outlives a machine that has nothing left for a moment."""

import json
import resource
import time
from contextlib import contextmanager

from bot.chores import Chore
from bot.status import Status
from bot.supervision import Part, stop


@contextmanager
def limited(kind: int, to: int):
    """This process as on a machine that has no more of something."""
    before, most = resource.getrlimit(kind)
    resource.setrlimit(kind, (to, most))
    try:
        yield
    finally:
        resource.setrlimit(kind, (before, most))


def test_a_part_that_cannot_be_started_is_started_later():
    part = Part("sleeper", ["http.server", "--help"], {}, "http://127.0.0.1:9/")
    part.start()
    part.process.wait(30)
    part.revive()  # notices the death
    part.due = time.monotonic() - 1
    dead = part.process
    with limited(resource.RLIMIT_NOFILE, 3):
        part.revive()
    assert part.process is dead and part.due > time.monotonic()
    part.due = time.monotonic() - 1
    part.revive()
    assert part.process is not dead
    stop([part])


def test_a_chore_that_cannot_be_started_waits_for_its_next_time():
    chore = Chore(["--help"], due=0.0, quiet=True, every=10.0)
    with limited(resource.RLIMIT_NOFILE, 3):
        chore.look(1.0, {})
    assert chore.process is None and chore.due == 11.0
    chore.look(11.0, {})
    assert chore.process.wait(60) == 0


def test_a_full_disk_leaves_the_last_status_and_the_next_look_writes_it(tmp_path):
    status = Status(tmp_path)
    status.tell("ready")
    with limited(resource.RLIMIT_FSIZE, 0):
        status.tell("waking", missing=["rasa"])
    assert json.loads(status.path.read_text())["state"] == "ready"
    status.tell("waking", missing=["rasa"])
    assert json.loads(status.path.read_text())["missing"] == ["rasa"]
