"""A newcomer writes to a person of the city and reads the reply: in the chat, and on the page with the code."""

import re

import pytest
import requests

from .chat import ask, focused, greeted, scrolls_sideways
from .conftest import PHONE
from .staff import staff
from .test_accessibility import CHECK

PERSON = {"en": "I want to talk to a real person", "ar": "أريد التحدث مع موظف حقيقي"}
QUESTION = {"en": "May I sell food from a cart?", "ar": "هل يمكنني بيع الطعام من عربة؟"}
REPLY = "Hae lupaa kaupungilta."
CODE = re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$")


def form(page):
    return page.locator("kiosk-chat .enquiry")


def opened(page, language="en"):
    """The page with the form open on its first question."""
    greeted(page)
    ask(page, PERSON[language])
    page.locator("kiosk-chat .choices .way").click()
    form(page).locator("textarea").wait_for()
    return page


def on(page):
    """Go to the next question of the form."""
    form(page).locator("button[type=submit]").click()


def sent(page, language="en", email="") -> str:
    """Fill in the form and send it; returns the code."""
    form(page).locator("textarea").fill(QUESTION[language])
    on(page)
    on(page)
    if email:
        form(page).locator("input[type=email]").fill(email)
    on(page)
    on(page)
    code = form(page).locator(".code")
    code.wait_for()
    return code.inner_text()


def test_an_arabic_speaker_on_a_small_phone(visit):
    page = opened(visit("/helsinki/?language=ar", viewport=PHONE), "ar")
    assert form(page).get_attribute("dir") == "rtl"
    for step in range(4):
        assert page.evaluate(CHECK) == [], step
        assert not scrolls_sideways(page)
        assert form(page).evaluate("each => each.scrollWidth <= each.clientWidth"), step
        assert focused(page).startswith("h3"), "a new question is where one is"
        if step == 0:
            form(page).locator("textarea").fill(QUESTION["ar"])
        on(page)
    code = form(page).locator(".code")
    code.wait_for()
    assert CODE.match(code.inner_text()) and code.get_attribute("dir") == "ltr"
    assert page.evaluate(CHECK) == [] and not scrolls_sideways(page)
    assert page.context.cookies() == []
    form(page).locator("button.send").click()
    page.get_by_text(QUESTION["ar"]).first.wait_for()


def test_the_question_is_there_already_and_nothing_is_kept_before_it_is_sent(visit):
    calls = []
    page = visit("/helsinki/?language=en")
    page.on("request", lambda request: calls.append(request.url) if request.url.endswith("/enquiries") else None)
    opened(page)
    assert form(page).locator("textarea").input_value() == PERSON["en"]
    on(page)
    form(page).get_by_role("button", name="Back").click()
    assert form(page).locator("textarea").input_value() == PERSON["en"]
    page.keyboard.press("Escape")
    assert page.locator("kiosk-chat textarea").is_visible() and not form(page).count()
    assert calls == []


def test_what_was_written_survives_a_reload(visit):
    page = opened(visit("/helsinki/?language=en"))
    form(page).locator("textarea").fill(QUESTION["en"])
    on(page)
    form(page).locator(".place", has_text="2").wait_for()
    page.reload()
    form(page).locator(".place", has_text="2").wait_for()
    form(page).get_by_role("button", name="Back").click()
    assert form(page).locator("textarea").input_value() == QUESTION["en"]


def test_a_lost_answer_is_asked_for_again_and_the_enquiry_left_once(visit):
    page = opened(visit("/helsinki/?language=en"))
    names = []

    def lose_the_answer(route):
        names.append(route.request.post_data_json["client_id"])
        if len(names) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/enquiries", lose_the_answer)
    assert CODE.match(sent(page))
    assert len(names) == 2 and names[0] == names[1]


def test_a_reply_appears_in_the_open_chat_and_is_announced(visit, database):
    if database is None:
        pytest.skip("staff write into the database, which is not ours here")
    page = opened(visit("/helsinki/?language=en"))
    code = sent(page)
    form(page).locator("button.send").click()
    page.locator("kiosk-chat textarea").wait_for()
    staff(database, "reply", REPLY, "fi")
    reply = page.locator("kiosk-chat .staff")
    reply.wait_for(timeout=5000)
    assert REPLY in reply.inner_text() and "A person of the city" in reply.inner_text()
    assert "suomi" in reply.inner_text(), "it is in another language, and says so"
    assert reply.locator(".bubble").get_attribute("lang") == "fi"
    assert page.evaluate(CHECK) == []
    page.locator("kiosk-chat textarea").fill("Thank you. And what does it cost?")
    page.locator("kiosk-chat textarea").press("Enter")
    page.get_by_text("A person of the city reads it").first.wait_for()
    assert page.locator("kiosk-chat .person").count() >= 2

    page.goto("about:blank")
    staff(database, "reply", "Se on maksuton.", "fi")
    page.go_back()
    page.get_by_text("Se on maksuton.").wait_for()
    page.locator("kiosk-chat .status").get_by_text("New replies").wait_for()

    page.goto(page.url.split("/helsinki/")[0] + "/helsinki/enquiry/?language=ar")
    page.locator("#code").fill(code.lower().replace("-", " "))
    page.locator("#code").press("Enter")
    page.get_by_text(REPLY).wait_for()
    assert page.evaluate(CHECK) == [] and code not in page.url


