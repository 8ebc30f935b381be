"""The newcomer's API: leaving an enquiry, reading, answering, erasing with the receipt code."""

import uuid
from urllib.parse import quote

import pytest
from django.utils import timezone

from conversations.models import Conversation, Message, Turn
from enquiries import calendar, desk, receipt
from enquiries.models import Barrier, Count, Enquiry, Event
from services_directory.models import Service, TaxonomyTerm
from tests.enquiries.conftest import Newcomer


def test_an_enquiry_without_a_chat(newcomer, city):
    answer = newcomer.post(origin="form")
    assert answer.status_code == 201 and answer.headers["Cache-Control"] == "no-store"
    body = answer.json()
    assert receipt.normalised(body["code"]) and body["number"] == 1
    assert "Mon–Fri" in body["hours"] and body["waiting"]
    assert [each["from"] for each in body["messages"]] == ["person", "guide"]
    assert "number 1" in body["messages"][1]["text"]
    enquiry = Enquiry.objects.get()
    assert (enquiry.status, enquiry.priority, enquiry.origin) == ("new", "normal", "form")
    assert enquiry.waiting_since and enquiry.due_at and enquiry.consented_at and enquiry.consent_language == "en"
    assert enquiry.conversation.keep_until.year == 9999
    assert enquiry.conversation.opens_with(body["conversation"]["token"])


def test_nothing_of_the_code_is_stored(newcomer):
    newcomer.leave()
    from django.db import connection

    plain = newcomer.code.replace("-", "")
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            rows = str(cursor.execute(f'SELECT * FROM "{table}"').fetchall())
        assert newcomer.code not in rows and plain not in rows, table


def test_an_enquiry_of_a_chat_shares_its_conversation(newcomer, directory, city):
    newcomer.chat()
    enquiry = newcomer.leave(topic="loans", origin="risk", service="advice")
    assert str(enquiry.conversation_id) == newcomer.conversation["id"]
    assert (enquiry.topic, enquiry.priority, enquiry.service) == ("loans", "urgent", directory.service)
    assert [each["from"] for each in newcomer.chat_messages()] == ["guide", "person", "guide"]


def test_the_text_may_be_left_out_where_the_conversation_has_a_question(newcomer):
    newcomer.chat()
    assert newcomer.post(text="").status_code == 400 and Enquiry.objects.count() == 0
    asked = Message.objects.create(
        conversation=newcomer.record, sender="person", text="May I?", language="en", direction="ltr"
    )
    enquiry = newcomer.leave(text="")
    assert enquiry.summary["question"] == str(asked.id)
    assert newcomer.mine().json()["messages"][0]["text"] == "May I?"


def test_words_that_the_form_repeats_are_kept_once(newcomer):
    newcomer.chat()
    Message.objects.create(conversation=newcomer.record, sender="person", text="May I?", language="en", direction="ltr")
    newcomer.leave(text="May I?")
    assert newcomer.record.messages.filter(sender="person").count() == 1


def test_nothing_is_kept_without_consent(newcomer):
    for consent in (False, None, "yes"):
        answer = newcomer.post(consent=consent)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "consent")
    assert not Enquiry.objects.exists() and not Conversation.objects.exists()


