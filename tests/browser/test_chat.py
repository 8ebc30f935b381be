"""A newcomer talks with the guide: questions, choices, reload, languages, deletion."""

import re

import pytest

from .chat import QUESTIONS, ask, focused, greeted, scrolls_sideways
from .conftest import PHONE

RTL = "ar"


@pytest.mark.parametrize("language", ["en", "fi", "ar"])
def test_a_question_is_answered_in_its_language(visit, language):
    page = greeted(visit(f"/helsinki/?language={language}"))
    answer = ask(page, QUESTIONS[language])
    bubble = answer.locator(".bubble")
    assert bubble.get_attribute("lang") == language
    assert bubble.get_attribute("dir") == ("rtl" if language == RTL else "ltr")
    assert bubble.inner_text().strip()
    assert answer.locator(".beside a").count(), "an answer names services or sources"
    assert language == "en" or "Did this help" not in page.locator("kiosk-chat .helped").inner_text()


def test_a_card_says_that_its_service_is_closed_in_the_language_it_was_written_in(visit):
    page = greeted(visit("/helsinki/?language=en"))
    alert = {"text": "Suljettu heinäkuussa", "language": "fi", "elsewhere": "This text is in Finnish."}

    def close(route):
        answer = route.fetch()
        said = answer.json()
        for message in said["messages"]:
            for card in message["services"]:
                card["alert"] = alert
        route.fulfill(response=answer, json=said)

    page.route("**/messages", close, times=1)
    card = ask(page, QUESTIONS["en"]).locator(".card").first
    notice = card.locator("p.note[lang=fi]")
    assert notice.inner_text() == alert["text"] and notice.is_visible()
    assert card.get_by_text(alert["elsewhere"]).is_visible()


def test_right_to_left_mirrors_the_layout_and_isolates_what_runs_left_to_right(visit):
    page = greeted(visit(f"/helsinki/?language={RTL}"))
    answer = ask(page, QUESTIONS[RTL])
    mine = page.locator("kiosk-chat .person .bubble").first.bounding_box()
    guides = answer.locator(".bubble").bounding_box()
    assert mine["x"] < guides["x"], "the person's words stand at the left end, the guide's at the right beginning"
    send = page.locator("kiosk-chat .send").bounding_box()
    box = page.locator("kiosk-chat textarea").bounding_box()
    assert send["x"] < box["x"]
    for link in page.locator("kiosk-chat a[href^='tel:'], kiosk-chat .bubble a[href^='http']").all():
        assert link.get_attribute("dir") == "ltr"


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_nothing_scrolls_sideways_on_a_small_phone(visit, language):
    page = greeted(visit(f"/helsinki/?language={language}", viewport=PHONE))
    ask(page, QUESTIONS[language])
    assert not scrolls_sideways(page)
    inside = page.locator("kiosk-chat .transcript")
    assert inside.evaluate("each => each.scrollWidth <= each.clientWidth")


def test_a_conversation_survives_a_reload_of_the_tab_and_no_cookie_is_set(visit):
    page = greeted(visit("/helsinki/?language=en"))
    ask(page, QUESTIONS["en"])
    before = page.locator("kiosk-chat .bubble").all_inner_texts()
    page.reload()
    page.locator("kiosk-chat .person").first.wait_for()
    assert page.locator("kiosk-chat .bubble").all_inner_texts() == before
    assert page.context.cookies() == []


def test_a_question_on_its_way_is_answered_once_after_a_reload(visit):
    page = greeted(visit("/helsinki/?language=en"))
    page.locator("kiosk-chat textarea").fill(QUESTIONS["en"])
    page.locator("kiosk-chat textarea").press("Enter")
    page.reload()
    page.locator("kiosk-chat .guide").nth(1).wait_for()
    page.wait_for_timeout(500)
    assert page.locator("kiosk-chat .person").count() == 1


def test_a_lost_connection_is_tried_again_and_the_question_asked_once(visit):
    page = greeted(visit("/helsinki/?language=en"))
    sent = []

    def lose_the_answer(route):
        sent.append(route.request.post_data_json["client_id"])
        route.fetch()
        route.abort()

    page.route("**/messages", lose_the_answer, times=1)
    page.on(
        "request", lambda request: request.method == "POST" and sent.append(request.post_data_json.get("client_id"))
    )
    ask(page, QUESTIONS["en"])
    assert len(set(sent)) == 1 and len(sent) > 1
    assert page.locator("kiosk-chat .person").count() == 1


def test_while_the_guide_wakes_it_says_so_and_sends_the_question_by_itself(visit):
    page = visit()
    waking = {"error": {"code": "waking", "message": "…", "progress": 0.4, "step": "train"}}
    page.route(
        "**/messages", lambda route: route.fulfill(status=503, json=waking, headers={"Retry-After": "1"}), times=1
    )
    page.goto(page.url.rstrip("/") + "/helsinki/?language=en")
    greeted(page)
    page.locator("kiosk-chat textarea").fill(QUESTIONS["en"])
    page.locator("kiosk-chat textarea").press("Enter")
    page.locator("kiosk-chat progress").wait_for()
    assert page.locator("kiosk-chat progress").evaluate("each => each.value") == 0.4
    page.locator("kiosk-chat .guide").nth(1).wait_for()
    assert page.locator("kiosk-chat progress").count() == 0


