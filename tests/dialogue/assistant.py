"""A real Rasa server and a real action server in processes of their own, before a small directory."""

import os
import socket
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
SECRET = "secret of the tests"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Talk:
    """One conversation over the channel."""

    def __init__(self, url: str, page: str = "en", city: str = "helsinki") -> None:
        self.url, self.id = url, uuid.uuid4().hex
        self.body = {"conversation": self.id, "city": city}
        self.languages = {"explicit": None, "conversation": None, "page": page, "city": "fi"}
        self.messages: list[dict] = []
        self.understood: dict | None = None

    def say(self, text: str) -> dict:
        """Write something; returns the last message of the answer."""
        return self._ask(text=text)

    def choose(self, payload: str) -> dict:
        """Press a button."""
        return self._ask(payload=payload)

    def press(self, title: str) -> dict:
        """Press a button of the last message by its title."""
        return self.choose(next(each["payload"] for each in self.messages[-1]["buttons"] if each["title"] == title))

    def _ask(self, **said: str) -> dict:
        body = {**self.body, "languages": self.languages, **said}
        headers = {"Authorization": f"Bearer {SECRET}"}
        answer = requests.post(f"{self.url}/webhooks/kiosk/messages", json=body, headers=headers, timeout=60)
        assert answer.status_code == 200, answer.text
        self.messages, self.understood = answer.json()["messages"], answer.json()["understood"]
        assert self.messages and all(each["text"] for each in self.messages)
        assert self.messages[-1]["buttons"], "a dead end"
        return self.messages[-1]


@contextmanager
def running_assistant(model: Path, directory: str):
    """The address of a Rasa server with this model, its actions asking the directory at that address."""
    rasa, actions = free_port(), free_port()
    environment = {
        **os.environ,
        "KIOSK_SECRET": SECRET,
        "KIOSK_ACTIONS_URL": f"http://127.0.0.1:{actions}/webhook",
        "KIOSK_DIRECTORY_URL": directory,
    }
    parts = [
        subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=environment)
        for command in (
            ["actions.server", "--port", str(actions)],
            ["bot.assistant", "--model", str(model), "--port", str(rasa)],
        )
    ]
    try:
        wait_for(f"http://127.0.0.1:{actions}/health", parts)
        wait_for(f"http://127.0.0.1:{rasa}/webhooks/kiosk/", parts)
        yield f"http://127.0.0.1:{rasa}"
    finally:
        for part in parts:
            part.terminate()
        for part in parts:
            part.wait(20)


def wait_for(url: str, parts: list[subprocess.Popen], within: float = 120) -> None:
    for _ in range(int(within / 0.3)):
        assert all(part.poll() is None for part in parts), "a part ended"
        try:
            if requests.get(url, timeout=2).status_code == 200:
                return
        except requests.RequestException:
            pass
        time.sleep(0.3)
    raise AssertionError(f"{url} does not answer")
