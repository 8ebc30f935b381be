"""How long what is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conversations.models import Conversation
from conversations.retention import delete_expired
from enquiries import desk, review
from enquiries.models import Barrier, Count, Enquiry, ReviewItem
from enquiries.retention import close_silent
from enquiries.staff.queues import condition
from tests.enquiries.conftest import Newcomer


def later(days: float) -> None:
    """Everything happened so many days earlier."""
    step = timedelta(days=days)
    for each in Conversation.objects.all():
        until = each.keep_until - step if each.keep_until and each.keep_until.year < 9999 else each.keep_until
        Conversation.objects.filter(pk=each.pk).update(last_active=each.last_active - step, keep_until=until)


def test_a_chat_is_kept_thirty_days_and_an_enquiry_until_180_after_closing(newcomer, city, bo):
    chat = Newcomer().chat()
    enquiry = newcomer.leave(barrier={"kind": "papers"})
    later(31)
    assert delete_expired() == 1 and not Conversation.objects.filter(pk=chat.conversation["id"]).exists()
    later(1000)
    assert delete_expired() == 0, "nobody has closed it"
    desk.close(enquiry, bo)
    later(179)
    assert delete_expired() == 0
    later(2)
    assert delete_expired() == 1 and not Enquiry.objects.exists()
    assert Barrier.objects.count() == 1 and Count.objects.filter(kind="enquiry").exists()


def test_a_chat_that_goes_on_is_not_torn_away(newcomer, bo):
    desk.close(newcomer.leave(), bo)
    later(181)
    Conversation.objects.update(last_active=timezone.now() - timedelta(hours=1))
    assert delete_expired() == 0
    later(1)
    assert delete_expired() == 1


@pytest.mark.parametrize("status, closed", [("resolved", 1), ("waiting", 1), ("new", 0), ("open", 0)])
def test_what_waits_for_the_person_is_closed_in_the_end_and_what_waits_for_staff_is_not(newcomer, bo, status, closed):
    enquiry = newcomer.leave()
    Enquiry.objects.update(status=status)
    later(29)
    assert close_silent() == 0
    later(2)
    assert close_silent() == closed
    assert (Enquiry.objects.get(pk=enquiry.pk).status == "closed") == bool(closed)


@pytest.mark.parametrize("word", ["reply", "referral"])
def test_a_further_word_of_staff_begins_the_silence_anew(newcomer, bo, directory, word):
    enquiry = newcomer.leave(email="a@b.example")
    desk.reply(enquiry, bo, "Yes.", "en", client_id="1")
    later(29)
    if word == "reply":
        desk.reply(enquiry, bo, "And more.", "en", client_id="2")
    else:
        desk.refer(enquiry, bo, directory.organization)
    later(2)
    assert close_silent() == 0
    assert Enquiry.objects.get().contact_email == "a@b.example"
    later(29)
    assert close_silent() == 1


def test_a_word_of_who_was_merged_begins_the_silence_of_the_one_that_stays_anew(newcomer, city, bo):
    second, other, into = Newcomer(), None, newcomer.leave()
    other = second.leave()
    desk.merge(into, other, bo)
    desk.reply(into, bo, "Yes.", "en", client_id="1")
    later(29)
    second.mine("post", "/messages", {"text": "Thank you", "client_id": "c1"})
    desk.set_status(into, bo, "resolved")
    later(2)
    assert close_silent() == 0


@pytest.mark.parametrize("again", ["staff", "person", "merged person"])
def test_opened_again_everybody_who_is_answered_is_kept(newcomer, city, bo, again):
    second, into = Newcomer(), newcomer.leave()
    other = second.leave()
    desk.merge(into, other, bo)
    desk.close(into, bo)
    assert Enquiry.objects.get(pk=other.pk).conversation.keep_until.year < 9999
    if again == "staff":
        desk.reopen(into, bo)
    else:
        who = newcomer if again == "person" else second
        who.mine("post", "/messages", {"text": "No!", "client_id": "c1"})
    later(400)
    assert delete_expired() == 0
    desk.reply(into, bo, "Sorry.", "en", client_id="1")
    assert "Sorry." in second.mine().content.decode()


@pytest.mark.parametrize("first_to_end", ["the merged one's", "the later one"])
def test_a_conversation_is_kept_as_long_as_one_of_its_enquiries_needs_it(newcomer, city, bo, first_to_end):
    """The person of a merged enquiry leaves another one in the same conversation."""
    second, into = Newcomer(), newcomer.leave()
    desk.merge(into, second.leave(), bo)
    later_one = second.leave(text="Another matter")
    order = [into, later_one] if first_to_end == "the merged one's" else [later_one, into]
    desk.close(order[0], bo)
    assert second.record.keep_until.year == 9999
    desk.close(order[1], bo)
    assert second.record.keep_until.year < 9999


def test_what_is_new_or_open_stands_among_the_unanswered_until_somebody_answers(newcomer, city, bo):
    def waits() -> bool:
        row = Enquiry.objects.get(pk=enquiry.pk)
        assert bool(row.waiting_since) == bool(row.due_at)
        return Enquiry.objects.filter(condition("unanswered", bo), pk=enquiry.pk).exists()

    enquiry = newcomer.leave()
    assert waits()
    desk.take_over(enquiry, bo)
    assert waits()
    for status, awaited in (("resolved", False), ("open", True), ("waiting", False), ("open", True), ("closed", False)):
        desk.set_status(enquiry, bo, status)
        assert waits() == awaited, status
    desk.reopen(enquiry, bo)
    later(400)
    assert close_silent() == 0 and waits()


@pytest.mark.parametrize("status", ["waiting", "resolved"])
def test_who_was_not_answered_is_not_closed_with_the_one_they_were_merged_into(newcomer, city, bo, status):
    into, other = newcomer.leave(), Newcomer().leave()
    desk.set_status(into, bo, status)
    desk.merge(into, other, bo)
    after = Enquiry.objects.get(pk=into.pk)
    assert after.status == "open" and after.waiting_since == other.waiting_since
    later(31)
    assert close_silent() == 0


def test_a_merged_one_whose_main_one_was_erased_is_not_kept_for_ever(newcomer, city, bo):
    other = Newcomer().leave()
    into = newcomer.leave()
    desk.merge(into, other, bo)
    close_silent()
    assert Enquiry.objects.get(pk=other.pk).conversation.keep_until.year == 9999
    newcomer.mine("delete")
    close_silent()
    assert Enquiry.objects.get(pk=other.pk).conversation.keep_until.year < 9999


@pytest.mark.parametrize("accepted", [True, False])
def test_an_example_for_training_outlives_the_conversation_only_once_a_person_has_checked_it(
    newcomer, city, aino, accepted
):
    enquiry = newcomer.leave(training=True)
    assert enquiry.training_consented_at
    item = review.propose(enquiry.conversation.messages.filter(sender="person").get(), aino)
    if accepted:
        review.accept(item, aino, item.text, "get_advice")
    newcomer.mine("delete")
    assert ReviewItem.objects.filter(message=None).exists() == accepted and ReviewItem.objects.count() == accepted


@pytest.mark.parametrize("training", [None, False, "yes"])
def test_training_is_agreed_to_apart_and_in_so_many_words(newcomer, training):
    assert newcomer.leave(**({} if training is None else {"training": training})).training_consented_at is None
