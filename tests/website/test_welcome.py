"""The words with which a city welcomes: on its page and beside the guide's greeting, marked with their language."""

import pytest

from services_directory.models import City, CityTranslation

from .test_pages import get_page

pytestmark = pytest.mark.django_db

WELCOME = "مرحبا بكم <b>هنا</b>\n\nhttps://city.example.org/"


@pytest.fixture
def welcoming():
    """Helsinki with a welcome text, which runs from right to left there."""
    City.objects.filter(pk="helsinki").update(welcome=WELCOME, default_language="ar")


def opened(web, city: str, language: str) -> list[dict]:
    body = {"city": city, "language": language}
    answer = web.post("/chat/conversations", body, content_type="application/json")
    assert answer.status_code == 201
    return answer.json()["messages"]


def test_the_page_of_the_chat_shows_it_without_javascript(web, welcoming):
    page, answer = get_page(web, "/helsinki/", "en")
    [welcome] = [each for each in page.all("div") if each.get("class") == "welcome"]
    assert (welcome["lang"], welcome["dir"]) == ("ar", "rtl")
    assert "مرحبا بكم <b>هنا</b>" in page.text and not page.all("b"), "it is text, never HTML"
    assert "https://city.example.org/" in [each["href"] for each in page.all("a")]
    inside = answer.content.decode().partition("<kiosk-chat")[2].partition("</kiosk-chat>")[0]
    assert 'class="welcome"' in inside, "the chat takes its place and begins with it"


def test_a_conversation_begins_with_it_and_with_the_guides_own_greeting(web, welcoming):
    welcome, greeting = opened(web, "helsinki", "en")
    assert (welcome["text"], welcome["language"], welcome["direction"]) == (WELCOME, "ar", "rtl")
    assert (welcome["from"], welcome["buttons"]) == ("guide", [])
    assert (greeting["language"], greeting["direction"]) == ("en", "ltr")
    assert "I am Kiosk" in greeting["text"] and greeting["buttons"], "choices belong to the last message"


def test_whoever_reads_another_language_gets_it_where_somebody_translated_it(web, welcoming):
    row = CityTranslation.objects.create(city_id="helsinki", field="welcome", language="so", text="Soo dhawoow!")
    page, _ = get_page(web, "/helsinki/", "so")
    [shown] = [each for each in page.all("div") if each.get("class") == "welcome"]
    assert (shown["lang"], shown["dir"]) == ("so", "ltr") and "Soo dhawoow!" in page.text
    welcome, _ = opened(web, "helsinki", "so")
    assert (welcome["text"], welcome["language"], welcome["direction"]) == ("Soo dhawoow!", "so", "ltr")
    CityTranslation.objects.filter(pk=row.pk).update(state="withheld")
    welcome, _ = opened(web, "helsinki", "so")
    assert (welcome["text"], welcome["language"]) == (WELCOME, "ar"), "its meaning changed: the original stands"


def test_a_city_without_one_greets_as_ever(web):
    page, _ = get_page(web, "/vienna/", "en")
    assert not [each for each in page.all("div") if each.get("class") == "welcome"]
    [greeting] = opened(web, "vienna", "fa")
    assert (greeting["language"], greeting["direction"]) == ("fa", "rtl")
