"""The staff's side in a real browser: a newcomer who writes Arabic, staff who read Finnish, both sides open."""

import json
import os
import re
import subprocess
import sys
import time
import uuid

import pytest
import requests

from tests.conftest import ROOT, free_port
from tests.prepared import prepare

from .conftest import watched
from .desk import shown
from .looks import faults

PASSWORD = "correct horse battery"
QUESTION = "كيف أسجل شركتي في هلسنكي؟"
SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from services_directory.loading import load_city
load_city("helsinki")
from django.contrib.auth import get_user_model
from accounts.models import Assignment
from enquiries.models import CannedReply, CannedReplyText, Label, Team
people = [get_user_model().objects.create_user(name, password="correct horse battery") for name in ("aino", "liisa")]
for user, role in zip(people, ("staff", "lead")):
    Assignment.objects.create(user=user, role=role, city_id="helsinki")
Team.objects.create(name="Neuvonta", city_id="helsinki").members.add(people[0])
Label.objects.create(name="paperit", city_id="helsinki")
reply = CannedReply.objects.create(city_id="helsinki", key="register", title="Rekisteröinti: näin se käy")
for language, text in (
    ("fi", "Rekisteröi yrityksesi verkossa. Kysymyksesi numero on {number}."),
    ("ar", "سجّل شركتك عبر الإنترنت. رقم سؤالك هو {number}."),
):
    CannedReplyText.objects.create(reply=reply, language=language, text=text)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a website alone, without the assistant, with staff of Helsinki."""
    folder, port = tmp_path_factory.mktemp("staff"), free_port()
    environment = {**os.environ, "KIOSK_STATE_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "website.settings"}
    prepare(folder)
    subprocess.run([sys.executable, "-c", SETUP], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "uvicorn", "website.asgi:application", "--port", str(port), "--lifespan", "off"]
    with open(folder / "log", "w") as log:
        website = subprocess.Popen(
            [*command, "--no-access-log", "--ws", "none"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        for _ in range(300):
            try:
                requests.get(f"http://127.0.0.1:{port}/health/live", timeout=5)
                break
            except requests.RequestException:
                time.sleep(0.2)
        requests.get(f"http://127.0.0.1:{port}/helsinki/services/?q=NewCo", timeout=300)  # loads what a search needs
        yield f"http://127.0.0.1:{port}"
    finally:
        website.terminate()
        website.wait(20)


@pytest.fixture(scope="module")
def sessions(browser, site):
    """Name → what a browser keeps after that member of staff signed in with both factors."""
    kept = {}
    for name in ("aino", "liisa"):
        context = browser.new_context(locale="fi-FI")
        page = context.new_page()
        page.goto(f"{site}/staff/")
        page.locator("#id_username").fill(name)
        page.locator("#id_password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/login/enrol/")
        page.locator("[name=code]").fill(shown(page.locator(".accounts-key").inner_text()))
        page.keyboard.press("Enter")
        page.wait_for_selector(".accounts-codes")
        page.locator("a[href='/staff/']").first.click()
        page.wait_for_url("**/staff/")
        kept[name] = context.storage_state()
        context.close()
    return kept


@pytest.fixture
def staff(browser, sessions, site):
    """`staff("aino", "/staff/")`: that page, opened by that member of staff; fails where a page throws or refuses."""
    with watched(browser) as opened:
        yield lambda name="aino", path="/staff/", **options: opened(
            site + path, storage_state=sessions[name], locale="fi-FI", **options
        )


class Newcomer:
    """Somebody who left an enquiry, with the receipt code."""

    def __init__(self, site: str, text: str = QUESTION, language: str = "ar", **more) -> None:
        body = {"text": text, "city": "helsinki", "language": language, "consent": True, "client_id": uuid.uuid4().hex}
        answer = requests.post(f"{site}/enquiries", json=body | more, timeout=20)
        assert answer.status_code == 201, answer.text
        self.site, self.number = site, answer.json()["number"]
        self.headers = {"Authorization": f"Receipt {answer.json()['code']}"}

    def call(self, method: str, path: str = "", **body) -> requests.Response:
        return requests.request(
            method, f"{self.site}/enquiries/mine{path}", headers=self.headers, json=body or None, timeout=20
        )

    def replies(self) -> list[dict]:
        return [each for each in self.call("GET").json()["messages"] if each["from"] == "staff"]

    @property
    def page(self) -> str:
        return f"/staff/helsinki/{self.number}/"


def test_from_a_question_in_arabic_to_its_erasure(staff, site):
    inbox = staff("aino", "/staff/?queue=unanswered")
    inbox.locator("#id_q").focus()
    person = Newcomer(site, topic="registration")
    row = inbox.locator(f"tr:has-text('{person.number}')", has_text=QUESTION[:10])
    row.wait_for()  # without reloading
    assert inbox.evaluate("document.activeElement.id") == "id_q"
    excerpt = row.locator(".staff-excerpt")
    assert (excerpt.get_attribute("lang"), excerpt.get_attribute("dir")) == ("ar", "rtl")
    row.locator("a").focus()
    inbox.keyboard.press("Enter")
    page = inbox
    page.locator("#reply-text").wait_for()
    assert page.url == site + person.page
    assert "arabia" in page.locator(".enquiry-summary").inner_text()
    words = page.locator(".said-person .said-text").first
    assert words.inner_text() == QUESTION and words.get_attribute("dir") == "rtl"
    assert page.locator(".said-guide details").first.is_visible()  # what the guide said, and its original

    page.locator("#reply-canned").select_option(label="Rekisteröinti: näin se käy")
    page.locator("button[value=preview]").click()
    page.locator("#canned").wait_for()
    sides = page.locator("#canned .said-text").all_inner_texts()
    assert sides[0].startswith("Rekisteröi yrityksesi") and "سجّل" in sides[1]
    page.locator("#canned button[value=send]").click()
    page.locator(".messagelist .success").wait_for()
    (reply,) = person.replies()
    assert (reply["language"], reply["text"]) == ("ar", sides[1])

    assert person.call("POST", "/messages", text="شكرا، وكم التكلفة؟", client_id=uuid.uuid4().hex).ok
    page.locator(".said-person", has_text="شكرا").wait_for(timeout=8_000)  # without reloading

    page.locator("#reply-text").fill("Hinta on 75 €.")
    page.locator("#reply-form button[value=send]").click()
    page.locator(".messagelist .success").wait_for()
    assert [(each["language"], each["text"]) for each in person.replies()][1] == ("fi", "Hinta on 75 €.")

    page.locator(".enquiry-quick button", has_text="Merkitse ratkaistuksi").click()
    page.locator(".messagelist .success").wait_for()
    assert person.call("POST", "/helped", helped=True).ok
    page.reload()
    assert "Siitä oli apua" in page.locator(".enquiry-summary").inner_text()

    assert person.call("DELETE").status_code == 204
    assert page.goto(site + person.page).status == 404
    page.goto(f"{site}/staff/?queue=closed&q={QUESTION[:10]}")
    assert page.locator("[data-empty]").is_visible()


def test_two_at_one_enquiry_overwrite_nothing(staff, site):
    person = Newcomer(site)
    mine, theirs = staff("liisa", person.page), staff("aino", person.page)
    theirs.locator("#reply-text").press_sequentially("Ainon vastaus", delay=20)
    mine.locator("#others", has_text=re.compile("aino on täällä ja kirjoittaa")).wait_for(timeout=10_000)
    mine.locator("#reply-text").press_sequentially("Liisan vastaus", delay=20)
    mine.locator("#draft-kept:not(:empty)").wait_for()
    theirs.locator("#reply-form button[value=send]").click()
    theirs.locator(".messagelist .success").wait_for()
    mine.locator(".said-staff", has_text="Ainon vastaus").wait_for(timeout=10_000)
    assert mine.locator("#reply-text").input_value() == "Liisan vastaus"
    mine.locator("#reply-form button[value=send]").click()
    mine.locator("#held", has_text="Ainon vastaus").wait_for()
    assert [each["text"] for each in person.replies()] == ["Ainon vastaus"]
    assert json.dumps(faults(mine), indent=1, ensure_ascii=False) == "[]"
    mine.locator("#reply-form button[value=send]", has_text="Lähetä silti").click()
    mine.locator(".messagelist .success").wait_for()
    assert [each["text"] for each in person.replies()] == ["Ainon vastaus", "Liisan vastaus"]


@pytest.mark.parametrize("scripts", [True, False])
def test_what_the_guide_should_have_known_goes_to_the_review_list(staff, site, scripts):
    words = f"Can I rent a stall, number {uuid.uuid4().hex[:6]}x?"
    person = Newcomer(site, words, "en", training=True)
    page = staff("aino", person.page, java_script_enabled=scripts)
    button = page.locator(".said-person button[form=mark-form]")
    assert words in button.inner_text()  # which message, for those who do not see what it stands beside
    button.focus()
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()
    assert page.url == site + person.page
    assert page.locator(".said-person .said-bridge .mark").count() == 1 and button.count() == 0
    if scripts:  # what comes while the page is open can be marked just so
        assert person.call("POST", "/messages", text="And in winter?", client_id=uuid.uuid4().hex).ok
        page.locator(".said-person", has_text="And in winter?").locator("button").click()
        page.locator(".messagelist .success").wait_for()
        assert page.locator(".said-person .said-bridge .mark").count() == 2
    page.goto(f"{site}/staff/review/")
    assert "Can I rent a stall" in page.locator("tbody").inner_text()


def test_a_missing_translation_is_told_before_sending(staff, site):
    person = Newcomer(site, "Sidee ayaan u diiwaan geliyaa?", "so")
    page = staff("aino", person.page)
    option = page.locator("#reply-canned option", has_text="Rekisteröinti: näin se käy")
    assert "ei kielellä: somali" in option.inner_text()
    page.locator("#reply-canned").select_option(option.get_attribute("value"))
    page.locator("button[value=preview]").click()
    page.locator("#canned [role=alert]").wait_for()
    assert page.locator("#canned button[value=send]").count() == 0
    page.locator("#canned-to").select_option("fi")
    page.locator("#canned button[value=show]").click()
    page.locator("#canned button[value=send]").click()
    page.locator(".messagelist .success").wait_for()
    assert person.replies()[0]["language"] == "fi"


def test_pages_can_be_used_by_everybody(staff, site):
    person, other = Newcomer(site, origin="risk"), Newcomer(site, "مرة أخرى " + "كلمة" * 60)
    first = staff("liisa", person.page)
    first.locator("#note-text").fill("@aino katso tämä: " + "pitkäsana" * 30)
    first.locator("section:has(#note-text) button").click()
    first.locator(".messagelist .success").wait_for()
    found = {}
    for path in (
        "/staff/?queue=all",
        "/staff/?queue=all&priority=urgent&overdue=on",
        f"{person.page}?merge={other.number}&service=NewCo",
        person.page,
        f"{person.page}erase/",
    ):
        page = staff("liisa", path)
        found[path] = faults(page)
    page = staff("liisa", person.page)
    page.locator("#reply-canned").select_option(label="Rekisteröinti: näin se käy")
    page.locator("button[value=preview]").click()
    page.locator("#canned").wait_for()
    found["preview"] = faults(page)
    assert json.dumps({path: said for path, said in found.items() if said}, indent=1, ensure_ascii=False) == "{}"


def test_everything_by_keyboard_and_single_keys_can_be_switched_off(staff, site):
    Newcomer(site), Newcomer(site)
    page = staff("liisa", "/staff/?queue=all")
    active = """(() => {
        const row = document.activeElement.closest("tr");
        return row && [...row.parentElement.rows].indexOf(row);
    })()"""
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(active) == 1
    page.keyboard.press("k")
    assert page.evaluate(active) == 0
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "id_q"
    page.keyboard.press("j")  # typed, not taken for a key
    assert page.locator("#id_q").input_value() == "j"
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "keys-on"
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate(active) is None
    page.locator("[data-open]").first.focus()
    page.keyboard.press("Enter")
    page.locator("#reply-text").wait_for()
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.id") != "reply-text"


def test_it_works_without_scripts(staff, site):
    person = Newcomer(site)
    page = staff("aino", f"/staff/?q=%23{person.number}", java_script_enabled=False)
    page.locator("[data-open]").first.click()
    page.locator("#reply-text").fill("Ilman skriptejä")
    page.locator("button[value=preview]").click()
    assert page.locator("#reply-text").input_value() == "Ilman skriptejä"  # the draft
    page.locator("#reply-form button[value=send]").click()
    assert page.locator(".messagelist .success").count() == 1
    assert person.replies()[0]["text"] == "Ilman skriptejä"
