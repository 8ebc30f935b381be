"""What a machine can check of WCAG 2.2: names, headings, languages, contrast, sizes, sideways scrolling."""

import pytest

from .chat import QUESTIONS, ask, greeted, scrolls_sideways
from .checks import CHECK
from .conftest import PHONE

PAGES = ["/", "/helsinki/", "/helsinki/services/", "/helsinki/first-steps/", "/helsinki/history/", "/helsinki/privacy/"]
PAGES += ["/helsinki/accessibility/", "/nowhere/", "/helsinki/services/newco-helsinki-advice/", "/helsinki/events/"]
PAGES += ["/helsinki/enquiry/"]

@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_pages(visit, path, scheme):
    page = visit(f"{path}?language=ar", color_scheme=scheme)
    assert page.evaluate(CHECK) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_an_answer(visit, language, scheme):
    page = greeted(visit(f"/helsinki/?language={language}", color_scheme=scheme))
    ask(page, QUESTIONS[language])
    assert page.evaluate(CHECK) == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_small_phone(visit, path, language):
    page = visit(f"{path}?language={language}", viewport=PHONE)
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("path", ["/helsinki/services/", "/helsinki/first-steps/", "/helsinki/"])
def test_pages_without_javascript(visit, path):
    page = visit(f"{path}?language=en", java_script_enabled=False)
    assert page.locator("main a").count() > 2
    assert page.locator("h1").inner_text()


def test_the_checklist_prints_without_what_paper_cannot_do(visit):
    page = visit("/helsinki/first-steps/?language=en")
    page.emulate_media(media="print")
    assert not page.locator("form.search").is_visible()
    assert not page.locator("nav").first.is_visible()
    assert page.locator(".tick").first.is_visible()


def test_reduced_motion(visit):
    page = greeted(visit("/helsinki/?language=en", reduced_motion="reduce"))
    page.route("**/messages", lambda route: None)
    page.locator("kiosk-chat textarea").fill("hello")
    page.locator("kiosk-chat textarea").press("Enter")
    dots = page.locator("kiosk-chat .dots i").first
    dots.wait_for()
    assert dots.evaluate("each => getComputedStyle(each).animationName") == "none"
