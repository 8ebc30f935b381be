"""Danger, hardship, barriers, errors and overdue records: each ends at a person of the city."""

import pytest
import yaml

from actions.answers import ActionAnswer
from actions.barrier import ActionReportBarrier
from actions.corrections import ActionSuggestUpdate
from actions.danger import ActionUrgentRisk
from actions.finder import ValidateServiceFinderForm
from actions.hardship import hardships
from actions.people import ActionCheckEnquiry, ActionOutOfScope, ActionRequestHuman
from actions.search import ActionSearchServices
from locales.languages import served
from locales.topics import TOPICS
from tests.conftest import ROOT

POLICE = {"number": "110", "for": "Police", "source": {"title": "Police", "url": "https://example.org/110"}}
EUROPE = {"number": "112", "for": "All", "source": {"title": "Directive", "url": "https://example.org/112"}}


async def test_the_emergency_number_comes_first_alone_and_without_the_directory(ask, city):
    city.mode = "error"
    answered = await ask(ActionUrgentRisk(), "he took my passport", "urgent_risk")
    first, second = answered.messages
    assert first["response"] == "utter_urgent_risk"
    assert first["values"]["number"] == {"type": "phone", "number": "112"}
    assert first["sources"][0]["url"].startswith("https://eur-lex.europa.eu/")
    assert "services" not in first and "body" not in first and "enquiry" not in first
    assert second["response"] == "utter_urgent_person" and second["enquiry"]["origin"] == "risk"


async def test_the_numbers_of_the_city_with_the_one_for_everything_first(ask, city):
    city.emergency = [POLICE, EUROPE]
    first = (await ask(ActionUrgentRisk(), "he hits me", "urgent_risk")).messages[0]
    assert first["values"]["number"]["number"] == "112" and "Police" in first["body"] and "110" in first["body"]
    assert [source["title"] for source in first["sources"]] == ["Directive", "Police"]
    city.emergency, city.version = [POLICE], "2"
    assert (await ask(ActionUrgentRisk(), "he hits me", "urgent_risk")).responses[0] == "utter_urgent_risk_elsewhere"


async def test_in_danger_no_card_and_only_a_contact_that_can_be_reached(ask, city):
    answered = await ask(ActionUrgentRisk(), "he took my passport", "urgent_risk")
    assert "Service 4, +35893101400" in answered.last["body"] and not answered.shown()
    city.without_contact, city.version = {"service-4"}, "2"
    assert "Service 4" not in (await ask(ActionUrgentRisk(), "he hits me", "urgent_risk")).last["body"]


@pytest.mark.parametrize(
    "language, words",
    [
        ("en", "They want to DEPORT me!"),
        ("fi", "Saan häädön liiketilasta"),
        ("sv", "kronofogden har skickat ett brev"),
        ("de", "Ich werde abgeschoben"),
        ("fr", "un huissier est venu chez moi"),
        ("es", "nos van a desahuciar"),
        ("pt", "recebi uma ordem de despejo"),
        ("tr", "Eve haciz geldi"),
        ("ru", "меня хотят депортировать"),
        ("uk", "нас виселяють"),
        ("ar", "وصلني قرار بِتَرْحيلي، أخاف من الترحيل"),
        ("fa", "حکم تخليه گرفتم"),
        ("ckb", "لە وڵات دەرمدەکەن"),
        ("so", "waa la i masaafurinayaa"),
    ],
)
async def test_hardship_names_who_helps_and_a_person(ask, language, words):
    answered = await ask(ActionOutOfScope(), words, "out_of_scope", language=language)
    assert answered.responses == ["utter_hardship"] and answered.last["enquiry"]["origin"] == "hardship"
    assert answered.shown() == ["service-1"] and "/request_human" in answered.payloads()


