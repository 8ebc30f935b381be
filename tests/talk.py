"""A newcomer's side of the chat API, for tests."""

import uuid

import requests


class Newcomer:
    """One conversation; `say` and `choose` return the reply's JSON, `last` is the newest message of the guide."""

    def __init__(self, url: str, language: str = "en", city: str = "helsinki") -> None:
        self.url = url
        opened = requests.post(f"{url}/chat/conversations", json={"language": language, "city": city}, timeout=30)
        assert opened.status_code == 201, opened.text
        self.id, self.token = opened.json()["id"], opened.json()["token"]
        self.messages = opened.json()["messages"]
        self.path = f"{url}/chat/conversations/{self.id}"
        self.headers = {"Authorization": f"Bearer {self.token}"}

    @property
    def last(self) -> dict:
        return self.messages[-1]

    def post(self, body, **headers) -> requests.Response:
        headers = {**self.headers, **headers}
        return requests.post(f"{self.path}/messages", json=body, headers=headers, timeout=60)

    def _ask(self, body: dict) -> dict:
        answer = self.post({"client_id": str(uuid.uuid4()), **body})
        assert answer.status_code == 200, answer.text
        reply = answer.json()
        assert reply["messages"], "an empty turn"
        self.messages += reply["messages"]
        return reply

    def say(self, text: str) -> dict:
        return self._ask({"text": text})

    def choose(self, payload: str) -> dict:
        return self._ask({"payload": payload})

    def texts(self) -> str:
        """All texts of the newest reply's messages."""
        return "\n".join(message["text"] for message in self.messages)
