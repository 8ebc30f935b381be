"""The main job as its operator meets it: starting, minding, ending."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest
import requests

from tests.conftest import ROOT, RunningKiosk, free_port
from tests.processes import children


def serve(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "bot", "serve", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_port_in_use_is_one_clear_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = serve("--port", port, KIOSK_STATE_DIR=str(tmp_path))
    assert ended.returncode == 1
    assert len(ended.stderr.strip().splitlines()) == 1
    assert port in ended.stderr


def test_beyond_loopback_asks_for_production_settings(tmp_path):
    ended = serve("--host", "0.0.0.0", "--port", str(free_port()), KIOSK_STATE_DIR=str(tmp_path))
    assert ended.returncode == 1
    assert "KIOSK_DJANGO_SECRET_KEY" in ended.stderr


@pytest.mark.parametrize("port", ["0", "70000", "eighty"])
def test_a_port_that_is_none_is_refused(port):
    assert serve("--port", port).returncode == 2


def test_ending_in_the_middle_of_a_training_ends_it_too(tmp_path):
    command = [sys.executable, "-m", "bot", "serve", "--port", str(free_port())]
    environment = {**os.environ, "KIOSK_STATE_DIR": str(tmp_path), "KIOSK_MODELS_DIR": str(tmp_path / "models")}
    kiosk = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 90
    while "training" not in (parts := children(kiosk.pid)):
        assert kiosk.poll() is None and time.monotonic() < deadline
        time.sleep(0.2)
    kiosk.terminate()
    assert kiosk.wait(timeout=30) == 0
    for process in parts.values():
        assert not os.path.exists(f"/proc/{process}")


@pytest.fixture(scope="module")
def own_kiosk(trained_model, tmp_path_factory):
    kiosk = RunningKiosk(tmp_path_factory.mktemp("own"), free_port())
    yield kiosk
    kiosk.stop()


def test_the_website_is_up_before_the_guide_is(own_kiosk):
    own_kiosk.wait("/health/live", within=90)
    waking = requests.get(own_kiosk.url + "/health/ready", timeout=5)
    assert waking.status_code == 503
    assert waking.json()["missing"]
    assert requests.get(own_kiosk.url + "/helsinki/services/", timeout=10).status_code == 200
    opened = requests.post(
        own_kiosk.url + "/chat/conversations", json={"language": "fi", "city": "helsinki"}, timeout=10
    )
    assert opened.status_code == 201
    path = f"{own_kiosk.url}/chat/conversations/{opened.json()['id']}/messages"
    headers = {"Authorization": f"Bearer {opened.json()['token']}"}
    asked = requests.post(path, json={"text": "Miten perustan yrityksen?"}, headers=headers, timeout=30)
    if asked.status_code != 200:  # it may have become ready just now
        assert asked.status_code == 503
        assert asked.json()["error"]["code"] == "waking"
        assert int(asked.headers["Retry-After"]) > 0
        assert 0 <= asked.json()["error"]["progress"] <= 1


def test_rasa_and_actions_listen_on_loopback_and_want_the_secret(own_kiosk):
    own_kiosk.wait(within=240)
    for pid in (children(own_kiosk.process.pid)[name] for name in ("rasa", "actions")):
        with open(f"/proc/{pid}/cmdline") as line:
            words = line.read().split("\0")
        port = int(words[words.index("--port") + 1])
        for path in ("/webhooks/kiosk/messages", "/webhook"):
            refused = requests.post(f"http://127.0.0.1:{port}{path}", json={}, timeout=5)
            assert refused.status_code in (401, 403, 404)
        with socket.socket() as outside, pytest.raises(OSError):
            outside.settimeout(2)
            outside.connect((own_address(), port))


def own_address() -> str:
    """An address of this machine that is not 127.0.0.1 (loopback's next one where there is no network)."""
    return "127.0.0.2"


def test_a_dead_part_is_started_again(own_kiosk):
    own_kiosk.wait(within=240)
    dead = children(own_kiosk.process.pid)["actions"]
    os.kill(dead, signal.SIGKILL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        again = children(own_kiosk.process.pid).get("actions")
        if again not in (None, dead):
            break
        time.sleep(0.3)
    assert again not in (None, dead)
    own_kiosk.wait(within=60)


def test_two_serves_do_not_share_a_state_folder(own_kiosk):
    own_kiosk.wait("/health/live", within=90)
    ended = serve("--port", str(free_port()), KIOSK_STATE_DIR=str(own_kiosk.folder / "state"))
    assert ended.returncode == 1
    assert "already" in ended.stderr


def test_termination_ends_everything(own_kiosk):
    own_kiosk.wait(within=240)
    parts = children(own_kiosk.process.pid)
    assert set(parts) == {"website", "actions", "rasa"}
    assert own_kiosk.stop() == 0
    for pid in parts.values():
        assert not os.path.exists(f"/proc/{pid}") or json.dumps(open(f"/proc/{pid}/stat").read()).count(" Z ")
