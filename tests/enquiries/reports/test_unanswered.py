"""What was asked and not answered is counted once, without words, and shown to each as far as they may see."""

import pytest
from django.urls import reverse
from django.utils import timezone

from conversations.models import Conversation, Message, Turn
from enquiries.models import CountedTurn, ReportPeriod, Unanswered
from enquiries.reports.periods import quarter_of
from enquiries.reports.unanswered import count_new
from tests.officers import account


@pytest.fixture
def turn(city):
    def make(response="utter_answer", intent="get_loan", language="ar", city_id="seedville", **message):
        talk = Conversation(city=city_id, page_language="en")
        talk.issue_token()
        talk.save()
        made = Turn.objects.create(
            conversation=talk, client_id="1", answered=True, understood={"intent": intent, "language": language}
        )
        common = {"conversation": talk, "turn": made, "language": language, "direction": "rtl"}
        Message.objects.create(sender="person", text="secret words", **common)
        Message.objects.create(sender="guide", text="…", response=response, **common, **message)
        return made

    return make


def counts() -> dict:
    return {(row.reason, row.language, row.intent, row.facets): row.n for row in Unanswered.objects.all()}


def test_each_turn_counts_once_for_each_reason(turn):
    turn("utter_not_understood", intent="nlu_fallback")
    turn("utter_answer", intent="out_of_scope")
    turn("utter_answer", intent="out_of_scope")
    turn("utter_person", intent="request_human")
    turn("utter_answer")
    assert count_new() == 4
    assert count_new() == 0
    assert counts() == {
        ("not_understood", "ar", "", ""): 1,
        ("out_of_scope", "ar", "out_of_scope", ""): 2,
        ("person", "ar", "request_human", ""): 1,
    }


def test_a_click_that_comes_later_is_counted_then(turn):
    made = turn()
    assert count_new() == 0
    made.messages.filter(sender="guide").update(helped=False)
    assert count_new() == 1 and counts() == {("not_helped", "ar", "get_loan", ""): 1}


def test_the_likeliest_of_what_was_offered(turn):
    turn("utter_ask_back", intent="nlu_fallback", buttons=[{"payload": "/get_grant"}, {"payload": "/get_loan"}])
    count_new()
    assert counts() == {("asked_back", "ar", "get_grant", ""): 1}


def test_an_empty_search_is_counted_by_codes_never_by_words(turn):
    searched = {"searched": {"type": "list", "items": ["topic:loans", "topic:Fatima Hassan", "language:ar", "–"]}}
    turn("utter_search_nothing", intent="search_services", values=searched)
    turn(
        "utter_search_nothing",
        intent="search_services",
        values={"searched": {"type": "list", "items": ["language:ar", "topic:loans"]}},
    )
    count_new()
    assert counts() == {("nothing_found", "ar", "search_services", "language:ar topic:loans"): 2}


def test_numbers_stay_when_the_conversation_goes(turn):
    made = turn("utter_not_understood")
    count_new()
    made.conversation.delete()
    assert not CountedTurn.objects.exists() and Unanswered.objects.get().n == 1
    assert count_new() == 0


@pytest.mark.parametrize("role", ["staff", "lead", "officer", "viewer"])
def test_everybody_sees_what_is_frequent_in_quarters_that_are_over(client, turn, city, settings, role):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for _ in range(6):
        turn("utter_not_understood", intent="get_loan", language="ar")
    turn("utter_not_understood", intent="get_grant", language="so")
    count_new()
    page, csv = reverse("reports:unanswered"), reverse("reports:unanswered-csv")
    client.force_login(account("sini", role=role, city_id="seedville"))
    assert "Get a loan" not in client.get(page).content.decode(), "the quarter is not over"
    span = quarter_of(timezone.now().date())
    period = ReportPeriod.objects.create(city=city, kind="quarter", start=span.start, end=span.end)
    for address in (page, f"{page}?period={period.pk}&weeks=52", csv):
        seen = client.get(address).content.decode()
        assert "Get a loan" in seen and "Get a grant" not in seen
    assert "Get a grant" not in client.get(f"{page}?language=so").content.decode(), "a filter chooses, it adds nothing"


def test_rows_have_a_topic_and_are_narrowed_by_it(client, turn, city, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    searched = {"searched": {"type": "list", "items": ["topic:loans"]}}
    for _ in range(5):
        turn("utter_search_nothing", intent="search_services", language="fi", values=searched)
        turn("utter_not_understood", intent="understand_taxes", language="ar")
        turn("utter_not_understood", intent="", language="so")
    count_new()
    span = quarter_of(timezone.now().date())
    ReportPeriod.objects.create(city=city, kind="quarter", start=span.start, end=span.end)
    client.force_login(account("vera", role="viewer", city_id="seedville"))

    def rows(query=""):
        shown = client.get(reverse("reports:unanswered") + query).context["rows"]
        return {(row["topic"], row["language"]) for row in shown}

    assert rows() == {("loans", "Finnish"), ("tax", "Arabic"), ("", "Somali")}
    assert rows("?topic=tax") == {("tax", "Arabic")}
    assert rows("?topic=loans&language=ar") == set()
    header, *lines = client.get(reverse("reports:unanswered-csv") + "?topic=tax").content.decode().splitlines()
    assert "topic" in header and len(lines) == 1 and ",tax," in lines[0]
