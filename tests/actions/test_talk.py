"""Languages, people, danger, yes and no, and what was not understood."""

import pytest

from actions.language import ActionChangeLanguage
from actions.people import ActionOtherCityService, ActionRequestHuman
from actions.privacy import ActionAskPrivacy
from actions.talk import ActionAffirm, ActionAskBack, ActionDeny, ActionStartOver
from locales.languages import served
from tests.actions.city import CARDS

ASKED_BACK = [
    {"event": "user"},
    {"event": "action", "name": "action_ask_back"},
    {"event": "bot", "data": {"custom": {"response": "utter_ask_back"}}},
    {"event": "action", "name": "action_listen"},
    {"event": "user"},
]


async def test_a_language_that_is_served(ask):
    answered = await ask(ActionChangeLanguage(), "arabic please", "change_language", {"language": "ar"})
    assert answered.last["language"] == answered.last["set_language"] == "ar"


@pytest.mark.parametrize("entities", [{"language": "xx"}, {}])
async def test_other_languages_get_the_list_of_those_served(ask, entities):
    answered = await ask(ActionChangeLanguage(), "polski", "change_language", entities)
    assert len(answered.payloads()) == len(served()) and "set_language" not in answered.last


async def test_answers_are_in_the_language_of_the_message(ask, city):
    await ask(ActionRequestHuman(), "ihminen", "request_human", language="en", identified="fi")
    assert "language=fi" in city.asked[-1]


async def test_a_person_even_where_the_directory_is_down(ask, city):
    answered = await ask(ActionRequestHuman(), "a person please", "request_human")
    assert answered.responses == ["utter_person"] and answered.shown() == ["service-4"]
    city.mode = "error"
    answered = await ask(ActionRequestHuman(), "a person please", "request_human", language="fi")
    assert answered.responses == ["utter_person_unknown"] and answered.last["enquiry"]["origin"] == "asked"


async def test_talking_to_a_person_never_ends_at_a_card_without_contact(ask, city):
    city.without_contact = {"service-1", "service-4"}
    answered = await ask(ActionRequestHuman(), "a person please", "request_human")
    assert answered.responses == ["utter_person_other"] and answered.shown() == ["service-2"]
    city.without_contact, city.version = {card["id"] for card in CARDS}, "2"
    answered = await ask(ActionRequestHuman(), "a person please", "request_human")
    assert answered.responses == ["utter_person_unknown"] and not answered.shown()


@pytest.mark.parametrize("set_to, days", [("7", 7), ("", 30)])
async def test_how_long_words_are_kept_is_what_this_installation_does(ask, city, monkeypatch, set_to, days):
    monkeypatch.setenv("KIOSK_RETENTION_DAYS", set_to)
    city.mode = "error"
    said = (await ask(ActionAskPrivacy(), "who reads this", "ask_privacy")).last
    assert said["response"] == "utter_privacy"
    assert said["values"]["kept"] == {"type": "duration", "count": days, "unit": "day"}


async def test_other_services_of_the_city_only_where_some_fit(ask, city):
    assert (await ask(ActionOtherCityService(), "a flat", "other_city_service")).responses == [
        "utter_other_city_service"
    ]
    city.relaxed = ["topic"]
    answered = await ask(ActionOtherCityService(), "school", "other_city_service")
    assert answered.responses == ["utter_other_city_service_unknown"] and not answered.shown()


async def test_asking_back_offers_the_two_likeliest(ask):
    answered = await ask(
        ActionAskBack(),
        "mony",
        "nlu_fallback",
        {"topic": "loans"},
        ranking=["out_of_scope", "get_loan", "search_services"],
    )
    assert answered.responses == ["utter_ask_back"]
    assert answered.payloads() == ["/get_loan", '/search_services{"topic": ["loans"]}', "/ask_help"]
    assert answered.slots["offer"] == "get_loan"


async def test_the_second_misunderstanding_offers_a_person_and_yes_takes_it(ask):
    answered = await ask(ActionAskBack(), "??", "nlu_fallback", ranking=["get_loan", "get_grant"], events=ASKED_BACK)
    assert answered.responses == ["utter_offer_person"] and answered.last["enquiry"]["origin"] == "misunderstood"
    taken = await ask(ActionAffirm(), "yes", "affirm", slots=answered.slots)
    assert taken.responses == ["utter_person"] and taken.slots["offer"] is None


async def test_a_person_is_not_offered_again_at_once(ask):
    offered = {"event": "bot", "data": {"custom": {"response": "utter_offer_person"}}}
    events = [{"event": "user"}, offered, {"event": "user"}]
    answered = await ask(ActionAskBack(), "??", "nlu_fallback", ranking=["get_loan"], events=events)
    assert answered.responses == ["utter_topics"] and answered.slots.get("offer") is None


async def test_asking_back_never_shows_a_button_twice(ask):
    answered = await ask(ActionAskBack(), "hm", "nlu_fallback", ranking=["request_human", "ask_help"])
    assert sorted(answered.payloads()) == ["/ask_help", "/request_human"]


async def test_understood_in_between_counts_anew(ask):
    answered = {"event": "bot", "data": {"custom": {"response": "utter_answer"}}}
    between = [*ASKED_BACK, {"event": "action", "name": "action_answer"}, answered, {"event": "user"}]
    answered = await ask(ActionAskBack(), "??", "nlu_fallback", ranking=["get_loan", "get_grant"], events=between)
    assert answered.responses == ["utter_ask_back"]


async def test_yes_takes_the_likeliest_and_nothing_offered_is_asked(ask):
    assert (await ask(ActionAffirm(), "yes", "affirm", slots={"offer": "get_loan"})).last["values"] == {
        "intent": "get_loan"
    }
    assert (await ask(ActionAffirm(), "yes", "affirm")).responses == ["utter_affirm"]


async def test_no_and_start_again_forget(ask):
    assert (await ask(ActionDeny(), "no", "deny", slots={"offer": "get_loan"})).slots["offer"] is None
    cleared = (await ask(ActionStartOver(), "again", "start_over", slots={"search": {"page": 1}, "topic": "tax"})).slots
    assert cleared == {"search": None, "topic": None}


SHOWN = {"shown": ["service-1", "service-2"], "search": {"filters": {"topic": ["finance"]}, "q": "money", "page": 1}}


@pytest.mark.parametrize(
    "text, entities, ranking, slots, response",
    [
        (
            "paljonko se maksaa",
            {"detail": "cost"},
            ["learn_finance", "ask_service_details"],
            {"answer": "get_loan"},
            "details",
        ),
        ("price?", {"detail": "cost"}, ["ask_service_details"], {"service": "service-1"}, "details"),
        ("price?", {"detail": "cost"}, ["ask_service_details"], {}, "ask_back"),
        ("in Finnish?", {"language": "ar"}, ["change_language"], SHOWN, "search_results"),
        ("in Finnish?", {"language": "ar"}, ["change_language"], {}, "ask_back"),
        ("two", {"position": "2"}, ["choose_item"], SHOWN, "chosen"),
        ("huh", {}, ["say_simpler"], {"answer": "get_loan"}, "simpler"),
        ("huh", {}, ["get_loan", "say_simpler"], {"answer": "get_loan"}, "ask_back"),
        ("and how much tax do I have to pay for it", {"detail": "cost"}, ["ask_service_details"], SHOWN, "ask_back"),
    ],
)
async def test_a_short_message_refers_to_what_was_shown(ask, text, entities, ranking, slots, response):
    answered = await ask(ActionAskBack(), text, "nlu_fallback", entities, slots=slots, ranking=[*ranking, "greet"])
    assert answered.responses == [f"utter_{response}"]
