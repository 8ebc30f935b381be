"""Services are found by what was said, narrowed, paged, pointed at and asked about."""

from urllib.parse import parse_qs, urlsplit

import pytest

from actions.details import ActionChooseItem, ActionServiceDetails
from actions.language import ActionChangeLanguage
from actions.search import ActionSearchServices, ActionShowMore
from tests.actions.city import CARDS

SEARCHED = {"filters": {"topic": ["finance"]}, "q": "money", "page": 1}
SHOWN = ["service-1", "service-2", "service-3"]


def asked(city) -> dict[str, list[str]]:
    """Parameters of the last search."""
    return parse_qs(urlsplit([each for each in city.asked if "/services?" in each][-1]).query)


async def test_filters_and_words_reach_the_directory(ask, city):
    entities = {"topic": "advice", "language": "ar", "cost": "free"}
    answered = await ask(
        ActionSearchServices(), "who advises in Arabic for free in Kallio", "search_services", entities
    )
    query = asked(city)
    assert query["topic"] == ["advice"] and query["spoken"] == ["ar"] and query["cost"] == ["free"]
    assert query["district"] == ["kallio"] and query["q"]
    assert answered.responses == ["utter_search_results"] and answered.shown() == SHOWN
    assert answered.slots["shown"] == SHOWN and answered.payloads()[0] == "/show_more"
    assert answered.event("followup") is None


async def test_a_bare_want_opens_the_finder(ask):
    for said in ({"text": "find services"}, {"text": "", "payload": True}):
        answered = await ask(ActionSearchServices(), intent="search_services", **said)
        assert answered.event("followup")["name"] == "service_finder_form" and not answered.messages


async def test_words_without_a_known_value_are_searched_for(ask, city):
    await ask(ActionSearchServices(), "customs papers for importing coffee beans", "search_services")
    assert asked(city)["q"] == ["customs papers for importing coffee beans"]


async def test_what_was_left_out_is_said(ask, city):
    city.relaxed = ["cost"]
    answered = await ask(ActionSearchServices(), "free money", "search_services", {"topic": "finance", "cost": "free"})
    assert answered.responses == ["utter_search_relaxed"]
    assert answered.last["values"]["left_out"]["items"] == ["free"]


async def test_nothing_found(ask, city):
    city.found = []
    answered = await ask(
        ActionSearchServices(), "moon rockets for hire please", "search_services", {"topic": "finance"}
    )
    assert answered.responses == ["utter_search_nothing"] and answered.slots["shown"] == []


async def test_only_free_ones_narrows_the_search(ask, city):
    await ask(ActionSearchServices(), "only free ones", "search_services", {"cost": "free"}, slots={"search": SEARCHED})
    assert asked(city)["topic"] == ["finance"] and asked(city)["cost"] == ["free"] and asked(city)["q"] == ["money"]


async def test_another_topic_is_another_search(ask, city):
    await ask(ActionSearchServices(), "training", "search_services", {"topic": "advice"}, slots={"search": SEARCHED})
    assert asked(city)["topic"] == ["advice"] and asked(city)["q"] == ["training"]


async def test_in_arabic_after_a_search_narrows_it_and_offers_the_language(ask, city):
    answered = await ask(
        ActionChangeLanguage(), "in Arabic?", "change_language", {"language": "ar"}, slots={"search": SEARCHED}
    )
    assert asked(city)["spoken"] == ["ar"]
    assert answered.responses == ["utter_search_results"]
    assert answered.payloads()[0] == '/change_language{"language": "ar"}'


async def test_more(ask):
    slots = {"search": SEARCHED, "shown": SHOWN}
    more = await ask(ActionShowMore(), "more", "show_more", slots=slots)
    assert more.responses == ["utter_search_more"] and more.shown() == ["service-4", "service-5"]
    slots["search"] = more.slots["search"]
    assert (await ask(ActionShowMore(), "more", "show_more", slots=slots)).responses == ["utter_no_more"]


async def test_pointing_at_what_was_shown(ask):
    for position, wanted in (("2", "service-2"), ("last", "service-3")):
        chosen = await ask(
            ActionChooseItem(),
            "that",
            "choose_item",
            {"position": position},
            slots={"shown": SHOWN, "service": "service-1"},
        )
        assert chosen.slots["service"] == wanted and chosen.shown() == [wanted]


async def test_pointing_beyond_asks_which(ask):
    chosen = await ask(ActionChooseItem(), "number 5", "choose_item", {"position": "5"}, slots={"shown": SHOWN})
    assert chosen.responses == ["utter_no_such_item"]
    assert '/choose_item{"service": "service-2"}' in chosen.payloads()
    assert (await ask(ActionChooseItem(), "that", "choose_item")).responses == ["utter_no_service_yet"]


