"""Who speaks: while staff do, the guide is silent, and every change is said once."""

import uuid

import pytest

from conversations.models import Conversation, Message, Turn
from enquiries import desk
from enquiries.models import Enquiry


def said(newcomer, response) -> int:
    return newcomer.record.messages.filter(response=response).count()


@pytest.fixture
def enquiry(newcomer):
    newcomer.chat()
    return newcomer.leave()


def test_a_message_while_staff_speak_is_kept_for_them(newcomer, enquiry, aino):
    """No assistant runs in this test: were it asked, the answer would be 503."""
    desk.take_over(enquiry, aino)
    call = str(uuid.uuid4())
    first, second = (newcomer.say("Is the street allowed?", call) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json() == {"messages": [], "understood": None, "handled_by": "staff"}
    assert newcomer.record.messages.filter(text="Is the street allowed?").count() == 1
    enquiry.refresh_from_db()
    assert enquiry.unread_by_staff and enquiry.waiting_since


def test_the_guide_is_asked_where_staff_do_not_speak(newcomer, enquiry):
    assert newcomer.say("And taxes?").status_code == 503
    assert not newcomer.record.messages.filter(text="And taxes?").exists()


def test_the_change_is_said_once_each_way(newcomer, enquiry, aino, bo):
    desk.take_over(enquiry, aino)
    desk.take_over(enquiry, bo)
    desk.reply(enquiry, aino, "Hello", "en", client_id="1")
    assert said(newcomer, "staff_took_over") == 1
    desk.hand_back(enquiry, aino)
    desk.hand_back(enquiry, aino)
    assert said(newcomer, "guide_again") == 1
    assert newcomer.record.handled_by == "guide"


def test_the_first_reply_takes_over(newcomer, enquiry, aino):
    desk.reply(enquiry, aino, "Hello", "en", client_id="1")
    assert newcomer.record.handled_by == "staff"
    responses = list(newcomer.record.messages.values_list("response", "sender").order_by("number"))
    assert responses[-2:] == [("staff_took_over", "guide"), ("", "staff")]


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_with_the_last_word_the_guide_answers_again(newcomer, enquiry, aino, status):
    desk.take_over(enquiry, aino)
    desk.set_status(enquiry, aino, status)
    assert newcomer.record.handled_by == "guide" and said(newcomer, "guide_again") == 1


def test_the_chat_says_who_speaks_and_its_etag_changes_with_it(newcomer, enquiry, aino):
    path = f"/chat/conversations/{newcomer.conversation['id']}"
    before = newcomer.client.get(path, headers=newcomer.bearer)
    Conversation.objects.update(handled_by="staff")
    after = newcomer.client.get(path, headers={**newcomer.bearer, "If-None-Match": before.headers["ETag"]})
    assert before.json()["handled_by"] == "guide"
    assert after.status_code == 200 and after.json()["handled_by"] == "staff"
    changed = newcomer.client.patch(path, {"language": "fi"}, content_type="application/json", headers=newcomer.bearer)
    assert changed.json()["handled_by"] == "staff" and newcomer.record.handled_by == "staff"


def test_an_answer_that_comes_after_the_hand_over_is_dropped_and_the_question_is_the_staffs(enquiry, aino):
    """The guide was still thinking when staff took over."""
    from asgiref.sync import async_to_sync

    from conversations.api.messages import keep

    conversation = Conversation.objects.get(pk=enquiry.conversation_id)
    turn = Turn.objects.create(conversation=conversation, client_id="late")
    desk.take_over(enquiry, aino)
    late = {"messages": [{"text": "From the guide", "language": "en"}], "understood": {"intent": "greet"}}
    assert async_to_sync(keep)(conversation, turn, "A question", "en", late) == []
    texts = list(Message.objects.filter(turn=turn).values_list("text", flat=True))
    assert texts == ["A question"]
    assert Conversation.objects.get(pk=conversation.pk).handled_by == "staff"
    assert Enquiry.objects.get().unread_by_staff
