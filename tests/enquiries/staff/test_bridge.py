"""The language bridge: what staff read of a conversation in a language they do not know."""

import pytest
from django.utils import translation

from conversations.greeting import greeting
from conversations.models import Message
from enquiries.staff import bridge
from enquiries.staff.bridge.sentences import sentences
from enquiries.staff.transcript import messages_of
from locales.labels import intent_label
from locales.languages import get
from locales.render import render
from services_directory import reading

from .conftest import say


@pytest.fixture(autouse=True)
def finnish():
    with translation.override("fi"):
        yield


def guide_says(conversation, text: str, response: str, values=None, services=()) -> Message:
    return Message.objects.create(
        conversation=conversation, sender="guide", text=text, language=conversation.language,
        direction=get(conversation.language).direction, response=response, values=values or {},
        services=list(services),
    )  # fmt: skip


def said(enquiry):
    return bridge.said_of(enquiry, messages_of(enquiry))


def test_what_a_person_wrote_stays_and_what_was_understood_stands_beside(talk, ask):
    enquiry = ask("", "ar", conversation=talk)
    first, second = said(enquiry)[:2]
    assert (first.text, first.language, first.direction, first.again) == ("كيف أسجل شركتي؟", "ar", "rtl", "")
    assert first.language_name == "arabia"
    assert first.understood.intent == "Yritykseni rekisteröinti" and first.understood.sure == 81
    assert first.understood.named == [("aihe", "Lainat")] and not first.understood.failed
    assert second.understood.failed


def test_the_guides_own_sentences_are_said_again(talk, ask):
    guide_says(talk, greeting("Helsinki", "ar")["text"], "greeting")
    asked = "utter_greet"
    guide_says(talk, render(sentences()[asked], {}, "ar", "assistant"), asked)
    guide_says(talk, "شيء آخر", "utter_name_nobody_knows")
    enquiry = ask("", "ar", conversation=talk)
    hello, greet, unknown = [each for each in said(enquiry) if each.sender == "guide"][:3]
    assert hello.again == greeting("Helsinki", "fi")["text"] and hello.whole
    assert greet.again == render(sentences()[asked], {}, "fi", "assistant") and greet.whole
    assert unknown.again == "" and unknown.only_original


def test_an_answer_is_said_again_statement_by_statement(talk, ask):
    theirs, ours = (reading.answer("helsinki", "register_business", each) for each in ("ar", "fi"))
    told = theirs["statements"][:2]
    text = "\n\n".join([theirs["short"], "\n".join(f"• {each['text']}" for each in told)])
    card = theirs["services"][0]
    guide_says(talk, text, "utter_answer", {"intent": "register_business"}, [card])
    enquiry = ask("", "ar", conversation=talk)
    answer = next(each for each in said(enquiry) if each.sender == "guide")
    wanted = {each["id"]: each["text"] for each in ours["statements"]}
    assert answer.again == "\n".join([ours["short"], *(f"• {wanted[each['id']]}" for each in told)])
    assert wanted[theirs["statements"][2]["id"]] not in answer.again
    assert answer.services[0]["id"] == card["id"]
    assert answer.services[0]["name"] == next(c["name"] for c in ours["services"] if c["id"] == card["id"])


def test_an_answer_that_changed_since_is_not_told_as_if_it_had_been(talk, ask):
    guide_says(talk, "جواب قديم", "utter_answer", {"intent": "register_business"})
    answer = next(each for each in said(ask("", "ar", conversation=talk)) if each.sender == "guide")
    assert answer.again == "" and answer.only_original


def test_more_than_the_sentence_is_marked(talk, ask):
    guide_says(talk, render(sentences()["utter_greet"], {}, "ar", "assistant") + "\n\nمزيد", "utter_greet")
    answer = next(each for each in said(ask("", "ar", conversation=talk)) if each.sender == "guide")
    assert answer.again and not answer.whole


def test_at_a_glance(talk, ask):
    guide_says(talk, "x", "utter_not_understood")
    say(talk, "سؤالي الأخير", intent="get_loan")
    messages = list(messages_of(enquiry := ask("", "ar", conversation=talk, topic="loans")))
    found = bridge.summary_of(enquiry, messages, bridge.said_of(enquiry, messages))
    assert found.topic == "Lainat" and found.language == "arabia"
    assert found.last_question.text == "سؤالي الأخير"
    assert found.misunderstood == 2
    assert found.asked == ["Yritykseni rekisteröinti", intent_label("get_loan", "fi")]


def test_the_step_of_a_barrier_is_named(talk, ask):
    enquiry = ask("", "ar", conversation=talk, barrier={"kind": "papers", "step": "get_loan"})
    found = bridge.summary_of(enquiry, [], [])
    assert len(found.barriers) == 1 and found.barriers[0].endswith(f", {intent_label('get_loan', 'fi')}")
