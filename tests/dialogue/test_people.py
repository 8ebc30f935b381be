"""Ways to a person, over the channel and with the trained model."""

import pytest

SAID = {
    "en": {"danger": "my boss took my passport and hits me", "hardship": "I will be deported next week"},
    "fi": {"danger": "pomo vei passini ja lyö minua", "hardship": "Sain häädön ja ulosotto soittaa"},
    "ar": {"danger": "صاحب العمل أخذ جوازي ويضربني", "hardship": "وصلني أمر إخلاء من الشقة"},
}


@pytest.mark.parametrize("language", SAID)
def test_danger_names_the_number_first_and_then_a_person(talk, language):
    person = talk(language)
    person.say(SAID[language]["danger"])
    first, second = person.messages
    assert first["response"] == "utter_urgent_risk" and "112" in first["text"] and first["sources"]
    assert not first["services"] and "enquiry" not in first
    assert second["enquiry"]["origin"] == "risk"


@pytest.mark.parametrize("language", SAID)
def test_hardship_names_an_office_and_a_person(talk, language):
    answer = talk(language).say(SAID[language]["hardship"])
    # Where the words sound of danger too, the emergency number went before.
    assert answer["response"].startswith("utter_hardship") and answer["enquiry"]["origin"] in ("hardship", "risk")
    assert answer["services"] and answer["language"] == language


def test_hardship_is_no_answer_to_a_form(talk):
    person = talk()
    person.choose('/search_services{"menu": "finder"}')
    assert person.say("they evict me from my flat tomorrow")["response"].startswith("utter_hardship")
    assert person.say("hello")["response"] == "utter_greet"


def test_two_misunderstandings_and_a_wish_lead_to_a_person(talk):
    person = talk()
    person.choose("/nlu_fallback")
    assert person.choose("/nlu_fallback")["enquiry"]["origin"] == "misunderstood"
    assert person.choose("/request_human")["enquiry"]["origin"] == "asked"


def test_an_answer_says_what_it_is_about(talk):
    """An enquiry after 'this did not help' begins with it."""
    assert talk("en").choose("/register_business")["topic"] == "registration"
    assert "topic" not in talk("en").choose("/greet")


def test_a_barrier_by_buttons(talk):
    person = talk()
    person.choose('/search_services{"topic": "finance"}')
    asked = person.choose("/report_barrier")
    assert asked["response"] == "utter_barrier_kind"
    assert person.press("No credit history here")["response"] == "utter_barrier_where"
    told = person.press("Service 2")
    assert told["response"] == "utter_report_barrier"
    assert told["enquiry"]["service"] == "service-2" and told["enquiry"]["barrier"]["kind"] == "credit_history"


def test_an_error_is_passed_on_after_a_yes(talk, city):
    city.reports.clear()
    person = talk()
    person.choose('/search_services{"topic": "finance"}')
    assert person.say("the phone number you showed me is wrong")["response"] == "utter_which_service"
    shown = person.press("Service 1")
    assert shown["response"] == "utter_update_words" and not city.reports
    assert person.press("Yes, pass it on")["response"] == "utter_update_sent"
    (report,) = city.reports
    assert report["service"] == "service-1" and report["text"] == "the phone number you showed me is wrong"


def test_an_overdue_record_offers_a_person(talk, city):
    city.overdue, city.version = {"service-1"}, "overdue"
    try:
        found = talk().choose('/search_services{"topic": "finance"}')
    finally:
        city.overdue, city.version = set(), "1"
    assert found["enquiry"] == {"origin": "overdue", "topic": "finance", "service": "service-1"}


def test_a_code_is_asked_for_on_its_page(talk):
    answer = talk("fi").choose("/check_enquiry")
    assert answer["enquiry"] == {"code": True} and "/helsinki/enquiry/?language=fi" in answer["text"]
