"""What somebody sends who may not, or too much, or too late: refused in plain words, and nothing is lost or shown."""

import re
import time
import uuid
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client

from conversations.models import Conversation, Message
from enquiries import desk, mails
from enquiries.models import CannedReply, Draft, Enquiry, Label, Note, Reply
from tests.enquiries.conftest import Newcomer
from tests.officers import account

from .member import fields_of

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>{{ 7*7 }}"
LONG = "x" * 100_000


@pytest.fixture
def two(city):
    """Two newcomers with an enquiry each."""
    one, other = Newcomer().chat(), Newcomer().chat()
    one.leave(text="The words of one")
    other.leave(text="The words of the other")
    return one, other


@pytest.fixture
def desk_browser(aino):
    browser = Client()
    browser.force_login(aino)
    return browser


def url(enquiry: Enquiry, action: str = "") -> str:
    return f"/staff/helsinki/{enquiry.number}/{action}"


def record() -> list[tuple]:
    """All that newcomers have in the database."""
    rows = Conversation.objects.order_by("pk").values_list("pk", "language", "explicit_language", "handled_by")
    messages = Message.objects.values_list("id", "text", "helped")
    return [*rows, *messages, *Enquiry.objects.order_by("pk").values_list("pk", "status", "helped", "revision")]


def refused(answer, status: int, code: str) -> bool:
    """Whether an API said so, in words, and nothing of anybody."""
    body = answer.json()
    assert (answer.status_code, body["error"]["code"]) == (status, code), answer.content
    assert "words of" not in answer.content.decode() and len(body["error"]["message"]) > 20
    return True


@pytest.mark.parametrize(
    "key", ["", "Bearer", "Bearer wrong", "Basic eDp5", "Receipt {code}", "Bearer {token}", f"Bearer {LONG}"]
)
def test_a_chat_opens_with_its_own_token_alone(two, key):
    one, other = two
    before = record()
    headers = {"Authorization": key.format(code=one.code, token=other.conversation["token"])}
    path = f"/chat/conversations/{one.conversation['id']}"
    message = Message.objects.filter(conversation=one.record, sender="guide").first()
    client = Client()
    asked = {"content_type": "application/json", "headers": headers}
    for answer in (
        client.get(path, headers=headers),
        client.get(path, headers={**headers, "Accept": "text/event-stream"}),
        client.post(f"{path}/messages", {"text": "Mine?", "client_id": "1"}, **asked),
        client.patch(path, {"language": "fi"}, **asked),
        client.post(f"{path}/messages/{message.id}/feedback", {"helped": True}, **asked),
        client.delete(path, headers=headers),
    ):
        assert refused(answer, 401, "unauthorized")
    assert record() == before


def test_a_message_of_another_chat_gets_no_feedback(two):
    one, other = two
    message = Message.objects.filter(conversation=one.record, sender="guide").first()
    path = f"/chat/conversations/{other.conversation['id']}/messages/{message.id}/feedback"
    answer = Client().post(path, {"helped": True}, content_type="application/json", headers=other.bearer)
    assert refused(answer, 404, "not_found")
    assert Message.objects.get(pk=message.pk).helped is None


def test_a_code_opens_its_own_enquiry_alone(two, aino):
    one, other = two
    enquiry = Enquiry.objects.get(conversation=one.record)
    desk.reply(enquiry, aino, "A reply to one", "en", client_id="1")
    seen = other.mine().content.decode() + other.mine(path="/transcript").content.decode()
    assert "words of the other" in seen and "words of one" not in seen and "A reply to one" not in seen
    mine = other.mine().json()
    after = other.mine(path=f"?after={Message.objects.get(text='The words of one').id}").json()
    assert [each["id"] for each in after["messages"]] == [each["id"] for each in mine["messages"]]


@pytest.mark.parametrize(
    "key", ["Bearer {token}", "Receipt {token}", "Receipt {id}", "Receipt", f"Receipt {LONG}", "Receipt {number}"]
)
def test_what_is_no_code_opens_nothing(two, key):
    one, _ = two
    before = record()
    key = key.format(**one.conversation, number=Enquiry.objects.get(conversation=one.record).number)
    client, asked = Client(), {"content_type": "application/json", "headers": {"Authorization": key}}
    for answer in (
        client.get("/enquiries/mine", headers=asked["headers"]),
        client.get("/enquiries/mine/transcript", headers=asked["headers"]),
        client.post("/enquiries/mine/messages", {"text": "Mine?", "client_id": "1"}, **asked),
        client.post("/enquiries/mine/helped", {"helped": True}, **asked),
        client.delete("/enquiries/mine", headers=asked["headers"]),
    ):
        assert refused(answer, 404, "unknown_receipt")
    assert record() == before


