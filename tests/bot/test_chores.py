"""What `kiosk serve` does from time to time."""

import time

from bot.chores import LINKS_AFTER, Chore, Chores
from bot.supervision import stop


def commands(chores: Chores) -> list[list[str]]:
    return [chore.command for chore in chores.processes]


def test_links_are_not_asked_for_by_a_kiosk_that_just_started(monkeypatch):
    monkeypatch.delenv("KIOSK_LINKS_DAYS", raising=False)
    retention, reminders, mails, links = Chores({}).processes
    assert retention.command == ["retention", "run"] and retention.due <= time.monotonic()
    assert reminders.command == ["reviews", "remind"] and links.command == ["links", "check"]
    assert mails.command == ["enquiries", "run"]
    assert reminders.due <= time.monotonic() < links.due <= time.monotonic() + LINKS_AFTER


def test_the_check_of_links_can_be_switched_off(monkeypatch):
    monkeypatch.setenv("KIOSK_LINKS_DAYS", "0")
    assert commands(Chores({})) == [["retention", "run"], ["reviews", "remind"], ["enquiries", "run"]]


def test_a_chore_runs_when_due_and_never_twice_at_once():
    chore = Chore(["--help"], due=10.0, quiet=True)
    chore.look(9.0, {})
    assert chore.process is None
    chore.look(10.0, {})
    first = chore.process
    chore.due = 0.0
    chore.look(20.0, {})
    assert chore.process is first or first.poll() is not None
    assert first.wait(60) == 0
    chore.due = 0.0
    chore.look(30.0, {})
    assert chore.process is not first
    stop([chore])
    assert chore.process.poll() is not None
