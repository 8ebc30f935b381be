"""The two forms take what was said, skip what does not matter, and close for another question."""

import pytest

from actions.finder import (
    ActionAskPreference,
    ActionAskSpokenLanguage,
    ActionAskTopic,
    ActionSubmitServiceFinder,
    ValidateServiceFinderForm,
)
from actions.first_steps import (
    ActionAskBusiness,
    ActionAskResidenceStatus,
    ActionFirstStepsPlan,
    ValidateFirstStepsForm,
)
from locales.languages import served
from tests.actions.test_search import asked


async def finder(ask, text="", intent="search_services", entities=None, slot="topic", **more):
    return await ask(
        ValidateServiceFinderForm(),
        text,
        intent,
        entities,
        slots={"requested_slot": slot, **more.pop("slots", {})},
        **more,
    )


async def test_one_message_may_answer_several_questions(ask):
    answered = await finder(
        ask, "money, in Arabic, free", entities={"topic": "finance", "language": "ar", "cost": "free"}
    )
    assert answered.slots["topic"] == "finance" and answered.slots["spoken_language"] == "ar"
    assert answered.slots["preference"] == {"cost": ["free"]}


async def test_words_that_are_no_topic_are_searched_for(ask, city):
    answered = await finder(ask, "spare parts", "nlu_fallback")
    assert answered.slots["topic"] == {"q": "spare parts"}
    slots = {"topic": {"q": "spare parts"}, "spoken_language": "any", "preference": {}}
    found = await ask(ActionSubmitServiceFinder(), "", slots=slots)
    assert asked(city)["q"] == ["spare parts"] and "spoken" not in asked(city)
    assert found.slots["topic"] is None and found.responses == ["utter_search_results"]


async def test_a_button_skips(ask):
    assert (await finder(ask, entities={"topic": "any"}, payload=True)).slots["topic"] == "any"
    assert (await finder(ask, entities={"cost": "any"}, slot="preference", payload=True)).slots["preference"] == {}


async def test_no_to_what_else_matters_is_an_answer(ask):
    answered = await finder(ask, "no", "deny", slot="preference")
    assert answered.slots["preference"] == {} and answered.event("active_loop") is None


async def test_another_question_closes_the_form_and_keeps_what_was_said(ask):
    answered = await finder(ask, "which permit do I need for a food truck", "get_licences", slots={"topic": "finance"})
    assert answered.event("active_loop")["name"] is None
    assert answered.event("action_execution_rejected")["name"] == "service_finder_form"
    assert answered.slots["interrupted"] == "service_finder_form" and "topic" not in answered.slots


async def test_starting_again_forgets_what_was_said(ask):
    answered = await finder(ask, "start again", "start_over", slots={"topic": "finance"}, slot="spoken_language")
    assert answered.event("active_loop")["name"] is None and answered.slots["topic"] is None


async def test_questions_have_buttons_and_a_way_to_skip(ask):
    topics = await ask(ActionAskTopic(), language="ar")
    assert topics.payloads()[-1] == '/search_services{"topic": "any"}' and len(topics.payloads()) > 1
    languages = (await ask(ActionAskSpokenLanguage(), language="ar")).payloads()
    assert languages[0] == '/search_services{"language": "ar"}' and len(languages) == len(served()) + 1


async def test_first_steps_with_what_was_said_or_not(ask, city):
    answered = await ask(
        ValidateFirstStepsForm(), "kebab", "nlu_fallback", {"business": "food"}, slots={"requested_slot": "business"}
    )
    assert answered.slots["business"] == "food"
    statuses = (await ask(ActionAskResidenceStatus())).payloads()
    assert statuses == ['/start_business{"status": "student"}', '/start_business{"status": "any"}']


async def plan(ask, text, intent, response="utter_ask_business", slot="business", entities=None):
    """What the form makes of a message after a question, and what it says then."""
    asked_for = {"event": "bot", "data": {"custom": {"response": response}}}
    more = {"events": [{"event": "user"}, asked_for, {"event": "user"}]}
    slots = {"requested_slot": slot}
    heard = await ask(ValidateFirstStepsForm(), text, intent, entities, slots=dict(slots), **more)
    slots |= heard.slots
    asks = ActionAskResidenceStatus() if slots.get("business") else ActionAskBusiness()
    return heard, await ask(asks, text, intent, entities, slots=slots, **more)