def test_a_hundred_thousand_characters_of_a_newcomer(two):
    one, _ = two
    before = record()
    assert refused(one.say(LONG), 400, "too_long") and "4,000" in one.say(LONG).json()["error"]["message"]
    assert refused(one.post(text=LONG), 400, "too_long")
    assert refused(one.mine("post", "/messages", {"text": LONG, "client_id": "1"}), 400, "too_long")
    assert refused(one.post(email=f"{LONG}@example.org"), 400, "email")
    assert refused(one.post(topic=LONG), 400, "bad_request")
    assert refused(one.post(city=LONG), 404, "unknown_city")
    assert refused(one.post(language=LONG), 400, "unknown_language")
    assert record() == before


def test_a_hundred_thousand_characters_of_staff_are_refused_and_stay_in_the_form(two, desk_browser):
    enquiry = Enquiry.objects.get(conversation=two[0].record)
    form = fields_of(desk_browser.get(url(enquiry)).content.decode(), "reply-form")
    answer = desk_browser.post(url(enquiry, "reply/"), {**form, "text": LONG, "language": "en", "do": "send"})
    assert answer.status_code == 400 and "at most 10000 characters" in answer.content.decode()
    assert answer.context["draft"] == LONG
    told = desk_browser.post(url(enquiry, "note/"), {"text": LONG, "client_id": "1"}, follow=True).content.decode()
    assert "at most 10000 characters" in told
    assert desk_browser.get("/staff/", {"q": LONG}).status_code == 200
    assert not Reply.objects.exists() and not Note.objects.exists()


@pytest.mark.parametrize("number", ["²", "9" * 30, "9" * 5_000, "-1", "1e3", "٣", SCRIPT])
def test_numbers_that_are_none_are_nothing(two, desk_browser, number):
    enquiry = Enquiry.objects.get(conversation=two[0].record)
    form = {"client_id": uuid.uuid4().hex, "revision": number}
    for action, fields in (
        ("reply/", {"seen": number, "text": "", "language": "en"}),
        ("here/", {"seen": number}),
        ("assign/", {"to": number}),
        ("assign/", {"team": number}),
        ("change/", {"labels_shown": "1", "labels": number}),
        ("merge/", {"number": number}),
        ("refer/", {"organization": number}),
        ("referral/", {"referral": number}),
        ("handling/", {"by": number}),
    ):
        assert desk_browser.post(url(enquiry, action), {**form, **fields}).status_code < 500


def test_script_is_text_on_every_page_of_staff_and_newcomers(city, newcomer, aino, desk_browser):
    enquiry = newcomer.chat().leave(text=SCRIPT, email="somebody@example.org")
    newcomer.mine("post", "/messages", {"text": f"again {SCRIPT}", "client_id": "1"})
    desk.note(enquiry, aino, f"note {SCRIPT}")
    desk.reply(enquiry, aino, f"reply {SCRIPT}", "en", client_id="1")
    Draft.objects.create(enquiry=enquiry, user=aino, text=f"draft {SCRIPT}")
    enquiry.labels.add(Label.objects.create(city=city, name=SCRIPT[:30]))
    CannedReply.objects.create(city=city, key="canned", title=SCRIPT)
    aino.first_name = SCRIPT[:30]
    aino.save()
    news = desk_browser.get("/staff/news/").json()["rows"]
    here = desk_browser.post(url(enquiry, "here/"), {"seen": "0"}).json()["messages"]
    form = {"code": newcomer.code}
    pages = [
        *(each["html"] for each in [*news, *here]),
        desk_browser.get("/staff/").content.decode(),
        desk_browser.get("/staff/", {"q": SCRIPT, "queue": "all"}).content.decode(),
        desk_browser.get(url(enquiry)).content.decode(),
        Client().post("/helsinki/enquiry/", form).content.decode(),
        Client().post("/helsinki/enquiry/", {**form, "do": "answer", "text": SCRIPT * 100}).content.decode(),
        Client().post("/helsinki/enquiry/", {"code": SCRIPT}).content.decode(),
    ]
    for page in pages:
        assert "<script>alert" not in page and "<img src=x" not in page and "49" not in re.findall(r"<b>\s*49", page)
    assert sum("&lt;script&gt;alert(1)" in page for page in pages) >= 7, "it is shown, as text"
    transcript = newcomer.mine(path="/transcript")
    assert SCRIPT in transcript.content.decode()
    assert transcript["Content-Type"].startswith("text/plain") and transcript["X-Content-Type-Options"] == "nosniff"


