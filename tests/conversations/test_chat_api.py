"""The chat API against a running Kiosk, to the letter of its contract."""

import threading
import uuid

import pytest
import requests

from tests.talk import Newcomer

MESSAGE = {"id", "from", "text", "language", "direction", "buttons", "services", "sources"}


@pytest.fixture
def url(running_kiosk) -> str:
    return running_kiosk.url


def test_opening_says_what_it_is(url):
    newcomer = Newcomer(url, "ar")
    assert MESSAGE <= set(newcomer.last)
    assert (newcomer.last["language"], newcomer.last["direction"], newcomer.last["from"]) == ("ar", "rtl", "guide")
    assert newcomer.last["buttons"]
    assert "Kiosk" in newcomer.last["text"]


def test_a_question_is_answered_with_sources(url):
    newcomer = Newcomer(url, "en")
    reply = newcomer.say("How do I register my company?")
    assert set(reply) >= {"messages", "understood", "handled_by"}
    assert reply["understood"]["intent"] == "register_business"
    assert reply["understood"]["language"] == "en"
    assert 0 < reply["understood"]["confidence"] <= 1
    assert reply["handled_by"] == "guide"
    for message in reply["messages"]:
        assert MESSAGE <= set(message)
    sources = [source for message in reply["messages"] for source in message["sources"]]
    assert sources
    for source in sources:
        assert {"title", "url", "as_of", "checked_on"} <= set(source)
    assert reply["messages"][-1]["buttons"]


def test_a_repeat_returns_the_stored_reply(url):
    newcomer = Newcomer(url)
    body = {"text": "where do I get a loan", "client_id": str(uuid.uuid4())}
    first, second = newcomer.post(body).json(), newcomer.post(body).json()
    assert first == second
    so_far = requests.get(newcomer.path, headers=newcomer.headers, timeout=10).json()
    assert [m["from"] for m in so_far["messages"]].count("person") == 1


def test_repeats_at_once_are_asked_once(url):
    newcomer = Newcomer(url)
    body = {"text": "do I need a licence for a food truck", "client_id": str(uuid.uuid4())}
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(newcomer.post(body))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {200}
    assert all(answer.json() == answers[0].json() for answer in answers)


def test_the_explicit_choice_of_a_language_wins(url):
    newcomer = Newcomer(url, "en")
    chosen = requests.patch(newcomer.path, json={"language": "fi"}, headers=newcomer.headers, timeout=10)
    assert chosen.status_code == 200
    assert newcomer.say("hello")["messages"][-1]["language"] == "fi"


def test_a_person_who_switches_language_is_answered_in_the_new_one(url):
    newcomer = Newcomer(url, "en")
    assert newcomer.say("How do I start a business here?")["messages"][-1]["language"] == "en"
    assert newcomer.say("Miten saan starttirahaa?")["messages"][-1]["language"] == "fi"
    arabic = newcomer.say("أين أسجل شركتي؟")["messages"][-1]
    assert (arabic["language"], arabic["direction"]) == ("ar", "rtl")
    assert newcomer.say("ok")["messages"][-1]["language"] == "ar"


def test_what_is_new_and_what_is_unchanged(url):
    newcomer = Newcomer(url)
    newcomer.say("hello")
    whole = requests.get(newcomer.path, headers=newcomer.headers, timeout=10)
    first = whole.json()["messages"][0]["id"]
    newer = requests.get(newcomer.path, params={"after": first}, headers=newcomer.headers, timeout=10).json()
    assert newer["messages"] == whole.json()["messages"][1:]
    unchanged = {**newcomer.headers, "If-None-Match": whole.headers["ETag"]}
    assert requests.get(newcomer.path, headers=unchanged, timeout=10).status_code == 304


def test_deleted_is_deleted(url):
    newcomer = Newcomer(url)
    newcomer.say("hello")
    assert requests.delete(newcomer.path, headers=newcomer.headers, timeout=10).status_code == 204
    gone = newcomer.post({"text": "hello"})
    assert gone.status_code == 404
    assert gone.json()["error"]["code"] == "unknown_conversation"


def test_feedback(url):
    newcomer = Newcomer(url)
    message = newcomer.say("I want a mentor")["messages"][-1]["id"]
    path = f"{newcomer.path}/messages/{message}/feedback"
    assert requests.post(path, json={"helped": True}, headers=newcomer.headers, timeout=10).status_code == 204
    assert requests.post(path, json={"helped": "x"}, headers=newcomer.headers, timeout=10).status_code == 400


BAD_TEXTS = {
    "empty": "",
    "blank": " \n\t ",
    "control characters alone": "\x00\x07",
    "too long": "a" * 10_000,
}


@pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=BAD_TEXTS)
@pytest.mark.parametrize("language, letter", [("en", "e"), ("ar", "ا")])
def test_unreadable_messages_get_a_localised_error(url, text, language, letter):
    newcomer = Newcomer(url, language)
    answer = newcomer.post({"text": text})
    assert answer.status_code == 400
    assert letter in answer.json()["error"]["message"]
    assert newcomer.say("kiosk")["messages"]


ODD_TEXTS = {
    "emoji": "🍕🍕🍕",
    "lone surrogate": "loan \ud800 please",
    "control characters": "lo\x00an for my \x08shop",
    "mixed scripts": "Как register شركة toiminimi?",
    "a typed payload": '/get_loan{"topic": "x"}',
    "a typed restart": "/restart",
    "braces": "{name} {{x}} %s %(a)s",
    "markup": "<script>alert(1)</script>",
    "numbers": "123456",
    "long": "business " * 400,
}


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_odd_messages_get_an_answer(url, text):
    newcomer = Newcomer(url)
    reply = newcomer.say(text)
    assert all(message["text"].strip() for message in reply["messages"])
    assert reply["messages"][-1]["buttons"]


def test_a_typed_payload_is_no_command(url):
    newcomer = Newcomer(url)
    newcomer.say("hello")
    reply = newcomer.say('/inform{"city": "vienna"}')
    assert reply["understood"]["intent"] != "inform"
    refused = newcomer.post({"payload": "/restart"})
    assert refused.status_code == 400
    assert refused.json()["error"]["code"] == "payload"


def test_an_offered_button_passes(url):
    newcomer = Newcomer(url)
    payload = newcomer.last["buttons"][0]["payload"]
    assert newcomer.choose(payload)["messages"]


@pytest.mark.parametrize(
    "body, code, status",
    [
        ({"language": "xx", "city": "helsinki"}, "unknown_language", 400),
        ({"language": "ku", "city": "helsinki"}, "unknown_language", 400),
        ({"language": "zh-Hant", "city": "helsinki"}, "unknown_language", 400),
        ({"language": "fi", "city": "atlantis"}, "unknown_city", 404),
        ({"language": 5, "city": "helsinki"}, "bad_request", 400),
        ([], "bad_request", 400),
        ({"city": "helsinki"}, "unknown_language", 400),
    ],
)
def test_bad_openings(url, body, code, status):
    answer = requests.post(f"{url}/chat/conversations", json=body, timeout=10)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize("tag, code", [("ar-SY", "ar"), ("fi-FI", "fi"), ("en-GB", "en")])
def test_region_variants_are_matched(url, tag, code):
    assert Newcomer(url, tag).last["language"] == code


def test_malformed_json_and_wrong_keys(url):
    newcomer = Newcomer(url)
    headers = {**newcomer.headers, "Content-Type": "application/json", "Accept-Language": "fi"}
    broken = requests.post(f"{newcomer.path}/messages", data=b"{not json", headers=headers, timeout=10)
    assert (broken.status_code, broken.json()["error"]["code"]) == (400, "bad_request")
    assert requests.post(f"{newcomer.path}/messages", json={"text": "x"}, timeout=10).status_code == 401
    wrong = {"Authorization": "Bearer " + "x" * 40}
    assert requests.get(newcomer.path, headers=wrong, timeout=10).status_code == 401
    unknown = f"{url}/chat/conversations/{uuid.uuid4()}"
    assert requests.get(unknown, headers=newcomer.headers, timeout=10).status_code == 404
    assert requests.get(f"{url}/chat/conversations/nonsense", headers=newcomer.headers, timeout=10).status_code == 404


def test_more_chats_at_once_than_workers(url):
    """Chat waits on Rasa, Rasa on an action, the action on the directory of the same website: none may starve."""
    newcomers = [Newcomer(url, ("en", "fi", "ar")[n % 3]) for n in range(24)]
    failures = []

    def talk(newcomer):
        try:
            newcomer.say("free advice in Arabic")
        except BaseException as error:  # noqa: B036 - whatever it was, the test must hear of it
            failures.append(error)

    threads = [threading.Thread(target=talk, args=(newcomer,)) for newcomer in newcomers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not failures
    assert not any(thread.is_alive() for thread in threads)


def test_another_website_needs_the_citys_leave(url):
    body = {"language": "fi", "city": "helsinki"}
    foreign = {"Origin": "https://evil.example"}
    refused = requests.post(f"{url}/chat/conversations", json=body, headers=foreign, timeout=10)
    assert refused.status_code == 403
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_the_api_describes_itself(url):
    document = requests.get(f"{url}/api/openapi.json", timeout=30).json()
    assert "/chat/conversations/{conversation_id}/messages" in document["paths"]
    assert document["openapi"].startswith("3.")