async def test_details_of_the_service_in_focus_and_what_is_not_known(ask):
    answered = await ask(
        ActionServiceDetails(), "how much", "ask_service_details", {"detail": "cost"}, slots={"service": "service-2"}
    )
    assert answered.last["body"] == "Service 2\n• Price: free of charge"
    answered = await ask(
        ActionServiceDetails(), "when open", "ask_service_details", {"detail": "hours"}, slots={"service": "service-2"}
    )
    assert "does not say" in answered.last["body"]


async def test_a_service_that_is_named_wins_over_the_one_in_focus(ask):
    slots = {"service": "service-2", "answer": "get_loan"}
    answered = await ask(
        ActionServiceDetails(), "phone of Service 4?", "ask_service_details", {"detail": "cost"}, slots=slots
    )
    assert answered.shown() == ["service-4"] and answered.slots["service"] == "service-4"


async def test_which_one_keeps_what_was_asked(ask):
    answered = await ask(
        ActionServiceDetails(), "when open", "ask_service_details", {"detail": "hours"}, slots={"shown": SHOWN}
    )
    assert answered.responses == ["utter_which_service"]
    assert '/ask_service_details{"service": "service-1", "detail": "hours"}' in answered.payloads()


@pytest.mark.parametrize("answer", [None, "get_loan"])
async def test_what_the_cards_show_is_never_denied(ask, answer):
    slots = {"shown": SHOWN, "answer": answer}
    said = {"detail": "language", "language": "hi"}
    answered = await ask(ActionServiceDetails(), "do they speak hindi", "ask_service_details", said, slots=slots)
    assert answered.responses == ["utter_details"] and answered.shown() == SHOWN
    assert answered.last["body"].count("English and Finnish. Hindi is not among") == len(SHOWN)
    spoken = await ask(ActionServiceDetails(), "finnish?", "ask_service_details", {"language": "fi"}, slots=slots)
    assert "not among" not in spoken.last["body"]
    # No statement of the answer is about an address, but the cards are.
    where = await ask(ActionServiceDetails(), "where", "ask_service_details", {"detail": "address"}, slots=slots)
    assert "Street 1" in where.last["body"]


async def test_how_to_apply_is_offered_beside_a_service_whose_record_says_it(ask, city):
    chosen = await ask(ActionChooseItem(), "number 2", "choose_item", {"position": "2"}, slots={"shown": SHOWN})
    assert not [each for each in chosen.payloads() if "application" in each]
    city.details = {**city.details, "application": {"text": "Fill in one form.", "known": True}}
    chosen = await ask(ActionChooseItem(), "the first", "choose_item", {"position": "1"}, slots={"shown": SHOWN})
    button = '/ask_service_details{"service": "service-1", "detail": "application"}'
    assert button in chosen.payloads()
    said = {"service": "service-1", "detail": "application"}
    told = await ask(ActionServiceDetails(), button, "ask_service_details", said, payload=True)
    assert told.last["body"] == "Service 1\n• How to apply: Fill in one form."


async def test_a_service_that_is_gone_from_the_directory(ask, city):
    answered = await ask(
        ActionServiceDetails(), "", "ask_service_details", {"service": "old", "detail": "cost"}, payload=True
    )
    assert answered.responses == ["utter_no_service_yet"]
    assert all("id" in each for each in CARDS)


async def test_a_closed_service_is_not_recommended_without_a_word(ask, city):
    finnish = {"text": "Suljettu heinäkuussa", "language": "fi", "elsewhere": "This text is in Finnish."}
    closed = {"text": "Closed in July", "language": "en", "elsewhere": None}
    city.alerts = {"service-1": closed, "service-2": finnish}
    answered = await ask(ActionSearchServices(), "money", "search_services", {"topic": "finance"})
    assert answered.last["body"] == (
        "Please note: Service 1: Closed in July\n"
        "Please note: Service 2: Suljettu heinäkuussa (This text is in Finnish.)"
    )
    assert [each["alert"] for each in answered.last["services"]] == [closed, finnish, None]
    details = {"slots": {"shown": ["service-1"]}, "entities": {"detail": "cost"}}
    answered = await ask(ActionServiceDetails(), "how much is it", "ask_service_details", **details)
    told, notice = answered.last["body"].split("\n\n")
    assert "free of charge" in told and notice == "Please note: Service 1: Closed in July"
