"""Guidance is told with its marks, sources, cards and next questions; follow-ups look at the same answer."""

from actions.answers import ActionAnswer, ActionSaySimpler
from actions.details import ActionServiceDetails
from actions.search import ActionShowMore


async def test_an_answer(ask):
    answered = await ask(ActionAnswer(), "loan for an oven", "get_loan")
    text = answered.last["body"]
    assert answered.responses == ["utter_answer"]
    assert text.startswith("The short answer on get_loan.\n\n• It costs €75.\n")
    assert "Nobody gave the fee of 2027." in text and "Service 3" in text
    assert answered.shown() == ["service-1", "service-2", "service-3"]
    assert [source["title"] for source in answered.last["sources"]] == ["Register", "Report"]
    assert answered.payloads() == ["/show_more", "/understand_taxes", "/get_advice", "/say_simpler"]
    assert answered.slots["answer"] == "get_loan" and answered.slots["told"] == 5


async def test_an_unconfirmed_amount_says_so_and_where_to_check(ask):
    text = (await ask(ActionAnswer(), "loan", "get_loan")).last["body"]
    line = next(each for each in text.splitlines() if "€60" in each)
    assert "not confirmed" in line and "https://www.prh.fi" in line and "Fees rise every year." in line
    assert "not confirmed" not in next(each for each in text.splitlines() if "€75" in each)


LATE = "Last checked on 7 May 2026. Please check that it is still right."


async def test_what_nobody_checked_in_time_says_so(ask, city):
    city.checks = {"a.fee": LATE}
    lines = (await ask(ActionAnswer(), "loan", "get_loan")).last["body"].splitlines()
    assert f"• It costs €75. {LATE}" in lines and "• Fill in one form." in lines
    assert lines[0] == "The short answer on get_loan."
    simpler = await ask(ActionSaySimpler(), "what?", "say_simpler", slots={"answer": "get_loan"})
    assert simpler.last["body"] == f"In plain words: get_loan. {LATE}"


async def test_what_all_of_it_asks_to_check_is_said_once(ask, city):
    city.checks = dict.fromkeys(("a.fee", "a.two", "a.three", "a.4", "a.5"), LATE)
    text = (await ask(ActionAnswer(), "loan", "get_loan")).last["body"]
    assert text.count(LATE) == 1 and f"• Fact 5.\n{LATE}" in text


async def test_the_short_answer_asks_to_check_what_it_sums_up_and_does_not_tell(ask, city):
    city.checks = {"a.7": LATE}
    assert (
        (await ask(ActionAnswer(), "loan", "get_loan"))
        .last["body"]
        .startswith(f"The short answer on get_loan. {LATE}\n\n• It costs €75.\n")
    )


async def test_no_guidance_is_no_dead_end(ask):
    answered = await ask(ActionAnswer(), "", "found_association")
    assert answered.responses == ["utter_no_answer"]


async def test_the_plan_is_offered_with_the_first_question(ask):
    answered = await ask(ActionAnswer(), "how to start", "start_business")
    assert answered.payloads()[0] == '/start_business{"menu": "plan"}'


async def test_a_button_of_a_form_that_is_gone_opens_it_again(ask):
    answered = await ask(ActionAnswer(), intent="start_business", entities={"business": "food"}, payload=True)
    assert answered.event("followup")["name"] == "first_steps_form"
    assert answered.slots["business"] == "food"


async def test_an_interrupted_form_is_offered_again_once(ask):
    answered = await ask(ActionAnswer(), "tax?", "understand_taxes", slots={"interrupted": "service_finder_form"})
    assert answered.payloads()[0] == '/search_services{"menu": "finder"}'
    assert answered.slots["interrupted"] is None


async def test_more_tells_the_rest_and_then_no_more(ask):
    slots = {"answer": "get_loan", "told": 5}
    more = await ask(ActionShowMore(), "more", "show_more", slots=slots)
    assert more.last["body"] == "• Fact 6.\n• Fact 7."
    assert (await ask(ActionShowMore(), "more", "show_more", slots={**slots, "told": 7})).responses == ["utter_no_more"]


async def test_simpler(ask):
    simpler = await ask(ActionSaySimpler(), "what?", "say_simpler", slots={"answer": "get_loan"})
    assert simpler.last["body"] == "In plain words: get_loan."
    assert (await ask(ActionSaySimpler(), "what?", "say_simpler")).responses == ["utter_nothing_to_simplify"]


async def test_how_much_is_it_after_an_answer(ask):
    slots = {"answer": "get_loan", "shown": ["service-1", "service-2"]}
    answered = await ask(
        ActionServiceDetails(), "and how much is it?", "ask_service_details", {"detail": "cost"}, slots=slots
    )
    assert "€75" in answered.last["body"] and "€60" in answered.last["body"] and "form" not in answered.last["body"]


async def test_what_no_source_gives_is_said_to_be_unknown(ask):
    slots = {"answer": "get_loan", "shown": []}
    answered = await ask(ActionServiceDetails(), "when open?", "ask_service_details", {"detail": "hours"}, slots=slots)
    assert answered.responses == ["utter_detail_not_in_answer"]
    assert answered.last["values"]["detail"]["items"] == ["Opening hours"]


async def test_directory_down_with_and_without_what_was_known(ask, city):
    city.mode = "error"
    assert (await ask(ActionAnswer(), "loan", "get_loan")).responses == ["utter_directory_down"]
    city.mode = "up"
    await ask(ActionAnswer(), "loan", "get_loan")
    city.mode = "nonsense"
    answered = await ask(ActionAnswer(), "loan", "get_loan")
    assert answered.responses == ["utter_answer"] and "This is what it said on" in answered.last["note"]


async def test_a_fault_of_ours_is_an_apology_and_no_word_of_it_is_logged(ask, city, caplog):
    city.reply = lambda path, query: {"version": "1"} if path == "version" else {**_BROKEN}
    answered = await ask(ActionAnswer(), "my secret loan", "get_loan")
    assert answered.responses == ["utter_internal_apology"]
    assert "failed" in caplog.text and "secret" not in caplog.text


_BROKEN = {"short": "", "simple": "", "statements": [{"no": "text"}], "services": [], "sources": [], "next": []}