def test_what_was_left_apart_from_the_chat_is_attended_to_as_well(visit, kiosk, database):
    if database is None:
        pytest.skip("staff write into the database, which is not ours here")
    page = opened(visit("/helsinki/?language=en"))
    form(page).locator("textarea").fill(QUESTION["en"])
    on(page)
    form(page).get_by_role("button", name="Only what I write in this form").click()
    on(page)
    assert "112" in form(page).inner_text(), "whom to call in danger"
    on(page)
    code = form(page).locator(".code").inner_text()
    form(page).locator("button.send").click()

    def mine():
        headers = {"Authorization": f"Receipt {code}"}
        return requests.get(f"{kiosk}/enquiries/mine?seen=no", headers=headers, timeout=20)

    title = page.title()
    staff(database, "reply", REPLY, "fi")
    news = page.locator("kiosk-chat .apart", has_text="There is a reply for you")
    news.wait_for()
    assert page.title() == f"(1) {title}" and page.evaluate(CHECK) == []
    assert mine().json()["unread"] == 1, "a look of the machine is no look of the person"
    news.locator("button").click()
    page.get_by_text(REPLY).wait_for()
    assert mine().json()["unread"] == 0 and code not in page.url

    staff(database, "resolve")
    page.go_back()
    helped = page.locator("kiosk-chat [aria-labelledby^=kiosk-enquiry-helped]")
    with page.expect_response("**/mine/helped"):
        helped.get_by_role("button", name="Yes").click()
    page.get_by_text("Thank you for telling us.").wait_for()
    assert not news.is_visible() and mine().json()["helped"] is True

    dialog = page.locator("kiosk-chat dialog")
    page.get_by_role("button", name="New conversation").click()
    assert "your receipt code only" in dialog.inner_text()
    page.keyboard.press("Escape")
    for tick, status, told in ((False, 200, "Your conversation was deleted"), (True, 404, "this enquiry was erased")):
        page.get_by_role("button", name="Delete my conversation").click()
        assert page.evaluate(CHECK) == []
        dialog.get_by_role("checkbox").set_checked(tick)
        dialog.locator(".danger").click()
        page.locator("kiosk-chat .status", has_text=told).wait_for()
        assert mine().status_code == status, "it goes where the person said so"
    page.get_by_role("button", name="Delete my conversation").click()
    assert dialog.get_by_role("checkbox").count() == 0


def test_who_was_not_helped_is_offered_a_person(visit):
    page = greeted(visit("/helsinki/?language=en"))
    ask(page, "How do I register my business?")
    page.locator("kiosk-chat .helped").get_by_role("button", name="No").click()
    page.locator("kiosk-chat .helped .way").click()
    form(page).locator("textarea").fill(QUESTION["en"])
    for _ in range(3):
        on(page)
    assert form(page).locator("select[name=topic]").input_value() == "registration", "it is what the answer was about"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_for_the_code(visit, language):
    page = visit(f"/helsinki/enquiry/?language={language}", viewport=PHONE, java_script_enabled=True)
    assert page.evaluate(CHECK) == [] and not scrolls_sideways(page)
    page.locator("#code").fill("0000-0000-0000-00")
    page.locator("#code").press("Enter")
    page.locator("#code-fault").wait_for()
    assert page.evaluate(CHECK) == [] and not scrolls_sideways(page)


def test_an_enquiry_without_javascript(visit):
    page = visit("/helsinki/enquiry/?language=ar", viewport=PHONE, java_script_enabled=False)
    page.locator("#new textarea").fill(QUESTION["ar"])
    page.locator("input[name=consent]").check()
    page.locator("#new button").click()
    assert CODE.match(page.locator(".code").inner_text())
    page.locator("main button").click()
    assert QUESTION["ar"] in page.locator("main").inner_text() and page.context.cookies() == []