async def test_what_is_no_answer_is_asked_again_once_and_never_dropped_silently(ask):
    heard, said = await plan(ask, "astrology", "out_of_scope")
    assert heard.slots == {"business": None}, "without a slot the form would take it for another question"
    assert said.responses == ["utter_ask_again"] and said.payloads()[-1] == '/start_business{"business": "any"}'
    heard, said = await plan(ask, "stars", "nlu_fallback", "utter_ask_again")
    assert heard.slots == {"business": "any"}
    assert said.responses == ["utter_ask_residence_status"] and "without your answer" in said.last["body"]
    assert said.last["enquiry"]["origin"] == "misunderstood" and said.payloads()[-1] == "/request_human"


AGAIN = {
    "events": [
        {"event": "user"},
        {"event": "bot", "data": {"custom": {"response": "utter_ask_why"}}},
        {"event": "user"},
    ]
}


async def test_the_plan_offers_a_person_where_the_last_answer_was_not_understood_twice(ask):
    slots = {"business": "food", "residence_status": "any", "requested_slot": None}
    said = await ask(ActionFirstStepsPlan(), "what?", "nlu_fallback", slots=slots, **AGAIN)
    assert "without your answer" in said.last["body"] and said.last["enquiry"]["origin"] == "misunderstood"
    skipped = await ask(
        ActionFirstStepsPlan(), "", "start_business", {"status": "any"}, slots=slots, payload=True, **AGAIN
    )
    assert "enquiry" not in skipped.last


@pytest.mark.parametrize(
    "asked_for, asks, left",
    [
        ("topic", ActionAskSpokenLanguage(), {"topic": "any"}),
        ("spoken_language", ActionAskPreference(), {"topic": "finance", "spoken_language": "any"}),
        (None, ActionSubmitServiceFinder(), {"topic": "finance", "spoken_language": "any", "preference": {}}),
    ],
)
async def test_the_finder_offers_a_person_after_two_misunderstandings(ask, asked_for, asks, left):
    slots = {"requested_slot": asked_for, **left}
    said = await ask(asks, "I don't know", "deny", slots=slots, **AGAIN)
    assert "without your answer" in said.last["body"] and said.last["enquiry"]["origin"] == "misunderstood"
    assert "/request_human" in said.payloads()
    answered = await ask(asks, "no", "deny", slots=slots, **AGAIN)
    assert "enquiry" not in answered.last, "'no' is an answer"


@pytest.mark.parametrize(
    "text, intent", [("I don’t know", "deny"), ("WHAT?", "nlu_fallback"), ("ليش؟", "out_of_scope"), ("eh", "ask_help")]
)
async def test_who_is_unsure_gets_the_reason_and_the_same_question(ask, text, intent):
    heard, said = await plan(ask, text, intent)
    assert heard.event("active_loop") is None and said.responses == ["utter_ask_why"]
    assert len(said.payloads()) == 2
    found = await finder(ask, text, intent)
    assert found.event("active_loop") is None and found.slots == {"topic": None}


@pytest.mark.parametrize("text, intent", [("stop", "start_over"), ("no", "deny")])
async def test_stop_leaves_the_plan(ask, text, intent):
    heard, _ = await plan(ask, text, intent)
    assert heard.event("active_loop")["name"] is None and heard.slots["interrupted"] is None


async def test_an_answer_to_the_other_question_is_repeated(ask):
    slots = {"requested_slot": "residence_status", "business": "food"}
    said = await ask(ActionAskResidenceStatus(), "a restaurant", "start_business", {"business": "food"}, slots=slots)
    assert said.responses == ["utter_ask_residence_status"] and "Food" in said.last["body"]
    again = await ask(ValidateFirstStepsForm(), "a restaurant", "start_business", {"business": "food"}, slots=slots)
    assert again.slots == {"residence_status": None} and again.event("active_loop") is None


async def test_the_plan(ask, city):
    answered = await ask(ActionFirstStepsPlan(), slots={"business": "food", "residence_status": "any"})
    asked_for = next(each for each in city.asked if "/plan?" in each)
    assert "business=food" in asked_for and "status" not in asked_for
    text = answered.last["body"]
    assert text.startswith("Your answers: Food")
    assert "1. Check your right\n• It costs €75.\nDocuments: passport\nCost: €75\nWhere: Service 1" in text
    assert "2. Register" in text and "/helsinki/first-steps/?business=food" in text
    assert answered.slots["business"] is None and answered.payloads()[0] == "/check_right_to_operate"


async def test_danger_and_long_questions_are_never_taken_for_an_answer(ask):
    for said, intent, entities in (
        ("refugee, he hits me", "urgent_risk", {"status": "refugee"}),
        ("what will the weather be like in town tomorrow", "out_of_scope", {}),
    ):
        slots = {"requested_slot": "residence_status"}
        answered = await ask(ValidateFirstStepsForm(), said, intent, entities, slots=slots)
        assert answered.event("action_execution_rejected")["name"] == "first_steps_form"
        assert "residence_status" not in answered.slots
