"""A newcomer who writes while Kiosk is disturbed: in the chat, with the receipt code, with the chat open beside."""

import json
import random
import threading
import uuid

import requests

from .posting import TIMEOUT, Tries, until_acknowledged

WORDS = ("How do I register a company?", "What is a business plan?", "Where do I pay taxes?", "I would like some help.")
HEARTBEAT = 40.0
"""Seconds without a word, not even that the stream is alive, after which the chat connects anew."""


class Newcomer(threading.Thread):
    """Somebody with a chat, then an enquiry; each message has a mark of its own, and is the next only when it is there.

    It writes until `ending`; the chat stays open until `hung_up`. `said` are the acknowledged messages in their order,
    `answered` the ids that each post was answered with, `shown` the ids that the open chat was sent, `failure` what
    went wrong.
    """

    def __init__(self, url: str, name: str, seed: int, tries: Tries) -> None:
        super().__init__(daemon=True)
        self.url, self.name, self.tries = url, name, tries
        self.random = random.Random(f"{seed} {name}")
        self.session = requests.Session()
        self.said: list[str] = []
        self.answered: list[list[str]] = []
        self.shown: list[str] = []
        self.number, self.code = 0, ""
        self.failure: BaseException | None = None
        self.with_enquiry, self.ending, self.hung_up = threading.Event(), threading.Event(), threading.Event()

    def run(self) -> None:
        """Writes until `ending`."""
        try:
            self._open_chat()
            for _ in range(self.random.randint(1, 3)):
                self._say()
            self._open_enquiry()
            while not self.ending.wait(self.random.uniform(0.2, 1.5)):
                self._write_with_code() if self.random.random() < 0.3 else self._say()
        except BaseException as failure:
            self.failure = failure
        finally:
            self.with_enquiry.set()

    @property
    def bearer(self) -> dict[str, str]:
        """The header that opens the chat."""
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def receipt(self) -> dict[str, str]:
        """The header that opens the enquiry."""
        return {"Authorization": f"Receipt {self.code}"}

    def read(self, path: str, headers: dict[str, str]) -> requests.Response:
        """What stands at an address, asked until it is told."""
        return until_acknowledged(self.session, self.tries, "GET", f"{self.url}{path}", headers=headers)

    def _post(self, path: str, body: dict, headers: dict | None = None) -> requests.Response:
        """An acknowledged post; one in eight is sent once more, as a client does that did not get the answer."""
        call = ("POST", f"{self.url}{path}")
        answer = until_acknowledged(self.session, self.tries, *call, json=body, headers=headers)
        if path != "/chat/conversations" and self.random.random() < 0.125:
            again = until_acknowledged(self.session, self.tries, *call, json=body, headers=headers)
            for part in ("code", "number", "message"):
                assert again.json().get(part) == answer.json().get(part), f"a repeat was answered otherwise: {part}"
            # What came since stands in the answer to an enquiry too; that to a question stays as it was.
            assert path == "/enquiries" or _ids(again) == _ids(answer), "a repeat was answered with other messages"
        return answer

    def _words(self) -> str:
        return f"{self.random.choice(WORDS)} [{self.name}.{len(self.said)}]"

    def _open_chat(self) -> None:
        chat = self._post("/chat/conversations", {"language": "en", "city": "helsinki"}).json()
        self.id, self.token = chat["id"], chat["token"]
        threading.Thread(target=self._listen, daemon=True).start()

    def _say(self) -> None:
        text = self._words()
        body = {"text": text, "client_id": str(uuid.uuid4())}
        answer = self._post(f"/chat/conversations/{self.id}/messages", body, self.bearer)
        self.said.append(text)
        self.answered.append(_ids(answer))
        assert answer.json()["messages"] or answer.json()["handled_by"] == "staff", "nobody answered"

    def _open_enquiry(self) -> None:
        text = self._words()
        body = {"text": text, "city": "helsinki", "language": "en", "consent": True, "client_id": str(uuid.uuid4())}
        opened = self._post("/enquiries", {**body, "conversation": {"id": self.id, "token": self.token}}).json()
        self.said.append(text)
        self.number, self.code = opened["number"], opened["code"]
        assert self.code, "the receipt code was lost"
        self.with_enquiry.set()

    def _write_with_code(self) -> None:
        text = self._words()
        self._post("/enquiries/mine/messages", {"text": text, "client_id": str(uuid.uuid4())}, self.receipt)
        self.said.append(text)

    def _listen(self) -> None:
        """The open chat: after each break it asks for what came after the last message it was sent."""
        address = f"{self.url}/chat/conversations/{self.id}"
        while not self.hung_up.wait(0.3):
            last = {"Last-Event-ID": self.shown[-1]} if self.shown else {}
            headers = {**self.bearer, **last, "Accept": "text/event-stream"}
            try:
                with requests.get(address, headers=headers, stream=True, timeout=(TIMEOUT, HEARTBEAT)) as stream:
                    for line in stream.iter_lines(decode_unicode=True) if stream.ok else ():
                        if line.startswith('data: {"id"'):
                            self.shown.append(json.loads(line.removeprefix("data: "))["id"])
            except requests.RequestException as error:
                self.tries.count(f"stream: {type(error).__name__}")


def _ids(answer: requests.Response) -> list[str]:
    return [each["id"] for each in answer.json().get("messages", [])]
