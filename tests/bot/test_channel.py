"""The one door: nothing a person writes is a command, only buttons' payloads pass, and no turn is empty."""

import asyncio

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channel import LONGEST, BadQuestion, KioskInput, answer, checked_payload, readable


@given(st.text())
@example("/deny")
@example('  /restart{"a": "b"}')
@example("\u0000/ /\t//intent")
@example("\ud800/x")
@example("/")
def test_a_text_is_never_a_command_and_can_be_encoded(text):
    read = readable(text)
    assert read and read == read.strip() and not read.startswith("/")
    read.encode("utf-8")


def test_a_text_keeps_its_words():
    assert readable("/intent{}") == "intent{}"
    assert readable("مرحبا 👩‍🍳") == "مرحبا 👩‍🍳"
    assert len(readable("a" * 10_000)) == LONGEST


@pytest.mark.parametrize("payload", ["/get_loan", '/search_services{"topic": "tax"}', '/x{"a": ["b", "c"]}'])
def test_payloads_of_buttons_pass(payload):
    assert checked_payload(payload) == payload


BAD = ["get_loan", "/get_loan@1.0", "/get_loan{", '/x{"a": 1}', '/x{"a": {"b": "c"}}', "/x{} y", "/", "", "/X", "//x"]


@pytest.mark.parametrize("payload", [*BAD, "/x" + "{" * 5000])
def test_other_payloads_do_not(payload):
    with pytest.raises(BadQuestion):
        checked_payload(payload)


SAID = "laina on " + "salaisuus"


class FailingAgent:
    """An assistant that understands and then sleeps, breaks or says nothing."""

    def __init__(self, then):
        self.processor = self
        self.then = then

    async def parse_message(self, message):
        return {"intent": {"name": "get_loan", "confidence": 0.9}, "entities": [], "language": {"code": "fi"}}

    async def handle_message(self, message):
        await self.then()


async def sleeps():
    await asyncio.sleep(60)


async def breaks():
    raise RuntimeError(SAID)


async def says_nothing():
    pass


@pytest.mark.parametrize("then", [sleeps, breaks, says_nothing])
async def test_a_failing_turn_is_an_apology_in_the_language_of_the_message(then, caplog):
    metadata = {"city": "helsinki", "languages": {"page": "en", "city": "fi"}, "payload": False}
    question = {"conversation": "c", "said": SAID, "metadata": metadata}
    reply = await answer(question, FailingAgent(then), within=0.3)
    (message,) = reply["messages"]
    assert message["response"] == "utter_internal_apology" and message["language"] == "fi" and message["buttons"]
    assert reply["understood"] == {"intent": "get_loan", "confidence": 0.9, "language": "fi", "asked_back": False}
    assert caplog.text and "salaisuus" not in caplog.text


def test_the_secret_comes_from_the_environment_and_none_lets_nobody_in(monkeypatch):
    class Request:
        headers = {"Authorization": "Bearer "}

    monkeypatch.delenv("KIOSK_SECRET", raising=False)
    assert not KioskInput.from_credentials(None)._allowed(Request())
    monkeypatch.setenv("KIOSK_SECRET", "abc")
    assert not KioskInput.from_credentials(None)._allowed(Request())
    Request.headers = {"Authorization": "Bearer abc"}
    assert KioskInput.from_credentials(None)._allowed(Request())
