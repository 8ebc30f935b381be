"""What staff do: replies, conflicts, assignment, merging, notes; and who may not."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEntry
from conversations.models import Message
from enquiries import desk
from enquiries.models import Draft, Enquiry, Label, Referral, Reply, Team
from enquiries.staff.queues import condition
from tests.enquiries.conftest import Newcomer
from tests.officers import account


@pytest.fixture
def enquiry(newcomer):
    return newcomer.leave()


def fresh(enquiry) -> Enquiry:
    return Enquiry.objects.get(pk=enquiry.pk)


def test_a_reply_ends_the_waiting(enquiry, aino):
    Draft.objects.create(enquiry=enquiry, user=aino, text="Yes")
    reply = desk.reply(enquiry, aino, "Yes.", "fi", client_id="1", revision=enquiry.revision)
    after = fresh(enquiry)
    assert (after.status, after.assignee, after.waiting_since, after.due_at) == ("waiting", aino, None, None)
    assert after.first_reply_at and after.unread_by_person == 1 and not after.unread_by_staff
    assert after.revision == enquiry.revision + 1
    assert (reply.message.sender, reply.message.language, reply.author) == ("staff", "fi", aino)
    assert not Draft.objects.exists()


def test_the_first_reply_is_the_first(enquiry, aino):
    desk.reply(enquiry, aino, "Yes.", "en", client_id="1")
    first = fresh(enquiry).first_reply_at
    desk.reply(enquiry, aino, "And more.", "en", client_id="2")
    assert fresh(enquiry).first_reply_at == first


def test_a_reply_sent_twice_is_written_once(enquiry, aino):
    one = desk.reply(enquiry, aino, "Yes.", "en", client_id="1", revision=enquiry.revision)
    two = desk.reply(enquiry, aino, "Yes.", "en", client_id="1", revision=enquiry.revision)
    assert one == two and Reply.objects.count() == 1
    assert Message.objects.filter(sender="staff").count() == 1 and fresh(enquiry).unread_by_person == 1


def test_two_at_once_do_not_write_over_each_other(enquiry, aino, bo):
    seen = enquiry.revision
    desk.reply(enquiry, aino, "Yes.", "en", client_id="1", revision=seen)
    with pytest.raises(desk.Conflict):
        desk.reply(enquiry, bo, "No.", "en", client_id="2", revision=seen)
    with pytest.raises(desk.Conflict):
        desk.assign(enquiry, bo, to=bo, revision=seen)
    assert list(Message.objects.filter(sender="staff").values_list("text", flat=True)) == ["Yes."]


def test_a_word_of_the_person_in_between_is_a_conflict_too(newcomer, enquiry, aino):
    seen = enquiry.revision
    newcomer.mine("post", "/messages", {"text": "It is settled, thank you", "client_id": "c1"})
    with pytest.raises(desk.Conflict):
        desk.reply(enquiry, aino, "Which street?", "en", client_id="1", revision=seen)


def test_replies_to_closed_and_erased_enquiries_are_refused_with_a_reason(newcomer, enquiry, aino):
    desk.close(enquiry, aino)
    with pytest.raises(desk.Closed, match="closed"):
        desk.reply(enquiry, aino, "Yes.", "en", client_id="1")
    desk.reopen(enquiry, aino)
    desk.reply(enquiry, aino, "Yes.", "en", client_id="1")
    newcomer.mine("delete")
    with pytest.raises(desk.Erased, match="does not exist"):
        desk.reply(enquiry, aino, "More.", "en", client_id="2")
    assert not Message.objects.exists()


def test_closing_forgets_the_address_and_begins_the_time_of_keeping(newcomer, aino, settings):
    settings.KIOSK_ENQUIRY_RETENTION_DAYS = 10
    enquiry = newcomer.leave(email="a@b.example")
    desk.close(enquiry, aino)
    after = fresh(enquiry)
    assert after.contact_email == "" and after.closed_at and after.resolved_at
    assert (after.conversation.keep_until - after.closed_at).days == 10
    desk.reopen(enquiry, aino)
    after = fresh(enquiry)
    assert (after.status, after.reopened, after.closed_at) == ("open", 1, None)
    assert after.conversation.keep_until.year == 9999


def test_a_closed_one_is_not_opened_beside_a_newer_one_and_the_reason_is_said(newcomer, aino):
    first = newcomer.leave()
    desk.close(first, aino)
    second = newcomer.leave(text="Another matter")
    with pytest.raises(desk.DeskError, match=f"No. {second.number}"):
        desk.reopen(first, aino)
    assert fresh(first).status == "closed" and not fresh(first).reopened
    desk.close(second, aino)
    assert desk.reopen(first, aino).status == "open"


def test_who_agrees_to_a_referral_waits_for_staff(enquiry, aino, directory):
    desk.reply(enquiry, aino, "Yes.", "en", client_id="1")
    referral = desk.refer(enquiry, aino, directory.organization)
    desk.decide_referral(referral, False)
    assert fresh(enquiry).waiting_since is None and fresh(enquiry).unread_by_staff
    desk.decide_referral(referral, True)
    after = fresh(enquiry)
    assert after.status == "open" and after.waiting_since and after.due_at and after.unread_by_staff
    assert Enquiry.objects.filter(condition("unanswered", aino)).get() == enquiry
    assert after.events.filter(kind="referral").count() == 2
    desk.decide_referral(referral, True)
    assert fresh(enquiry).events.filter(kind="referral").count() == 2


def test_who_agrees_after_the_end_is_heard(enquiry, aino, directory):
    referral = desk.refer(enquiry, aino, directory.organization)
    desk.resolve(enquiry, aino)
    desk.decide_referral(referral, True)
    after = fresh(enquiry)
    assert after.status == "open" and after.waiting_since and after.reopened == 1


def test_changes_stand_in_the_timeline_and_in_the_audit_log_without_words_of_anybody(newcomer, bo, directory, city):
    enquiry = newcomer.leave(text="Quasar question")
    due = enquiry.due_at
    label = Label.objects.create(name="café", city=city)
    desk.change(enquiry, bo, priority="urgent", topic="loans", service=directory.service, labels=[label])
    desk.reply(enquiry, bo, "Quasar reply", "en", client_id="1")
    desk.note(enquiry, bo, "Quasar note", mentions=[bo])
    after = fresh(enquiry)
    assert (after.priority, after.topic, list(after.labels.all())) == ("urgent", "loans", [label])
    kinds = list(after.events.values_list("kind", flat=True))
    assert kinds == ["opened", "changed", "replied", "noted"]
    assert after.events.get(kind="changed").changes["priority"] == ["normal", "urgent"]
    assert enquiry.due_at == due and fresh(enquiry).due_at is None
    logged = str(list(AuditEntry.objects.filter(object_type="enquiries.enquiry").values()))
    assert "urgent" in logged and "Quasar" not in logged
    assert "Quasar" not in str(list(after.events.values()))


def test_who_opened_it_is_written_down_once_an_hour(enquiry, aino, bo):
    for user in (aino, aino, bo):
        desk.seen(enquiry, user)
    entries = AuditEntry.objects.filter(action="view", object_id=str(enquiry.pk))
    assert sorted(entries.values_list("user_name", flat=True)) == ["aino", "bo"]
    assert not fresh(enquiry).unread_by_staff


@pytest.mark.parametrize("role", ["officer", "viewer", "staff", None])
def test_others_may_do_nothing(enquiry, elsewhere, city, role):
    """An officer and a viewer of this city, staff of another one, and somebody without a role."""
    there = elsewhere if role == "staff" else city
    other = account("other", role=role, city=there) if role else account("other")
    for act in (
        lambda: desk.reply(enquiry, other, "Yes.", "en", client_id="1"),
        lambda: desk.take_over(enquiry, other),
        lambda: desk.close(enquiry, other),
        lambda: desk.note(enquiry, other, "x"),
        lambda: desk.assign(enquiry, other, to=other),
        lambda: desk.seen(enquiry, other),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert fresh(enquiry).revision == enquiry.revision


def test_only_staff_of_the_city_are_assigned_or_mentioned(enquiry, bo, elsewhere):
    other = account("other", role="staff", city=elsewhere)
    with pytest.raises(ValueError):
        desk.assign(enquiry, bo, to=other)
    with pytest.raises(ValueError):
        desk.assign(enquiry, bo, team=Team.objects.create(name="T", city=elsewhere))
    assert list(desk.note(enquiry, bo, "x", mentions=[other, bo]).mentions.all()) == [bo]


def test_an_account_that_leaves_takes_nothing_along(enquiry, aino):
    desk.reply(enquiry, aino, "Yes.", "en", client_id="1")
    desk.note(enquiry, aino, "A note")
    get_user_model().objects.get(pk=aino.pk).delete()
    after = fresh(enquiry)
    assert after.assignee is None and after.replies.get().author is None and after.notes.get().text == "A note"


class TestMerging:
    @pytest.fixture
    def two(self, newcomer, city):
        other = Newcomer("fi")
        return newcomer, newcomer.leave(), other, other.leave(text="Saanko avata kahvilan?", email="a@b.example")

    def test_replies_go_to_both_and_nobody_sees_the_other(self, two, bo, directory):
        first, into, second, other = two
        desk.note(other, bo, "A note")
        desk.refer(other, bo, directory.organization)
        desk.merge(into, other, bo, into.revision)
        assert (fresh(other).status, fresh(other).merged_into) == ("closed", into)
        assert fresh(into).notes.count() == 1 and Referral.objects.get().enquiry == into
        desk.reply(into, bo, "Yes.", "en", client_id="1")
        for newcomer, own, foreign in ((first, "café", "kahvilan"), (second, "kahvilan", "café")):
            body = newcomer.mine()
            texts = [each["text"] for each in body.json()["messages"]]
            assert "Yes." in texts and any(own in each for each in texts) and not any(foreign in each for each in texts)
            assert body.json()["status"] == "waiting" and body.json()["unread"] >= 1

    def test_whoever_writes_is_heard_in_the_one_that_stays(self, two, bo):
        first, into, second, other = two
        desk.merge(into, other, bo)
        desk.reply(into, bo, "Yes.", "en", client_id="1")
        second.mine("post", "/messages", {"text": "Kiitos", "client_id": "c1"})
        assert fresh(into).unread_by_staff and fresh(into).status == "open"
        assert fresh(other).status == "closed"

    def test_the_time_of_both_begins_with_the_end_of_the_one_that_stays(self, two, bo):
        first, into, second, other = two
        desk.merge(into, other, bo)
        assert fresh(other).contact_email and fresh(other).conversation.keep_until.year == 9999
        desk.close(into, bo)
        assert not fresh(other).contact_email and fresh(other).conversation.keep_until.year < 9999

    def test_whoever_writes_is_heard_alone_where_the_one_that_stays_cannot_open_again(self, two, bo):
        first, into, second, other = two
        desk.merge(into, other, bo)
        desk.close(into, bo)
        newer = first.leave(text="Another matter")
        answer = second.mine("post", "/messages", {"text": "Kiitos", "client_id": "c1"})
        assert answer.status_code == 201 and answer.json()["status"] == "open"
        after = fresh(other)
        assert (after.status, after.merged_into, after.unread_by_staff) == ("open", None, True)
        assert fresh(into).status == "closed" and fresh(newer).status == "new"

    def test_what_cannot_be_merged(self, two, bo, elsewhere):
        first, into, second, other = two
        third = Newcomer(city="vienna").leave()
        with pytest.raises(desk.DeskError):
            desk.merge(into, into, bo)
        with pytest.raises(desk.DeskError):
            desk.merge(into, third, bo)
        desk.close(other, bo)
        with pytest.raises(desk.Closed):
            desk.merge(into, other, bo)
