"""A language is added by data alone: a made-up one in a copy of the project is checked, trained, served, talked in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.checks import EXAMPLES
from tests.conftest import ROOT, RunningKiosk, free_port
from tests.dialogue.made_up import CODE, copied_with_it, said
from tests.talk import Newcomer


class CopiedKiosk(RunningKiosk):
    """A `kiosk serve` of the copy, with its own state."""

    def __init__(self, project: Path, folder: Path) -> None:
        state = folder / "state"
        state.mkdir()
        for vectors in Path(os.environ["KIOSK_STATE_DIR"]).glob("vectors.*"):
            shutil.copy(vectors, state)
        super().__init__(folder, free_port(), root=project, KIOSK_MODELS_DIR=str(folder / "models"))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copied_with_it(ROOT, tmp_path_factory.mktemp("copy") / "kiosk")


@pytest.fixture(scope="module")
def kiosk(project, tmp_path_factory):
    running = CopiedKiosk(project, tmp_path_factory.mktemp("served"))
    try:
        running.wait()
        yield running
    finally:
        running.stop()


def taught(project: Path, intent: str, group: str) -> str:
    """A whole question among the English messages that the made-up language was given too."""
    blocks = yaml.safe_load((project / "data" / "nlu" / "en" / f"{group}.yml").read_text(encoding="utf-8"))["nlu"]
    lines = next(block["examples"] for block in blocks if block.get("intent") == intent).splitlines()[:EXAMPLES]
    return next(line[2:] for line in lines if 6 <= len(line.split()) <= 12)


def test_nothing_is_missing_or_broken(project):
    checked = subprocess.run([sys.executable, "-m", "bot", "check"], cwd=project, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.slow  # trains a model of its own
def test_a_conversation_in_it(project, kiosk):
    person = Newcomer(kiosk.url, CODE)
    assert person.last["language"] == CODE and said("machine") in person.last["text"]
    for intent, group in (("register_business", "starting"), ("get_loan", "finance")):
        reply = person.say(said(taught(project, intent, group)))
        assert reply["understood"]["intent"] == intent and reply["understood"]["language"] == CODE
        assert reply["messages"][-1]["language"] == CODE and reply["messages"][-1]["sources"]
    found = person.say(said("who can advise me in Finnish for free?"))["messages"][-1]
    assert found["services"] and said("Free of charge") in str(found["services"])
    assert person.say("Kuka neuvoo ilmaiseksi suomeksi?")["understood"]["language"] == "fi"


@pytest.mark.slow  # trains a model of its own
def test_its_pages(kiosk):
    import requests

    page = requests.get(f"{kiosk.url}/helsinki/?language={CODE}", timeout=30)
    assert page.status_code == 200 and f'<html lang="{CODE}"' in page.text and "Zkeask" in page.text