async def test_hardship_without_an_office_names_the_city_and_without_that_a_person(ask, city):
    city.relaxed = ["topic"]
    answered = await ask(ActionRequestHuman(), "bailiffs came today", "request_human")
    assert answered.responses == ["utter_hardship_contact"] and answered.shown() == ["service-4"]
    assert "/handle_difficulty" in answered.payloads()
    city.mode = "error"
    answered = await ask(ActionAnswer(), "I will be evicted", "find_premises", language="en")
    assert answered.responses == ["utter_hardship_contact"], "what was known of the city's contact is still shown"


async def test_hardship_where_the_directory_is_down_still_offers_a_person(ask, city):
    city.mode = "error"
    answered = await ask(ActionAnswer(), "I will be evicted", "find_premises")
    assert answered.responses == ["utter_hardship_unknown"] and answered.last["enquiry"]["origin"] == "hardship"


@pytest.mark.parametrize(
    "language, words",
    [
        ("es", "Quiero abrir una tienda, sin embargo no tengo dinero"),
        ("de", "Muss ich Pfand auf Flaschen nehmen?"),
        ("de", "Kann ich aus meiner Wohnung arbeiten?"),
        ("en", "a social enterprise for homeless people"),
        ("tr", "Mesleğimi icra etmek istiyorum"),
        ("ru", "Куда высылать документы?"),
    ],
)
async def test_ordinary_words_are_no_hardship(ask, language, words):
    answered = await ask(ActionAnswer(), words, "get_loan", language=language)
    assert answered.responses == ["utter_answer"]


async def test_words_of_another_language_do_not_count(ask):
    answered = await ask(ActionAnswer(), "Un cielo despejado", "get_loan", language="es")
    assert answered.responses == ["utter_answer"]


async def test_danger_wins_over_hardship_and_hardship_leaves_a_form(ask):
    answered = await ask(ActionUrgentRisk(), "my boss says he lets me be deported", "urgent_risk")
    assert (
        answered.responses == ["utter_urgent_risk", "utter_hardship"] and answered.last["enquiry"]["origin"] == "risk"
    )
    slots = {"requested_slot": "topic"}
    answered = await ask(ValidateServiceFinderForm(), "I am being evicted", "search_services", slots=slots)
    assert not answered.messages and answered.event("action_execution_rejected")


def test_every_first_language_has_words_of_every_hardship():
    codes = {language.code for language in served()}
    for hardship in hardships():
        assert set(hardship.words) == codes


def test_topics_are_those_of_the_directory_and_intents_known():
    taxonomy = yaml.safe_load((ROOT / "services_directory/content/taxonomy.yml").read_text())
    topics = {row["code"] for row in taxonomy["topic"]}
    groups = yaml.safe_load((ROOT / "bot/taxonomy.yml").read_text())
    assert set(TOPICS.values()) <= topics
    assert set(TOPICS) <= {intent for group in groups.values() for intent in group}
    assert {topic for hardship in hardships() for topic in hardship.topics} <= topics


async def test_what_rests_on_an_overdue_record_offers_a_person(ask, city):
    search = {"topic": "loans"}
    assert "enquiry" not in (await ask(ActionSearchServices(), "loans", "search_services", search)).last
    city.overdue, city.version = {"service-2", "service-4"}, "2"
    answered = await ask(ActionSearchServices(), "loans", "search_services", search)
    assert answered.last["enquiry"] == {"origin": "overdue", "topic": "loans", "service": "service-2"}
    answered = await ask(ActionRequestHuman(), "a person", "request_human")
    assert answered.last["enquiry"]["origin"] == "asked", "a nearer reason stays"


