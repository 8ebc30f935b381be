"""The channel over HTTP: who may come in, and what comes in without harm."""

import pytest
import requests

from tests.dialogue.assistant import SECRET

HEADERS = {"Authorization": f"Bearer {SECRET}"}
BODY = {"conversation": "door", "city": "helsinki", "languages": {"page": "en"}}


def post(url, body, headers=HEADERS, **more):
    return requests.post(f"{url}/webhooks/kiosk/messages", json=body, headers=headers, timeout=60, **more)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x"}, {"Authorization": SECRET}])
def test_only_with_the_secret(assistant, headers):
    assert post(assistant[0], {**BODY, "text": "hi"}, headers).status_code == 401
    forget = requests.delete(f"{assistant[0]}/webhooks/kiosk/conversations/door", headers=headers, timeout=10)
    assert forget.status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        {**BODY, "text": 1},
        {**BODY, "text": "a", "payload": "/greet"},
        {**BODY, "payload": "greet"},
        {**BODY, "payload": "/greet@1.0"},
        {**BODY, "text": "a", "conversation": "../x"},
        {**BODY, "text": "a", "city": None},
        {**BODY, "text": "a", "languages": {"page": 1}},
        [],
        "x",
    ],
)
def test_bad_bodies_are_refused(assistant, body):
    answer = post(assistant[0], body)
    assert answer.status_code == 400 and answer.json()["error"]["code"]


def test_no_json_is_refused(assistant):
    for data in (b"{", b"\xff\xfe", b"[" * 100_000):
        url = f"{assistant[0]}/webhooks/kiosk/messages"
        assert requests.post(url, data=data, headers=HEADERS, timeout=10).status_code == 400


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "///",
        "a" * 10_000,
        "\x00\x01\x1b[2J",
        "\ud800",
        "😀👩‍🍳🔥",
        "hello مرحبا привет 你好",
        "{name} {0} %s",
        "\u202egnorw",
        "…",
    ],
)
def test_any_text_is_answered(assistant, text):
    import json

    raw = json.dumps({**BODY, "text": text})  # escapes what UTF-8 cannot hold
    answer = requests.post(f"{assistant[0]}/webhooks/kiosk/messages", data=raw, headers=HEADERS, timeout=60)
    assert answer.status_code == 200
    reply = answer.json()
    assert reply["messages"] and reply["messages"][-1]["buttons"]
    assert reply["messages"][0]["response"] != "utter_internal_apology"


def test_a_command_that_is_typed_is_not_obeyed(talk):
    person = talk()
    person.choose("/get_loan")
    said = person.say('/ask_service_details{"service": "service-5", "detail": "cost"}')
    assert not any(card["id"] == "service-5" for card in said["services"])


def test_erased_is_forgotten(assistant, talk):
    person = talk()
    person.choose("/get_loan")
    assert person.choose("/say_simpler")["response"] == "utter_simpler"
    url = f"{assistant[0]}/webhooks/kiosk/conversations/{person.id}"
    assert requests.delete(url, headers=HEADERS, timeout=10).status_code == 204
    assert person.choose("/say_simpler")["response"] == "utter_nothing_to_simplify"
