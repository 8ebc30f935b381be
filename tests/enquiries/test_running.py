"""With the real website: replies in open chats within two seconds, and an erasure that leaves no word in any file."""

import json
import queue
import threading
import time
import uuid
from contextlib import suppress

import pytest
import requests

from tests.enquiries.website import Website

RARE = "quasarblume"
LONG = " ".join(f"{RARE}{number}" for number in range(250))


@pytest.fixture(scope="module")
def website(tmp_path_factory):
    running = Website(tmp_path_factory.mktemp("website"))
    yield running
    running.stop()


class Newcomer:
    """A chat with an enquiry."""

    def __init__(self, website: Website, text: str = "A question", **more) -> None:
        self.url = website.url
        self.chat = self._post("/chat/conversations", {"language": "en", "city": "helsinki"}).json()
        self.path = f"/chat/conversations/{self.chat['id']}"
        self.bearer = {"Authorization": f"Bearer {self.chat['token']}"}
        conversation = {key: self.chat[key] for key in ("id", "token")}
        common = {"city": "helsinki", "language": "en", "consent": True, "client_id": str(uuid.uuid4())}
        opened = self._post("/enquiries", {**common, "text": text, "conversation": conversation, **more})
        assert opened.status_code == 201, opened.text
        self.receipt = {"Authorization": f"Receipt {opened.json()['code']}"}

    def say(self, text: str) -> requests.Response:
        return self._post(f"{self.path}/messages", {"text": text, "client_id": str(uuid.uuid4())}, self.bearer)

    def erase(self) -> int:
        return requests.delete(f"{self.url}/enquiries/mine", headers=self.receipt, timeout=30).status_code

    def report(self, text: str) -> None:
        """Something in the directory is wrong, as the actions pass it on from the chat."""
        body = {"city": "helsinki", "language": "en", "text": text, "conversation": self.chat["id"]}
        assert self._post("/api/directory/reports", body).status_code == 201

    def listen(self, after: str = "") -> "queue.Queue":
        """Events as (name, data, when); None at the end of the stream."""
        heard: queue.Queue = queue.Queue()
        headers = {**self.bearer, "Accept": "text/event-stream"}
        address = f"{self.url}{self.path}" + (f"?after={after}" if after else "")
        answer = requests.get(address, headers=headers, stream=True, timeout=60)
        assert answer.headers["Content-Type"].startswith("text/event-stream")

        def read():
            name = ""
            with suppress(requests.RequestException):  # the website ends before its streams do
                for line in answer.iter_lines(decode_unicode=True):
                    if line.startswith("event: "):
                        name = line.removeprefix("event: ")
                    elif line.startswith("data: "):
                        heard.put((name, json.loads(line.removeprefix("data: ")), time.time()))
            heard.put(None)

        threading.Thread(target=read, daemon=True).start()
        return heard

    def _post(self, path: str, body: dict, headers: dict | None = None) -> requests.Response:
        return requests.post(f"{self.url}{path}", json=body, headers=headers or {}, timeout=30)


def until(heard: "queue.Queue", name: str, wanted) -> tuple:
    """The first event of this name that is wanted."""
    while True:
        event = heard.get(timeout=30)
        assert event is not None, f"the stream ended before {name}"
        if event[0] == name and wanted(event[1]):
            return event


def test_replies_appear_in_every_open_chat_within_two_seconds(website):
    newcomer, other = Newcomer(website), Newcomer(website, "Another person")
    streams = [newcomer.listen(), newcomer.listen()]
    foreign = other.listen()
    for heard in streams:
        until(heard, "handled_by", lambda data: data["handled_by"] == "guide")
        until(heard, "message", lambda data: data["text"] == "A question")
    website.work(
        f"import time; enquiry = Enquiry.objects.get(conversation='{newcomer.chat['id']}');"
        "desk.reply(enquiry, aino, f'Yes. {time.time()}', 'en', client_id='1')"
    )
    for heard in streams:
        _, message, at = until(heard, "message", lambda data: data["from"] == "staff")
        assert at - float(message["text"].split()[-1]) < 2.0
        until(heard, "handled_by", lambda data: data["handled_by"] == "staff")
    assert newcomer.say("Thank you").json() == {"messages": [], "understood": None, "handled_by": "staff"}
    for heard in streams:
        until(heard, "message", lambda data: data["text"] == "Thank you")
    assert newcomer.erase() == 204
    for heard in streams:
        assert heard.get(timeout=15) is None, "the stream of an erased conversation ends"
    texts = []
    while not foreign.empty():
        texts.append(str(foreign.get()))
    assert not any("Thank you" in each or "Yes." in each for each in texts)