@pytest.mark.parametrize(
    "more, status, code",
    [
        ({"city": "atlantis"}, 404, "unknown_city"),
        ({"language": "xx"}, 400, "unknown_language"),
        ({"text": "  \x00 "}, 400, "empty"),
        ({"text": "a" * 100_000}, 400, "too_long"),
        ({"topic": "nonsense"}, 400, "bad_request"),
        ({"origin": "nonsense"}, 400, "bad_request"),
        ({"service": "nonsense"}, 400, "bad_request"),
        ({"email": "nonsense"}, 400, "email"),
        ({"email": "a@b.example\r\nBcc: c@d.example"}, 400, "email"),
        ({"barrier": {"kind": "nonsense"}}, 400, "bad_request"),
        ({"barrier": {"kind": "papers", "step": "<script>"}}, 400, "bad_request"),
        ({"barrier": "papers"}, 400, "bad_request"),
        ({"client_id": "short"}, 400, "bad_request"),
        ({"client_id": "x" * 65}, 400, "bad_request"),
        ({"text": 5}, 400, "bad_request"),
        ({"conversation": {"id": str(uuid.uuid4()), "token": "x"}}, 404, "unknown_conversation"),
        ({"conversation": {"id": "nonsense", "token": "x"}}, 404, "unknown_conversation"),
        ({"conversation": 5}, 400, "bad_request"),
    ],
)
def test_bad_calls_are_refused_and_leave_nothing(newcomer, more, status, code):
    answer = newcomer.post(**more)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert not Enquiry.objects.exists() and not Conversation.objects.exists() and not Barrier.objects.exists()


def test_a_foreign_conversation_cannot_be_used(newcomer, city, elsewhere):
    newcomer.chat()
    wrong = {**newcomer.conversation, "token": "x" * 43}
    assert newcomer.post(conversation=wrong).status_code == 401
    assert newcomer.post(city="vienna").status_code == 404, "a conversation of another city"
    assert not Enquiry.objects.exists()


def test_the_key_may_come_as_a_header(newcomer):
    newcomer.chat()
    body = newcomer.body(conversation={"id": newcomer.conversation["id"]})
    answer = newcomer.client.post("/enquiries", body, content_type="application/json", headers=newcomer.bearer)
    assert answer.status_code == 201


@pytest.mark.parametrize("with_chat", [True, False])
def test_the_same_call_again_gives_the_same_enquiry_and_code(newcomer, with_chat):
    if with_chat:
        newcomer.chat()
    call = newcomer.body()
    first, second = newcomer.post(**call), newcomer.post(**call)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["code"] == second.json()["code"] and first.json()["number"] == second.json()["number"]
    assert Enquiry.objects.count() == 1
    assert Message.objects.filter(sender="person").count() == 1


def test_once_the_code_was_used_it_is_not_told_again(newcomer):
    call = newcomer.body()
    newcomer.code = newcomer.post(**call).json()["code"]
    assert newcomer.mine().status_code == 200
    answer = newcomer.post(**call)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "already")
    assert Enquiry.objects.count() == 1 and newcomer.mine().status_code == 200


def test_one_client_id_of_two_people_opens_nothing_of_the_other(newcomer, city):
    call = newcomer.body()
    mine = newcomer.post(**call).json()
    theirs = Newcomer().post(**{**call, "text": "Another question"}).json()
    assert theirs["number"] != mine["number"] and theirs["code"] != mine["code"]


def test_a_second_question_in_a_conversation_is_added_and_the_code_stays(newcomer):
    newcomer.chat()
    enquiry = newcomer.leave()
    call = newcomer.body(text="And a terrace?", conversation=newcomer.conversation)
    answers = [newcomer.post(**call) for _ in range(2)]
    assert [(each.status_code, each.json()["code"]) for each in answers] == [(200, None)] * 2
    assert Enquiry.objects.get() == enquiry
    assert [each["text"] for each in newcomer.mine().json()["messages"] if each["from"] == "person"] == [
        "May I open a café?",
        "And a terrace?",
    ]


