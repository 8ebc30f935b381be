"""How long what is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conversations.models import Conversation
from conversations.retention import delete_expired
from enquiries import desk, review
from enquiries.models import Barrier, Count, Enquiry, ReviewItem
from enquiries.retention import close_silent
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
