"""A message is proposed, freed of personal data, decided on, and outlives the person's erasing only when accepted."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from enquiries.models import ReviewItem, Unanswered
from enquiries.review import accept, propose, reject
from enquiries.review.deciding import AlreadyDecided
from tests.officers import account

WORDS = "My name is Fatima Hassan, can I sell henna at the market? 040 123 4567"
MASKED = "My name is ⟨name⟩, can I sell henna at the market? ⟨phone⟩"
BACK = {"response": "utter_ask_back", "buttons": [{"title": "x", "payload": "/get_licences"}, {"payload": "/ask_help"}]}


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_message_is_masked_once_and_its_words_are_not_kept(said, staff):
    message = said(WORDS, answers=[BACK])
    item = propose(message, staff)
    assert (item.text, item.candidates) == (MASKED, ["get_licences", "ask_help"])
    assert propose(message, staff) == item
    assert Unanswered.objects.get(reason="flagged").n == 1


def test_without_consent_only_a_number_stays(said, staff):
    assert propose(said(WORDS, consent=False), staff) is None
    assert not ReviewItem.objects.exists() and Unanswered.objects.get().n == 1


def test_others_cannot_propose(said, staff):
    with pytest.raises(PermissionDenied):
        propose(said(WORDS), account("vera", role="viewer", city_id="seedville"))
    with pytest.raises(PermissionDenied):
        propose(said(WORDS, enquiry=False), staff)


def test_what_the_guide_said_is_not_learnt(said, staff):
    answer = said(WORDS, answers=[BACK]).turn.messages.get(sender="guide")
    with pytest.raises(ValueError):
        propose(answer, staff)


def test_erasing_takes_what_nobody_has_checked_and_leaves_what_is_accepted(said, staff):
    unchecked, rejected, kept = (propose(said(WORDS), staff) for _ in range(3))
    reject(rejected, staff)
    talk = kept.message.conversation
    accept(kept, staff, MASKED + " Ring Mr Smith", "get_licences")
    for conversation in (unchecked.message.conversation, rejected.message.conversation, talk):
        conversation.delete()
    left = ReviewItem.objects.get()
    assert (left.pk, left.message_id, left.wanted_intent) == (kept.pk, None, "get_licences")
    assert left.text == MASKED + " Ring Mr ⟨name⟩", "the rules look once more"


def test_a_decision_is_made_once(said, staff):
    item = propose(said(WORDS), staff)
    accept(item, staff, MASKED, "get_licences")
    with pytest.raises(AlreadyDecided):
        reject(item, staff)


def test_the_log_has_no_words(said, staff):
    from accounts.models import AuditEntry

    item = propose(said("A rareword question"), staff)
    accept(item, staff, "A rareword question", "get_licences")
    assert AuditEntry.objects.filter(action="accept", object_id=str(item.pk)).exists()
    assert not [each for each in AuditEntry.objects.all() if "rareword" in str(vars(each))]


def test_the_page_asks_for_the_question_and_the_promise(client, said, staff):
    item = propose(said(WORDS, language="ar", answers=[BACK]), staff)
    client.force_login(staff)
    page = client.get(reverse("review:item", args=[item.pk]))
    assert page.status_code == 200 and "Hassan" not in page.content.decode()
    assert page.content.decode().index("get_licences") < page.content.decode().index("start_business"), "likely first"
    values = {"text": MASKED, "intent": "get_licences", "decision": "accept"}
    refused = client.post(reverse("review:item", args=[item.pk]), values)
    assert refused.status_code == 400 and "confirm that no personal data is left" in text(refused)
    assert client.post(reverse("review:item", args=[item.pk]), {**values, "checked": "on"}).status_code == 302
    assert ReviewItem.objects.get().state == "accepted"


def test_proposing_from_a_page_goes_back_to_it(client, said, staff):
    client.force_login(staff)
    message = said(WORDS)
    call = {"message": str(message.id), "next": "/staff/seedville/1/"}
    assert client.post(reverse("review:propose"), call).url == "/staff/seedville/1/"
    assert client.post(reverse("review:propose"), {**call, "next": "https://evil.example/"}).url == reverse(
        "review:list"
    )
    assert client.post(reverse("review:propose"), {"message": "x"}).status_code == 404
    assert MASKED[:40] in text(client.get(reverse("review:list")))


def test_somebody_of_another_city_sees_nothing(client, said, staff):
    from services_directory.models import City

    item = propose(said(WORDS), staff)
    City.objects.create(pk="elsewhere", name="Elsewhere", country="at", default_language="de", timezone="Europe/Vienna")
    client.force_login(account("vali", role="staff", city_id="elsewhere"))
    assert client.get(reverse("review:item", args=[item.pk])).status_code == 404
    assert client.get(reverse("review:list") + "?city=seedville").status_code == 403
    assert "henna" not in text(client.get(reverse("review:list")))


@pytest.mark.parametrize("role", ["viewer", "officer"])
def test_messages_are_for_those_alone_who_answer(client, said, staff, role):
    propose(said(WORDS), staff)
    client.force_login(account("olli", role=role, city_id="seedville"))
    assert client.get(reverse("review:list")).status_code == 403


def test_the_signed_out_are_sent_to_sign_in(client, db):
    assert client.get(reverse("review:list")).url.startswith("/officer/login/?next=%2Fstaff%2Freview%2F")