async def test_a_barrier_asks_what_then_where_then_offers_to_tell_the_city(ask):
    action, slots = ActionReportBarrier(), {"shown": ["service-1", "service-2"], "answer": "open_bank_account"}
    asked = await ask(action, "the bank sent me away", "report_barrier", slots=slots)
    assert asked.responses == ["utter_barrier_kind"] and len(asked.payloads()) == 9
    assert '/report_barrier{"barrier": "credit_history"}' in asked.payloads()
    kind = {"barrier": "credit_history"}
    where = await ask(action, intent="report_barrier", entities=kind, slots=slots, payload=True)
    assert where.responses == ["utter_barrier_where"]
    assert where.payloads()[-1] == '/report_barrier{"barrier": "credit_history", "service": "none"}'
    told = await ask(
        action, intent="report_barrier", entities={**kind, "service": "service-2"}, slots=slots, payload=True
    )
    assert told.responses == ["utter_report_barrier"] and told.payloads()[0] == "/overcome_no_credit"
    assert told.last["enquiry"] == {
        "origin": "barrier",
        "topic": "finance",
        "service": "service-2",
        "barrier": {"kind": "credit_history", "step": "open_bank_account"},
    }


async def test_a_barrier_where_no_service_was_shown_and_the_directory_is_down(ask, city):
    city.mode = "error"
    answered = await ask(
        ActionReportBarrier(), intent="report_barrier", entities={"barrier": "hours"}, slots={"shown": ["service-1"]},
        payload=True,
    )  # fmt: skip
    assert answered.responses == ["utter_report_barrier"] and "service" not in answered.last["enquiry"]


def said(text: str, intent: str = "suggest_update", payload: bool = False) -> dict:
    return {
        "event": "user", "text": text, "parse_data": {"intent": {"name": intent}}, "metadata": {"payload": payload},
    }  # fmt: skip


async def test_an_error_is_passed_on_only_after_a_yes_and_in_the_persons_words(ask, city):
    action, slots = ActionSuggestUpdate(), {"shown": ["service-1", "service-2"]}
    which = await ask(action, "the phone number is wrong", "suggest_update", slots=slots)
    assert which.responses == ["utter_which_service"] and not city.reports
    events = [said("the phone number is wrong"), said("/suggest_update", payload=True)]
    chosen = {"service": "service-2"}
    shown = await ask(action, intent="suggest_update", entities=chosen, slots=slots, payload=True, events=events)
    assert shown.responses == ["utter_update_words"] and not city.reports
    assert shown.last["values"]["words"]["text"] == "the phone number is wrong"
    sent = await ask(
        action, intent="suggest_update", entities={**chosen, "send": "yes"}, slots=slots, payload=True, events=events
    )
    assert sent.responses == ["utter_update_sent"] and sent.last["enquiry"]["service"] == "service-2"
    (report,) = city.reports
    assert report.pop("conversation"), "so that erasing the conversation takes the words along"
    assert report == {"city": "helsinki", "text": "the phone number is wrong", "language": "en", "service": "service-2"}


async def test_an_error_that_cannot_be_passed_on_and_one_without_words(ask, city):
    action, events = ActionSuggestUpdate(), [said("it is closed")]
    entities = {"service": "none", "send": "yes"}
    city.mode = "error"
    answered = await ask(action, intent="suggest_update", entities=entities, payload=True, events=events)
    assert answered.responses == ["utter_suggest_update"] and answered.last["enquiry"]["origin"] == "error"
    city.mode, events = "up", [said("hello", intent="greet")]
    answered = await ask(action, intent="suggest_update", entities=entities, payload=True, events=events)
    assert answered.responses == ["utter_suggest_update"] and not city.reports


async def test_a_receipt_code_has_a_page_of_its_own(ask):
    answered = await ask(ActionCheckEnquiry(), "what about my enquiry?", "check_enquiry", language="fi")
    assert answered.last["values"]["link"]["text"] == "/helsinki/enquiry/?language=fi"
    assert answered.last["enquiry"] == {"code": True}


def test_a_star_within_a_phrase_stands_for_letters_of_its_word():
    from actions.wording import folded, pattern

    found = pattern(["cobrador* de dívida*"])
    assert found.search(folded("Os cobradores de dívidas ligam-me todos os dias"))
    assert not found.search(folded("cobrador dívida"))
