"""The city's welcome in a real browser: in the chat, beside the guide's greeting, and where no script runs."""

import sqlite3

import pytest

from .desk import troubles

WELCOME = "Tervetuloa Helsinkiin!"


@pytest.fixture
def welcoming(desk):
    """Helsinki with a welcome text."""

    def write(text: str) -> None:
        with sqlite3.connect(desk.folder / "kiosk.sqlite3", timeout=20) as database:
            database.execute("UPDATE services_directory_city SET welcome = ? WHERE id = 'helsinki'", [text])
        database.close()

    write(WELCOME)
    yield
    write("")


def test_the_chat_begins_with_it_and_greets_in_the_readers_language(at_desk, welcoming):
    page = at_desk(None, "/helsinki/?language=ar", reduced_motion="reduce")
    page.locator("kiosk-chat .choices button").first.wait_for()
    welcome, greeting = page.locator("kiosk-chat .bubble").all()
    assert (welcome.inner_text(), welcome.get_attribute("lang"), welcome.get_attribute("dir")) == (WELCOME, "fi", "ltr")
    assert (greeting.get_attribute("lang"), greeting.get_attribute("dir")) == ("ar", "rtl")
    assert page.locator("kiosk-chat .back").count() == 0, "nobody answered in another language"
    assert not page.locator(".welcome").is_visible(), "it is not there twice"
    assert troubles(page) == []


def test_it_stands_on_the_page_where_no_script_runs(at_desk, welcoming):
    page = at_desk(None, "/helsinki/?language=en", java_script_enabled=False)
    assert page.locator(".welcome").inner_text() == WELCOME and page.locator(".welcome").is_visible()
    assert page.locator(".notice").is_visible()