def test_script_stands_in_no_mail_and_no_figure(city, newcomer, aino, bo, team_mail, mailoutbox, desk_browser):
    newcomer.leave(text=SCRIPT, email="somebody@example.org")
    enquiry = Enquiry.objects.get()
    desk.reply(enquiry, aino, SCRIPT, "en", client_id="1")
    browser = Client()
    browser.force_login(bo)
    shown = [browser.get("/staff/reports/").content.decode()]
    assert mails.send_due() == (2, 0)
    for text in [*shown, *(mail.message().as_string() for mail in mailoutbox)]:
        assert "alert(" not in text


@pytest.fixture
def team_mail(city, aino):
    """A team that wants a mail on each new enquiry."""
    from enquiries.models import Team

    team = Team.objects.create(name="Advice", city=city, email="team@example.org")
    team.members.add(aino)


@contextmanager
def erased_meanwhile(enquiry: Enquiry):
    """The person erases the enquiry on another device, just before somebody else's change begins."""
    done = []

    def between(execute, sql, params, many, context):
        if sql.startswith(("SAVEPOINT", "BEGIN")) and not done:
            done.append(True)
            enquiry.conversation.delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(between):
        yield
    assert done, "there was no change to come before"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("post", "/messages", {"text": "Too late", "client_id": "1"}), ("post", "/helped", {"helped": True})],
)
def test_a_word_to_an_enquiry_that_is_erased_meanwhile(two, method, path, body):
    one, other = two
    with erased_meanwhile(Enquiry.objects.get(conversation=one.record)):
        answer = one.mine(method, path, body)
    assert refused(answer, 404, "unknown_receipt")
    assert other.mine().status_code == 200 and not Message.objects.filter(text="Too late").exists()


def test_the_page_of_an_enquiry_that_is_erased_meanwhile(two):
    one, _ = two
    form = {"code": one.code, "do": "answer", "text": "Too late", "client_id": "1"}
    with erased_meanwhile(Enquiry.objects.get(conversation=one.record)):
        answer = Client().post("/helsinki/enquiry/", form)
    assert answer.status_code == 404 and "opens no enquiry" in answer.content.decode()


def test_a_reply_of_staff_to_an_enquiry_that_is_erased_meanwhile(two, desk_browser):
    enquiry = Enquiry.objects.get(conversation=two[0].record)
    form = fields_of(desk_browser.get(url(enquiry)).content.decode(), "reply-form")
    with erased_meanwhile(enquiry):
        answer = desk_browser.post(
            url(enquiry, "reply/"), {**form, "text": "Too late", "language": "en", "do": "send"}, follow=True
        )
    assert answer.status_code == 200 and "does not exist any more" in answer.content.decode()
    assert not Message.objects.filter(text="Too late").exists()


def test_a_word_in_the_chat_that_is_erased_meanwhile(two, aino):
    one, _ = two
    enquiry = Enquiry.objects.get(conversation=one.record)
    desk.take_over(enquiry, aino)
    with erased_meanwhile(enquiry):
        answer = one.say("Too late")
    assert refused(answer, 404, "unknown_conversation")
    assert not Message.objects.filter(text="Too late").exists()


def test_staff_of_another_city_reach_nothing(two, elsewhere):
    enquiry = Enquiry.objects.get(conversation=two[0].record)
    browser = Client()
    browser.force_login(account("stranger", role="staff", city=elsewhere))
    before = record()
    assert browser.get(url(enquiry)).status_code == 404
    for action in ("reply/", "note/", "assign/", "status/", "merge/", "handling/", "here/", "draft/", "canned/"):
        answer = browser.post(url(enquiry, action), {"text": "Mine?", "language": "en", "by": "staff"})
        assert answer.status_code == 404 and "words of" not in answer.content.decode()
    assert record() == before


def test_a_session_that_cannot_be_kept_is_a_fault_of_ours_and_not_of_the_address(two, desk_browser):
    def refusing(execute, sql, params, many, context):
        if sql.startswith('UPDATE "django_session"'):
            raise OperationalError("disk I/O error")
        return execute(sql, params, many, context)

    session = desk_browser.session
    session["accounts_seen_at"] = time.time() - 120  # long enough ago to be noted anew
    session.save()
    with connection.execute_wrapper(refusing):
        answer = desk_browser.get("/staff/")
    assert answer.status_code == 503 and "try again" in answer.content.decode()
    assert desk_browser.get("/staff/").status_code == 200, "still signed in"
