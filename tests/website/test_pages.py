"""Every page in every language: what it says, in which language, and that nothing but our own files is loaded."""

import re
from html.parser import HTMLParser

import pytest

from locales.languages import get, served

pytestmark = pytest.mark.django_db

LANGUAGES = [language.code for language in served()]
PAGES = [
    "/",
    "/helsinki/",
    "/vienna/",
    "/helsinki/services/",
    "/vienna/services/?topic=advice",
    "/helsinki/services/newco-helsinki-advice/",
    "/helsinki/first-steps/",
    "/vienna/first-steps/?business=food&status=student",
    "/helsinki/history/",
    "/helsinki/privacy/",
    "/helsinki/accessibility/",
]


class Page(HTMLParser):
    """What tests ask of a page: its elements with their attributes, and its visible text."""

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag: str) -> list[dict]:
        return [attributes for name, attributes in self.elements if name == tag]


def get_page(web, path: str, language: str, status: int = 200) -> tuple[Page, object]:
    answer = web.get(path + ("&" if "?" in path else "?") + f"language={language}")
    assert answer.status_code == status, path
    return Page(answer.content.decode()), answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_page_in_a_language(web, path, language):
    page, answer = get_page(web, path, language)
    row = get(language)
    assert page.all("html")[0] == {"lang": row.tag, "dir": row.direction}
    assert answer["Content-Language"] == row.tag
    assert len(page.all("h1")) == 1 and len(page.all("main")) == 1
    assert not re.search(r"[{}]|None|Undefined", page.text), "a placeholder or a value that is none shows through"
    alternates = {each["hreflang"] for each in page.all("link") if each.get("rel") == "alternate"}
    assert alternates == {each.tag for each in served()}
    menu = [each for each in page.all("a") if each.get("hreflang")]
    assert [each["lang"] for each in menu] == [each.tag for each in served()]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_stands_inline_and_nothing_comes_from_elsewhere(web, path):
    page, answer = get_page(web, path, "en")
    for tag, attributes in page.elements:
        assert tag != "style" and "style" not in attributes, (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        if tag in ("script", "img", "iframe", "link") and attributes.get("rel") not in ("alternate",):
            assert (attributes.get("src") or attributes.get("href", "")).startswith("/"), (tag, attributes)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer.cookies == {}


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_sentence_of_the_pages_is_translated(web, language, caplog):
    from locales import catalogue

    catalogue.reload()
    with caplog.at_level("WARNING", logger="locales.catalogue"):
        for path in [*PAGES, "/nowhere/", "/helsinki/services/?topic=nonsense"]:
            web.get(path + ("&" if "?" in path else "?") + f"language={language}")
    assert [record.getMessage() for record in caplog.records if "in website" in record.getMessage()] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path, status",
    [
        ("/nowhere/", 404),
        ("/nowhere/services/", 404),
        ("/helsinki/nothing/", 404),
        ("/helsinki/services/no-such-service/", 404),
        ("/helsinki/services/%F0%9F%98%80/", 404),
        ("/helsinki/services/?page=99", 404),
        ("/helsinki/services/?page=-1", 400),
        ("/helsinki/services/?page=1e9", 400),
        ("/helsinki/services/?page=%D9%A1", 400),
        ("/helsinki/services/?topic=nonsense", 400),
        ("/helsinki/services/?district=%00", 400),
        ("/helsinki/first-steps/?status=king", 400),
    ],
)
def test_what_does_not_exist_is_said_in_the_language(web, path, status, language):
    page, answer = get_page(web, path, language, status)
    assert answer["Content-Type"].startswith("text/html")
    assert page.all("html")[0]["lang"] == get(language).tag
    assert any(each["href"].startswith(("/helsinki/", "/vienna/")) for each in page.all("a")), "no way on"


def test_an_unknown_city_offers_the_cities(web):
    page, _ = get_page(web, "/atlantis/", "en", 404)
    assert "Helsinki" in page.text and "Vienna" in page.text


def test_unknown_addresses_of_the_apis_stay_json(web):
    answer = web.get("/chat/nothing", HTTP_ACCEPT_LANGUAGE="fi")
    assert answer.status_code == 404 and answer.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    "query, accepted, shown",
    [("", "ar-SY,en;q=0.5", "ar"), ("", "xx", "fi"), ("?language=en", "ar", "en"), ("?language=zh", "ar", "ar")],
)
def test_the_language_is_the_one_asked_for_else_accepted_else_the_citys(web, query, accepted, shown):
    answer = web.get("/helsinki/privacy/" + query, HTTP_ACCEPT_LANGUAGE=accepted)
    assert answer["Content-Language"] == shown
    assert "Accept-Language" in answer["Vary"]


def test_a_language_that_is_not_served_is_answered_with_those_that_are(web):
    page = Page(web.get("/helsinki/?language=zh-Hant").content.decode())
    assert [each for each in page.all("p") if each.get("class") == "notice"]
    assert all(language.name in page.text for language in served())


def test_the_admin_still_works_under_the_policy(web):
    page = Page(web.get("/officer/login/").content.decode())
    assert page.all("form")
    assert not [each for each in page.all("script") if "src" not in each]