class TestAFurtherWish:
    """Left in a conversation that has an open enquiry."""

    @pytest.fixture
    def enquiry(self, newcomer):
        newcomer.chat()
        return newcomer.leave()

    def test_a_barrier_without_words_reaches_staff_once(self, newcomer, enquiry, directory, aino):
        desk.reply(enquiry, aino, "Yes.", "en", client_id="1")
        barrier = {"kind": "papers", "step": "get_loan"}
        call = newcomer.body(
            text="", origin="barrier", barrier=barrier, service="advice", topic="loans", training=True,
            conversation=newcomer.conversation,
        )  # fmt: skip
        answers = [newcomer.post(**call) for _ in range(2)]
        assert [(each.status_code, each.json()["code"]) for each in answers] == [(200, None)] * 2
        found = Barrier.objects.get()
        assert (found.kind, found.step, found.service, found.topic) == (
            "papers",
            "get_loan",
            directory.service,
            "loans",
        )
        after = Enquiry.objects.get()
        assert found.enquiry == after and (after.topic, after.service) == ("loans", directory.service)
        assert (after.status, after.unread_by_staff, after.priority) == ("open", True, "normal")
        assert after.waiting_since and after.due_at and after.training_consented_at
        event = after.events.get(kind=Event.Kind.WROTE)
        assert event.changes["barrier"] == [None, "papers"] and event.changes["origin"] == [None, "barrier"]

    def test_what_staff_have_sorted_stays(self, newcomer, directory, aino):
        enquiry = newcomer.chat().leave(topic="loans")
        desk.change(enquiry, aino, service=directory.service, priority="low")
        TaxonomyTerm.objects.create(kind="topic", code="permits", name="Permits")
        Service.objects.create(
            city_id="helsinki", slug="other", organization=directory.organization, name="Other", description="O."
        )
        assert newcomer.post(text="And?", topic="permits", service="other").status_code == 200
        enquiry.refresh_from_db()
        assert (enquiry.topic, enquiry.service, enquiry.priority) == ("loans", directory.service, "low")

    @pytest.mark.parametrize("answered", [False, True])
    @pytest.mark.parametrize("origin, priority", [("risk", "urgent"), ("hardship", "high")])
    def test_danger_and_hardship_are_as_urgent_as_in_a_new_one(
        self, newcomer, enquiry, city, aino, answered, origin, priority
    ):
        if answered:
            desk.reply(enquiry, aino, "Yes.", "en", client_id="1")
        assert newcomer.post(text="They threaten me", origin=origin).status_code == 200
        after = Enquiry.objects.get()
        assert after.priority == priority
        assert after.due_at <= calendar.due(city, timezone.now(), priority) < enquiry.due_at
        assert after.events.get(kind=Event.Kind.WROTE).changes["priority"] == ["normal", priority]

    def test_it_is_never_less_urgent_than_before(self, newcomer, city, bo):
        enquiry = newcomer.chat().leave(origin="risk")
        Enquiry.objects.update(due_at=enquiry.opened_at)
        newcomer.post(text="And the debt collector", origin="hardship")
        after = Enquiry.objects.get()
        assert (after.priority, after.due_at) == ("urgent", enquiry.opened_at)

    def test_danger_told_to_the_guide_since_then_is_urgent_whatever_the_last_step_was(self, newcomer, enquiry):
        Turn.objects.create(
            conversation=newcomer.record, client_id="t", answered=True, understood={"intent": "urgent_risk"}
        )
        newcomer.post(text="Somebody, please")
        assert Enquiry.objects.get().priority == "urgent"

    def test_an_address_is_kept_and_agreed_to(self, newcomer, enquiry, aino):
        before = Enquiry.objects.get().consented_at
        answer = newcomer.post(text="And?", email="a@b.example", language="fi")
        assert answer.status_code == 200
        after = Enquiry.objects.get()
        assert after.contact_email == "a@b.example"
        assert after.consented_at > before and after.consent_language == "fi"
        newcomer.post(text="More")
        assert Enquiry.objects.get().contact_email == "a@b.example"

    def test_it_opens_again_what_was_resolved_and_repeats_no_words(self, newcomer, enquiry, aino):
        desk.resolve(enquiry, aino)
        assert newcomer.post().status_code == 200
        after = Enquiry.objects.get()
        assert (after.status, after.reopened) == ("open", 1)
        assert newcomer.record.messages.filter(sender="person").count() == 1


def test_after_closing_a_conversation_may_have_a_new_one(newcomer, bo):
    first = newcomer.leave()
    desk.close(first, bo)
    second = newcomer.leave(text="Another matter")
    assert second.pk != first.pk and second.conversation_id == first.conversation_id and second.number == 2


