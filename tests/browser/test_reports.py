"""Reports, what was not answered, and the review list in a real browser: for everybody, on a phone, on paper."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.enquiries.website import Website

from .chat import scrolls_sideways
from .conftest import PHONE, watched
from .test_officer import faults

_MAKE = """
import random, secrets
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo
from django.utils import timezone
from conversations.models import Conversation, Message, Turn
from enquiries.reports.closing import close_due
from enquiries.reports.periods import quarter_of, weeks_of
from enquiries.reports.unanswered import count_new
from enquiries.review import propose
from services_directory.models import City, TaxonomyTerm
from tests.officers import account
city, chance = City.objects.get(), random.Random(5)
for place, code in enumerate(("loans", "tax", "advice")):
    TaxonomyTerm.objects.get_or_create(kind="topic", code=code, defaults={"name": code.title(), "position": place})
last = quarter_of(timezone.now().date() - timedelta(weeks=13))
number = 0
for week in weeks_of(last)[-3:]:
    for _ in range(40):
        number += 1
        talk = Conversation(city=city.pk, page_language="ar"); talk.issue_token(); talk.save()
        opened = datetime.combine(week.start, time(10), tzinfo=ZoneInfo("Europe/Helsinki"))
        made = Enquiry.objects.create(
            number=number, city=city, conversation=talk, receipt_digest=secrets.token_hex(32),
            request_digest=secrets.token_hex(32), consent_text="1", consent_language="ar", consented_at=opened,
            opened_at=opened, first_reply_at=opened + timedelta(hours=chance.choice([1, 3, 30])),
            training_consented_at=opened, language=chance.choice(["ar", "fi", "en"]), topic=chance.choice(["loans", "tax"]),
            origin=chance.choice(["asked", "form"]), status="closed",
        )
        Barrier.objects.create(city=city, kind=chance.choice(["language", "papers"]), language="ar", reported_on=week.start)
turn = Turn.objects.create(conversation=talk, client_id="1", answered=True, understood={"intent": "nlu_fallback", "language": "ar"})
common = {"conversation": talk, "turn": turn, "language": "ar", "direction": "rtl"}
message = Message.objects.create(sender="person", text="اسمي محمد علي وأريد بيع الحناء في السوق، رقمي ٠٤٠١٢٣٤٥٦٧", **common)
Message.objects.create(sender="guide", text="…", response="utter_ask_back", buttons=[{"payload": "/get_licences"}], **common)
account("vera", role="viewer", city=city)
propose(message, aino); count_new(); close_due()
"""
_SESSION = """
import django; django.setup()
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.test import Client
from tests.officers import with_factor
user_logged_in.connect(with_factor)
client = Client()
client.force_login(get_user_model().objects.get(username={name!r}))
print(client.cookies["sessionid"].value)
"""
REPORTS, UNANSWERED, REVIEW = "/staff/reports/", "/staff/reports/unanswered/", "/staff/review/"


@pytest.fixture(scope="module")
def website(tmp_path_factory, browser):
    """The website without the assistant, with a quarter that is over."""
    folder = tmp_path_factory.mktemp("website")
    (folder / "state").mkdir()
    made = Website(folder)
    try:
        made.work(_MAKE)
        yield made
    finally:
        made.stop()


@pytest.fixture
def opened(visit, website):
    """`opened(path, name)`: a page as that account sees it."""

    def open_page(path, name="aino", **context):
        done = subprocess.run(
            [sys.executable, "-c", _SESSION.format(name=name)], cwd=ROOT, env=website.environment, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        page = visit(address=website.url + "/health/live", **context)
        page.context.add_cookies([{"name": "sessionid", "value": done.stdout.split()[-1], "url": website.url}])
        page.goto(website.url + path)
        return page

    return open_page


@pytest.fixture
def visit(browser):
    """Pages of this website, not of the tests' own running Kiosk."""
    with watched(browser, timeout=30_000) as opened:
        yield opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_can_be_used_by_everybody(opened, scheme):
    page = opened(REPORTS, color_scheme=scheme)
    found = {path: [] for path in (REPORTS, UNANSWERED, REVIEW)}
    for path in found:
        page.goto(page.url.split("/staff/")[0] + path)
        found[path] = faults(page)
    page.locator("tbody th a").first.click()
    page.locator("form.decide").wait_for()
    assert [*found.values(), faults(page)] == [[], [], [], []]


def test_on_a_small_phone(opened):
    page = opened(REPORTS, viewport=PHONE)
    assert not scrolls_sideways(page)
    page.goto(page.url.split("/staff/")[0] + REVIEW)
    assert not scrolls_sideways(page)
    page.locator("tbody th a").first.click()
    assert not scrolls_sideways(page)


def test_a_report_says_the_same_in_picture_and_table(opened):
    page = opened(REPORTS, "vera")
    part = page.locator("section[aria-labelledby=of-language]")
    shown = [cell for cell in part.locator("tbody tr:not(.total) td:nth-child(2)").all_inner_texts() if "–" not in cell]
    assert part.locator("svg rect").count() == len(shown) >= 2
    assert sorted(part.locator("svg text.number").all_text_contents()) == sorted(shown)
    assert part.locator("svg").get_attribute("aria-label")
    with page.expect_download() as download:
        part.locator(".files a").click()
    assert download.value.suggested_filename.endswith("-language.csv")
    assert page.locator("a", has_text="Messages to review").count() == 0


def test_a_message_is_decided_on_with_the_keyboard(opened):
    page = opened(REVIEW)
    page.locator("tbody th a").first.focus()
    page.keyboard.press("Enter")
    text = page.locator("#id_text")
    assert "محمد" not in text.input_value() and "⟨name⟩" in text.input_value()
    assert text.get_attribute("dir") == "rtl" and text.get_attribute("lang").startswith("ar")
    page.locator("#narrow").fill("permits")
    choices = page.locator(".choice:visible")
    assert choices.all_inner_texts() == ["Which permits does my trade need?"]
    choices.locator("input").focus()
    page.keyboard.press("Space")
    page.locator("#id_checked").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()
    page.goto(page.url.split("?")[0] + "?state=accepted")
    assert "Which permits does my trade need?" in page.locator("tbody").inner_text()