def test_a_choice_is_sent_readable_and_focus_returns_to_the_box(visit):
    page = greeted(visit("/helsinki/?language=en"))
    button = page.locator("kiosk-chat .choices button").first
    title = button.inner_text()
    button.click()
    page.locator("kiosk-chat .guide").nth(1).wait_for()
    assert page.locator("kiosk-chat .person .bubble").inner_text() == title
    assert focused(page).startswith("textarea")


def test_new_answers_are_announced_once_and_the_focus_stays(visit):
    page = greeted(visit("/helsinki/?language=en"))
    assert page.locator("kiosk-chat [role=log]").get_attribute("aria-live") == "off"
    answer = ask(page, QUESTIONS["en"])
    first_line = answer.locator(".bubble").inner_text().split("\n")[0]
    live = page.locator("kiosk-chat [aria-live=polite]").first
    assert live.inner_text().count(first_line) == 1
    assert focused(page).startswith("textarea")


def test_did_this_help_is_sent(visit):
    page = greeted(visit("/helsinki/?language=en"))
    ask(page, QUESTIONS["en"])
    with page.expect_response(re.compile("/feedback$")) as sent:
        page.locator("kiosk-chat .helped button").first.click()
    assert sent.value.status == 204
    assert sent.value.request.post_data_json == {"helped": True}


def test_choosing_a_language_turns_guide_and_page(visit):
    page = greeted(visit("/helsinki/?language=en"))
    ask(page, QUESTIONS["en"])
    page.locator("kiosk-chat .menu > button").click()
    page.locator("kiosk-chat .languages button[lang=ar]").click()
    page.wait_for_url("**language=ar**")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator("kiosk-chat .person").first.wait_for()
    page.locator("kiosk-chat .menu > button").click()
    first_two = [each.get_attribute("lang") for each in page.locator("kiosk-chat .languages button").all()[:2]]
    assert first_two[0] == "ar"
    page.keyboard.press("Escape")
    assert ask(page, "75").locator(".bubble").get_attribute("lang") == "ar", "the explicit choice holds"


def test_one_tap_back_from_an_answer_in_another_language(visit):
    page = greeted(visit("/helsinki/?language=fi"))
    answer = ask(page, QUESTIONS["ar"])
    assert answer.locator(".bubble").get_attribute("lang") == "ar"
    back = page.locator("kiosk-chat .back")
    assert back.get_attribute("lang") == "fi"
    with page.expect_response(lambda response: response.request.method == "PATCH") as changed:
        back.click()
    assert changed.value.request.post_data_json == {"language": "fi"}


def test_deleting_asks_first_and_then_the_conversation_is_gone(visit):
    page = greeted(visit("/helsinki/?language=en"))
    ask(page, QUESTIONS["en"])
    erase = page.locator("kiosk-chat footer button").nth(1)
    erase.click()
    dialog = page.locator("kiosk-chat dialog")
    assert dialog.is_visible()
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert focused(page) == f"button {erase.inner_text()}"
    erase.click()
    with page.expect_response(lambda response: response.request.method == "DELETE") as gone:
        dialog.locator("button.danger").click()
    assert gone.value.status == 204
    url, token = gone.value.url, gone.value.request.headers["authorization"]
    page.locator("kiosk-chat .person").first.wait_for(state="detached")
    assert page.request.get(url, headers={"Authorization": token}).status == 404


def test_what_people_write_is_never_read_as_html(visit):
    page = greeted(visit("/helsinki/?language=en"))
    written = "<img src=x onerror=\"document.title='broken'\"> <b>bold</b>"
    ask(page, written)
    assert page.locator("kiosk-chat .person .bubble").inner_text() == written
    assert page.locator("kiosk-chat .transcript img").count() == 0
    assert page.title() != "broken"


def test_a_text_that_is_too_long_is_neither_cut_nor_sent(visit):
    page = greeted(visit("/helsinki/?language=en"))
    page.locator("kiosk-chat textarea").fill("a" * 5000)
    page.locator("kiosk-chat textarea").press("Enter")
    fault = page.locator("kiosk-chat .fault")
    fault.wait_for()
    assert "4,000" in fault.inner_text() or "4000" in fault.inner_text()
    assert len(page.locator("kiosk-chat textarea").input_value()) == 5000
    assert page.locator("kiosk-chat .person").count() == 0


def test_the_empty_box_runs_as_the_page_and_what_is_written_as_its_script(visit):
    box = greeted(visit(f"/helsinki/?language={RTL}")).locator("kiosk-chat textarea")
    assert box.evaluate("each => getComputedStyle(each).direction") == "rtl"
    box.fill("How much is it?")
    assert box.evaluate("each => getComputedStyle(each).direction") == "ltr"