def test_numbers_run_within_a_city_and_are_not_given_twice(newcomer, elsewhere):
    assert [Newcomer().leave().number for _ in range(2)] == [1, 2]
    assert Newcomer(city="vienna").leave().number == 1
    newcomer.leave()
    assert newcomer.mine("delete").status_code == 204
    assert Newcomer().leave().number == 4


def test_reading_shows_what_belongs_to_the_enquiry_and_marks_it_read(newcomer, aino):
    newcomer.chat()
    enquiry = newcomer.leave()
    Message.objects.create(
        conversation=newcomer.record,
        sender="guide",
        text="Chat only",
        language="en",
        direction="ltr",
        response="utter_x",
    )
    desk.reply(enquiry, aino, "Yes, you may.", "en", client_id="1")
    assert newcomer.mine(path="?seen=no").json()["unread"] == 1, "an open page looks whether there is a reply"
    assert Enquiry.objects.get().receipt_salt == "", "the code was used all the same"
    answer = newcomer.mine()
    body = answer.json()
    assert [each["from"] for each in body["messages"]] == ["person", "guide", "guide", "staff"]
    assert "Chat only" not in answer.content.decode() and "aino" not in answer.content.decode()
    assert (body["unread"], body["status"], body["handled_by"]) == (1, "waiting", "staff")
    assert body["status_text"] and body["hours"] and body["waiting"]
    again = newcomer.mine()
    assert again.json()["unread"] == 0 and again.headers["ETag"] == answer.headers["ETag"]
    assert newcomer.mine(**{"If-None-Match": answer.headers["ETag"]}).status_code == 304
    after = newcomer.client.get(
        f"/enquiries/mine?after={body['messages'][2]['id']}", headers={"Authorization": f"Receipt {newcomer.code}"}
    )
    assert [each["text"] for each in after.json()["messages"]] == ["Yes, you may."]


def test_the_code_is_read_in_other_digits_and_the_answer_is_in_the_persons_language(city):
    newcomer = Newcomer("ar")
    newcomer.leave()
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    typed = newcomer.code.lower().translate(arabic)
    for newcomer.code in (typed.encode().decode("latin-1"), quote(typed)):
        body = newcomer.mine().json()
        assert (body["language"], body["direction"]) == ("ar", "rtl")


def test_answering_writes_to_the_staff_once(newcomer, aino):
    enquiry = newcomer.leave()
    desk.reply(enquiry, aino, "Which street?", "en", client_id="1")
    call = {"text": "Mannerheimintie", "client_id": "c1"}
    first, second = newcomer.mine("post", "/messages", call), newcomer.mine("post", "/messages", call)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["message"]["id"] == second.json()["message"]["id"]
    enquiry.refresh_from_db()
    assert enquiry.status == "open" and enquiry.unread_by_staff and enquiry.waiting_since and enquiry.due_at
    assert enquiry.conversation.messages.filter(text="Mannerheimintie").count() == 1
    assert newcomer.mine("post", "/messages", {"text": " "}).json()["error"]["code"] == "empty"
    assert newcomer.mine("post", "/messages", {"text": "a" * 5000}).json()["error"]["code"] == "too_long"


@pytest.mark.parametrize("over", ["resolved", "closed"])
def test_an_answer_opens_again_what_was_over(newcomer, bo, over):
    enquiry = desk.set_status(newcomer.leave(), bo, over)
    assert newcomer.mine().json()["ask_helped"]
    assert newcomer.mine("post", "/messages", {"text": "No!", "client_id": "c1"}).json()["status"] == "open"
    enquiry.refresh_from_db()
    assert (enquiry.reopened, enquiry.closed_at, enquiry.resolved_at) == (1, None, None)
    assert enquiry.conversation.keep_until.year == 9999
    assert enquiry.events.filter(kind=Event.Kind.REOPENED).exists()
    assert Count.objects.get(kind="reopened").n == 1


