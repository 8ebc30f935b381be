"""Whole conversations over the channel, with the trained model, in three languages."""

import pytest

SAID = {
    "en": {
        "loan": "I need a loan for my bakery",
        "cost": "and how much is it?",
        "simpler": "I don't understand, can you say it more simply?",
        "search": "who can advise me in Arabic for free?",
        "second": "the second one",
        "more": "show me more",
        "again": "start again",
        "thanks": "thank you",
        "person": "I want to talk to a real person",
    },
    "fi": {
        "loan": "tarvitsen lainaa leipomoa varten",
        "cost": "paljonko se maksaa?",
        "simpler": "en ymmärrä, sano helpommin",
        "search": "kuka neuvoo arabiaksi ilmaiseksi?",
        "second": "se toinen",
        "more": "näytä lisää",
        "again": "aloitetaan alusta",
        "thanks": "kiitos",
        "person": "haluan puhua oikean ihmisen kanssa",
    },
    "ar": {
        "loan": "أحتاج قرضاً لفتح مخبز",
        "cost": "كم السعر؟",
        "simpler": "لم أفهم الجواب، اشرح لي بكلمات أبسط",
        "search": "من يقدم استشارة مجانية باللغة العربية؟",
        "second": "الثاني",
        "more": "اعرض المزيد",
        "again": "لنبدأ من جديد",
        "thanks": "شكراً",
        "person": "أريد التحدث مع موظف حقيقي",
    },
}


@pytest.mark.parametrize("language", SAID)
def test_a_question_its_price_and_easier(talk, language):
    person, words = talk(language), SAID[language]
    answer = person.say(words["loan"])
    assert person.understood["intent"] == "get_loan" and person.understood["language"] == language
    assert answer["response"] == "utter_answer" and answer["services"] and answer["sources"]
    assert answer["language"] == language and answer["direction"] == ("rtl" if language == "ar" else "ltr")
    cost = person.say(words["cost"])
    assert "€75" in cost["text"] and "Fill in" not in cost["text"]
    assert person.say(words["simpler"])["text"] == "In plain words: get_loan."
    assert person.say(words["thanks"])["response"] == "utter_thank"


@pytest.mark.parametrize("language", SAID)
def test_a_search_and_what_follows(talk, city, language):
    person, words = talk(language), SAID[language]
    city.asked.clear()
    found = person.say(words["search"])
    assert found["response"] == "utter_search_results", "asks nothing back"
    (search,) = [each for each in city.asked if "/services?" in each]
    assert "spoken=ar" in search and "cost=free" in search
    assert person.say(words["second"])["services"][0]["id"] == "service-2"
    assert "free of charge" in person.say(words["cost"])["text"]
    assert [card["id"] for card in person.say(words["more"])["services"]] == ["service-4", "service-5"]
    assert person.say(words["again"])["response"] == "utter_start_over"
    assert person.say(words["person"])["services"][0]["id"] == "service-4"


def test_the_language_follows_the_person_and_nothing_is_asked(talk):
    person = talk("en")
    assert person.say(SAID["en"]["loan"])["language"] == "en"
    assert person.say(SAID["fi"]["search"])["language"] == "fi"
    assert person.say(SAID["ar"]["person"])["language"] == "ar"


def test_another_language_in_words(talk):
    person = talk("en")
    changed = person.say("can we speak Finnish please?")
    assert changed["set_language"] == changed["language"] == "fi"


def test_in_arabic_after_a_search_is_about_the_services(talk, city):
    person = talk("en")
    person.choose('/search_services{"topic": "finance"}')
    city.asked.clear()
    assert person.say("in Arabic?")["services"]
    assert any("spoken=ar" in each and "topic=finance" in each for each in city.asked)


def test_the_finder_asks_only_what_was_not_said(talk, city):
    person = talk()
    assert person.choose("/search_services")["response"] == "utter_ask_topic"
    assert person.say("financing, in Arabic please")["response"] == "utter_ask_preference"
    city.asked.clear()
    assert person.press("free")["response"] == "utter_search_results"
    (search,) = [each for each in city.asked if "/services?" in each]
    assert "spoken=ar" in search and "cost=free" in search and "topic=" in search


def test_a_question_in_the_middle_is_answered_and_the_way_back_keeps_what_was_said(talk):
    person = talk()
    person.choose('/search_services{"menu": "finder"}')
    person.choose('/search_services{"topic": "finance"}')
    answer = person.say("which permits do I need to open a restaurant kitchen?")
    assert answer["response"] == "utter_answer"
    assert person.press("Go on looking for a service")["response"] == "utter_ask_spoken_language"
    assert person.choose('/search_services{"language": "any"}')["response"] == "utter_ask_preference"
    assert person.say("no")["response"] == "utter_search_results"
    assert person.say("thanks")["response"] == "utter_thank"


def test_no_and_start_again_leave_a_form(talk):
    for words in ("no", "start again"):
        person = talk()
        person.choose('/start_business{"menu": "plan"}')
        assert person.say(words)["response"] in ("utter_deny", "utter_start_over")
        assert person.say("hello")["response"] == "utter_greet"


def test_first_steps_in_words(talk):
    person = talk()
    assert person.say("how do I start a business?")["response"] == "utter_answer"
    assert person.press("Make my first-steps plan")["response"] == "utter_ask_business"
    assert person.say("a kebab restaurant")["response"] == "utter_ask_residence_status"
    plan = person.say("I am a student")
    assert plan["response"] == "utter_first_steps_plan"
    assert "/helsinki/first-steps/?business=food&status=student" in plan["text"]


def test_two_misunderstandings_offer_a_person_and_yes_takes_the_offer(talk):
    person = talk()
    assert person.choose("/nlu_fallback")["response"] == "utter_not_understood"
    assert person.choose("/nlu_fallback")["response"] == "utter_offer_person"
    assert person.say("yes please")["response"] == "utter_person"


@pytest.mark.parametrize("mode", ["error", "nonsense", "shape"])
def test_the_directory_is_down(talk, city, mode):
    person = talk("fi")
    known = person.choose("/get_loan")
    city.mode = mode
    stale = person.choose("/get_loan")
    assert known["text"] in stale["text"] and stale["text"] != known["text"]
    unknown = person.choose("/get_grant" if mode == "error" else f"/find_{'mentor' if mode == 'shape' else 'events'}")
    assert unknown["response"] == "utter_directory_down" and unknown["language"] == "fi"
    person.choose("/urgent_risk")
    assert person.messages[0]["response"] == "utter_urgent_risk"
