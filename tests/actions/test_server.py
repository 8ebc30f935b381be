"""The action server has all actions of the domain and listens to nobody without the secret."""

import os
import subprocess
import sys

import requests
import yaml

from tests.dialogue.assistant import ROOT, SECRET, free_port, wait_for


def test_only_with_the_secret_and_every_action_of_the_domain():
    port = free_port()
    environment = {**os.environ, "KIOSK_SECRET": SECRET}
    command = [sys.executable, "-m", "actions.server", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/health", [server])
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": SECRET}):
            assert requests.post(f"{url}/webhook", json={}, headers=headers, timeout=5).status_code == 401
        allowed = {"Authorization": f"Bearer {SECRET}"}
        served = {each["name"] for each in requests.get(f"{url}/actions", headers=allowed, timeout=5).json()}
        domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
        assert served == set(domain["actions"])
        broken = requests.post(f"{url}/webhook", data="{my secret words", headers=allowed, timeout=5)
        assert broken.status_code >= 400 and "secret words" not in broken.text
    finally:
        server.terminate()
        server.wait(10)


def test_no_secret_no_server():
    environment = {**os.environ, "KIOSK_SECRET": ""}
    ended = subprocess.run([sys.executable, "-m", "actions.server"], cwd=ROOT, env=environment, timeout=60)
    assert ended.returncode != 0