def test_helped_is_counted_once_and_the_later_word_stands(newcomer, bo):
    enquiry = newcomer.leave()
    for helped in (True, True, False):
        assert newcomer.mine("post", "/helped", {"helped": helped}).status_code == 204
    enquiry.refresh_from_db()
    counts = {each.kind: each.n for each in Count.objects.all()}
    assert enquiry.helped is False and (counts["enquiry_helped"], counts["enquiry_not_helped"]) == (0, 1)
    assert newcomer.mine("post", "/helped", {"helped": "yes"}).status_code == 400


def test_a_referral_needs_the_persons_word(newcomer, bo, directory):
    enquiry = newcomer.leave()
    referral = desk.refer(enquiry, bo, directory.organization, "About a loan")
    with pytest.raises(desk.DeskError):
        desk.send_referral(referral, bo)
    shown = newcomer.mine().json()["referrals"]
    assert shown == [{"id": referral.pk, "organization": "Bank", "note": "About a loan", "state": "asked"}]
    path = f"/referrals/{referral.pk}"
    for agreed, state in ((False, "declined"), (True, "agreed")):
        assert newcomer.mine("put", path, {"agreed": agreed}).status_code == 204
        referral.refresh_from_db()
        assert referral.state == state and bool(referral.consented_at) == agreed
    assert desk.send_referral(referral, bo).state == "sent"
    assert newcomer.mine("put", path, {"agreed": False}).status_code == 409
    other = Newcomer()
    other.leave()
    assert other.mine("put", path, {"agreed": True}).status_code == 404, "a referral of somebody else"


def test_erasing_takes_everything_and_leaves_the_numbers(newcomer, aino, directory):
    enquiry = newcomer.leave(barrier={"kind": "papers", "step": "register"}, topic="loans", email="a@b.example")
    desk.reply(enquiry, aino, "Yes.", "en", client_id="1")
    desk.note(enquiry, aino, "A note")
    assert newcomer.mine("delete").status_code == 204
    assert not Enquiry.objects.exists() and not Conversation.objects.exists() and not Message.objects.exists()
    barrier = Barrier.objects.get()
    assert (barrier.kind, barrier.step, barrier.topic, barrier.enquiry) == ("papers", "register", "loans", None)
    assert Count.objects.get(kind="enquiry").n == 1
    assert newcomer.mine().status_code == 404


def test_wrong_erased_and_malformed_codes_are_told_apart_by_nothing(newcomer):
    newcomer.leave()
    newcomer.mine("delete")
    answers = []
    for code in (newcomer.code, receipt.code_for(receipt.new_salt(), "x"), "nonsense", "", "x" * 10_000):
        newcomer.code = code
        answers.append((newcomer.mine().status_code, newcomer.mine().content))
    assert set(answers) == {(404, answers[0][1])}
    assert newcomer.client.get("/enquiries/mine").content == answers[0][1]
    for method, path in (("post", "/messages"), ("post", "/helped"), ("put", "/referrals/1"), ("delete", "")):
        assert newcomer.mine(method, path).status_code == 404


def test_another_website_needs_the_citys_leave(newcomer, city):
    newcomer.leave()
    evil = {"Origin": "https://evil.example"}
    assert newcomer.mine(**evil).status_code == 403
    answer = newcomer.client.post("/enquiries", newcomer.body(), content_type="application/json", headers=evil)
    assert answer.status_code == 403
    city.allowed_origins = ["https://city.example"]
    city.save()
    good = newcomer.mine(Origin="https://city.example")
    assert good.status_code == 200 and good.headers["Access-Control-Allow-Origin"] == "https://city.example"


def test_the_api_describes_itself(client, db):
    paths = client.get("/api/openapi.json").json()["paths"]
    for path in ("", "/mine", "/mine/messages", "/mine/helped", "/mine/referrals/{referral_id}", "/mine/transcript"):
        assert f"/enquiries{path}" in paths