def test_a_client_that_comes_back_gets_what_it_missed_once(website):
    newcomer = Newcomer(website)
    first = newcomer.listen()
    seen = [until(first, "message", lambda data: True)[1] for _ in range(3)]
    assert [each["from"] for each in seen] == ["guide", "person", "guide"]
    again = newcomer.listen(after=seen[1]["id"])
    assert until(again, "message", lambda data: True)[1]["id"] == seen[2]["id"]
    website.work("desk.take_over(enquiry, aino)")
    assert until(again, "message", lambda data: True)[1]["from"] == "guide"


def test_the_stream_needs_the_key_and_everybody_else_gets_json(website):
    newcomer = Newcomer(website)
    accept = {"Accept": "text/event-stream"}
    refused = requests.get(f"{website.url}{newcomer.path}", headers=accept, timeout=10)
    assert refused.status_code == 401 and refused.json()["error"]["code"] == "unauthorized"
    for accepts in ("application/json", "*/*", "image/png"):
        answer = requests.get(
            f"{website.url}{newcomer.path}", headers={**newcomer.bearer, "Accept": accepts}, timeout=10
        )
        assert answer.status_code == 200 and answer.json()["messages"]


def test_an_erasure_leaves_no_word_in_any_file(website):
    """Every place where a word of the person, or about the person, is kept; other people's stay."""
    stays = Newcomer(website, "Steadfast words of somebody else")
    newcomer = Newcomer(website, f"{RARE} {LONG}", email=f"{RARE}@example.org")
    website.work(f"""
from conversations.models import Message
from services_directory.models import Organization
desk.seen(enquiry, aino)
desk.take_over(enquiry, aino)
desk.note(enquiry, aino, "{RARE} note " + "{LONG}")
desk.reply(enquiry, aino, "{RARE} reply", "en", client_id="{RARE}1")
desk.refer(enquiry, aino, Organization.objects.get(), "{RARE} referral")
desk.change(enquiry, aino, priority="high")
Draft.objects.create(enquiry=enquiry, user=aino, text="{RARE} draft " + "{LONG}")
message = Message.objects.get(conversation=enquiry.conversation, sender="person")
ReviewItem.objects.create(city=enquiry.city, message=message, text="{RARE} example", language="en", consent=False)
desk.hand_back(enquiry, aino)
desk.take_over(enquiry, aino)
""")
    assert newcomer.say(f"{RARE} in the chat").status_code == 200
    answer = {"text": f"{RARE} with the code", "client_id": f"{RARE}-client"}
    headers = newcomer.receipt
    assert requests.post(f"{website.url}/enquiries/mine/messages", json=answer, headers=headers, timeout=30).ok
    newcomer.report(f"{RARE} is wrong {LONG}"[:1900])
    stays.report("Steadfast report of somebody else")
    website.work(f"""
from services_directory.models import ErrorReport
report = ErrorReport.objects.get(text__startswith="{RARE}")
report.state = "settled"
report.save()
""")
    assert website.files_with(RARE), "what is to be erased has to be there first"

    assert newcomer.erase() == 204

    assert website.files_with(RARE) == []
    assert requests.get(f"{website.url}/enquiries/mine", headers=headers, timeout=30).status_code == 404
    assert requests.get(f"{website.url}{newcomer.path}", headers=newcomer.bearer, timeout=30).status_code == 404
    assert website.files_with("steadfast")
    kept = requests.get(f"{website.url}/enquiries/mine", headers=stays.receipt, timeout=30)
    assert "Steadfast" in kept.text
    assert website.files_with(newcomer.receipt["Authorization"].split()[1]) == [], "a code stands nowhere"


def test_erasing_the_chat_is_as_complete(website):
    newcomer = Newcomer(website, f"{RARE} {LONG}")
    newcomer.report(f"{RARE} is wrong")
    assert website.files_with(RARE)
    assert requests.delete(f"{website.url}{newcomer.path}", headers=newcomer.bearer, timeout=30).status_code == 204
    assert website.files_with(RARE) == []
    assert requests.get(f"{website.url}/enquiries/mine", headers=newcomer.receipt, timeout=30).status_code == 404


def test_retention_is_as_complete(website):
    newcomer = Newcomer(website, f"{RARE} {LONG}")
    newcomer.report(f"{RARE} is wrong")
    assert newcomer.receipt and website.files_with(RARE)
    website.work("""
from datetime import timedelta
from django.utils import timezone
from conversations.models import Conversation
from conversations.retention import delete_expired
desk.close(enquiry, aino)
past = timezone.now() - timedelta(days=400)
Conversation.objects.filter(pk=enquiry.conversation_id).update(keep_until=past, last_active=past)
assert delete_expired() == 1
""")
    assert website.files_with(RARE) == []
