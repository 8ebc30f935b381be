"""Both sides of an enquiry in open browsers: a newcomer who writes Arabic, a member of staff who reads Finnish."""

import json

import pytest

from .chat import QUESTIONS, ask, greeted
from .conftest import watched
from .looks import faults
from .staff import member
from .test_enquiry import CODE, PERSON, QUESTION, form, on

REPLY = "Hae lupaa kaupungilta."
COST = "Hinta on 75 €."
THANKS = "شكرا، وكم التكلفة؟"
SOON = 10_000  # ms within which an open page renews itself


@pytest.fixture
def helmi(visit, browser, kiosk, database):
    """`helmi(path)`: a page of the staff in a browser in which she is signed in; fails where it breaks its policy."""
    if database is None:
        pytest.skip("staff need an account in the database, which is not ours here")
    session = {"name": "sessionid", "value": member(database), "url": kiosk}
    with watched(browser) as opened:
        yield lambda path: opened(kiosk + path, cookies=[session], locale="fi-FI")


@pytest.fixture
def looks():
    """`looks(name, page)` notes what is wrong with a page as it stands; nothing may be wrong with any of them."""
    found: dict[str, list[str]] = {}
    yield lambda name, page: found.update({name: faults(page)})
    assert json.dumps({name: said for name, said in found.items() if said}, indent=1, ensure_ascii=False) == "{}"


def said_done(page) -> None:
    """The page of the staff says that it was done."""
    page.locator(".messagelist .success").wait_for()


def test_from_a_question_to_its_erasure(visit, helmi, looks):
    inbox = helmi("/staff/?queue=unanswered")
    looks("inbox", inbox)
    chat = greeted(visit("/helsinki/?language=ar"))
    assert chat.locator("html").get_attribute("dir") == "rtl"
    looks("greeting", chat)
    ask(chat, QUESTIONS["ar"])
    looks("answer", chat)
    ask(chat, PERSON["ar"])
    looks("a person is offered", chat)

    chat.locator("kiosk-chat .choices .way").click()
    form(chat).locator("textarea").fill(QUESTION["ar"])
    for step in range(4):
        looks(f"form, step {step + 1}", chat)
        on(chat)
    code = form(chat).locator(".code")
    code.wait_for()
    written_down = code.inner_text()
    assert CODE.match(written_down)
    looks("receipt code", chat)
    form(chat).locator("button.send").click()

    row = inbox.locator("tr", has_text=QUESTION["ar"])
    row.wait_for(timeout=SOON)  # without reloading
    assert row.locator(".staff-excerpt").get_attribute("dir") == "rtl"
    looks("inbox with the enquiry", inbox)
    address = row.locator("[data-open]").get_attribute("href")
    desk = helmi(address)
    assert "arabia" in desk.locator(".enquiry-summary").inner_text()
    desk.locator(".said-person", has_text=QUESTION["ar"]).first.wait_for()
    looks("enquiry", desk)

    desk.locator("#reply-text").fill(REPLY)
    desk.locator("#reply-form button[value=send]").click()
    said_done(desk)
    looks("enquiry, answered", desk)
    reply = chat.locator("kiosk-chat .staff", has_text=REPLY)
    reply.wait_for(timeout=SOON)  # without reloading
    assert "suomi" in reply.inner_text() and reply.locator(".bubble").get_attribute("dir") == "ltr"
    looks("reply in the chat", chat)

    chat.locator("kiosk-chat textarea").fill(THANKS)
    chat.locator("kiosk-chat textarea").press("Enter")
    desk.locator(".said-person", has_text=THANKS).wait_for(timeout=SOON)
    desk.locator("#reply-text").fill(COST)
    desk.locator("#reply-form button[value=send]").click()
    said_done(desk)
    chat.locator("kiosk-chat .staff", has_text=COST).wait_for(timeout=SOON)

    desk.locator(".enquiry-quick button", has_text="Merkitse ratkaistuksi").click()
    helped = chat.locator("kiosk-chat [aria-labelledby^=kiosk-enquiry-helped]")
    helped.locator("button").first.wait_for(timeout=SOON)  # without reloading
    desk.locator("button", has_text="Avaa uudelleen").wait_for()
    looks("enquiry, resolved", desk)
    looks("did this help?", chat)
    helped.locator("button").first.click()
    looks("thanks for telling", chat)
    desk.reload()
    assert "Siitä oli apua" in desk.locator(".enquiry-summary").inner_text()
    looks("enquiry, it helped", desk)

    closed = helmi("/staff/?queue=closed")
    row = closed.locator(f"tr:has([data-open][href='{address}'])")
    row.wait_for()
    chat.locator("kiosk-chat footer button").nth(1).click()
    chat.locator("kiosk-chat dialog .danger").wait_for()
    looks("erase?", chat)
    chat.locator("kiosk-chat dialog .danger").click()
    chat.locator("kiosk-chat .person").first.wait_for(state="detached")
    greeted(chat)
    looks("erased", chat)
    row.wait_for(state="detached", timeout=SOON)
    looks("inbox without it", closed)
    assert desk.reload().status == 404
    looks("it is gone", desk)
    chat.goto(chat.url.replace("/helsinki/", "/helsinki/enquiry/"))
    chat.locator("#code").fill(written_down)
    chat.locator("#code").press("Enter")
    chat.locator("#code-fault").wait_for()


def test_the_page_for_the_code_from_the_form_to_the_erasure(visit, helmi, looks):
    question = f"{QUESTION['ar']} في الشتاء"
    page = visit("/helsinki/enquiry/?language=ar")
    looks("form", page)
    page.locator("#new textarea").fill(question)
    page.locator("input[name=consent]").check()
    page.locator("#new button").click()
    page.locator(".code").wait_for()
    looks("receipt code", page)
    page.locator("main button").click()
    page.locator("#said").wait_for()
    looks("enquiry", page)

    inbox = helmi("/staff/?queue=unanswered")
    row = inbox.locator("tr", has_text=question)
    desk = helmi(row.locator("[data-open]").get_attribute("href"))
    desk.locator("#reply-text").fill(REPLY)
    desk.locator("#reply-form button[value=send]").click()
    said_done(desk)
    desk.locator("summary", has_text="Kysy asiakkaalta").click()
    desk.locator("#refer-to").select_option(index=1)
    desk.locator("section:has(#refer-to) details button").click()
    said_done(desk)
    looks("staff, a referral", desk)

    def do(what: str):
        return page.locator(f"form:has(input[name=do][value={what}]) button")

    do("open").click()
    page.locator(".said-list .staff", has_text=REPLY).wait_for()
    page.locator("button[name=agreed]").first.wait_for()
    looks("reply and referral", page)
    page.locator("button[name=agreed][value=yes]").click()
    page.locator("button[name=agreed]").first.wait_for(state="detached")
    desk.reload()
    assert desk.locator("form[action$='/referral/']").count() == 1, "staff see that the person agreed"

    desk.locator(".enquiry-quick button", has_text="Sulje").click()
    said_done(desk)
    looks("staff, closed", desk)
    do("open").click()
    page.locator("button[name=helped]").first.wait_for()
    looks("did this help?", page)
    page.locator("button[name=helped][value=no]").click()
    page.locator("button[name=helped]").first.wait_for(state="detached")
    looks("thanks for telling", page)
    desk.reload()
    assert "Siitä oli apua" in desk.locator(".enquiry-summary").inner_text()

    do("erase").click()
    page.locator("#erase-title").wait_for()
    looks("erase?", page)
    do("erased").click()
    page.locator("[role=status]").wait_for()
    looks("erased", page)
    assert desk.reload().status == 404
