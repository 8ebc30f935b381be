"""The widget on another website: one script tag, an origin the city allows."""

import json
import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from .chat import QUESTIONS, ask, focused, greeted

PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>A city</title>
<style>* {{ color: red !important; font-size: 40px }} button {{ display: none }}</style>
<h1>Another website</h1>
<script src="{kiosk}/widget/kiosk-chat.js" data-city="helsinki" data-language="{language}" defer></script></html>"""


@pytest.fixture(scope="module")
def host(kiosk):
    """The address of another website that shows the widget; `/ar` is its Arabic page."""

    class Website(BaseHTTPRequestHandler):
        def do_GET(self):
            language = self.path.strip("/") or "en"
            body = PAGE.format(kiosk=kiosk, language=language).encode()
            self.send_response(200 if len(language) == 2 else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            # As a careful website would have it: no inline style of the widget's could pass.
            self.send_header(
                "Content-Security-Policy", f"script-src {kiosk}; connect-src {kiosk}; style-src 'unsafe-inline'"
            )
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Website)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def allow(database, origins: list[str]) -> None:
    """What an officer does in the directory: the list of websites of a city."""
    if database is None:
        pytest.skip("the running Kiosk is not ours to set up")
    with sqlite3.connect(database, timeout=20) as connection:
        connection.execute(
            "UPDATE services_directory_city SET allowed_origins = ? WHERE id = 'helsinki'", [json.dumps(origins)]
        )


def test_launcher_panel_question_and_escape(visit, host, database):
    allow(database, [host])
    page = visit(address=host + "/en")
    launcher = page.locator("kiosk-chat .launcher")
    launcher.wait_for()
    assert not page.locator("kiosk-chat .panel").is_visible()
    launcher.click()
    greeted(page)
    assert focused(page).startswith("textarea")
    answer = ask(page, QUESTIONS["en"])
    assert answer.locator(".bubble").evaluate("each => getComputedStyle(each).color") != "rgb(255, 0, 0)"
    page.keyboard.press("Escape")
    assert not page.locator("kiosk-chat .panel").is_visible()
    assert focused(page) == f"button {launcher.inner_text()}"
    launcher.click()
    page.locator("kiosk-chat footer button").nth(1).click()
    page.keyboard.press("Escape")
    page.locator("kiosk-chat dialog").wait_for(state="detached")
    assert page.locator("kiosk-chat .panel").is_visible(), "Escape closes the question, not the panel behind it"
    page.keyboard.press("Escape")
    assert page.context.cookies() == []
    page.reload()
    page.locator("kiosk-chat .launcher").click()
    page.locator("kiosk-chat .person").first.wait_for()


def test_right_to_left_on_another_website(visit, host, database):
    allow(database, [host])
    page = visit(address=host + "/ar")
    page.locator("kiosk-chat .launcher").click()
    greeted(page)
    assert page.locator("kiosk-chat .panel").get_attribute("dir") == "rtl"
    assert ask(page, QUESTIONS["ar"]).locator(".bubble").get_attribute("dir") == "rtl"


def test_choosing_a_language_keeps_page_and_conversation(visit, host, database):
    allow(database, [host])
    page = visit(address=host + "/en")
    page.locator("kiosk-chat .launcher").click()
    greeted(page)
    ask(page, QUESTIONS["en"])
    page.locator("kiosk-chat .menu > button").click()
    page.locator("kiosk-chat .languages button[lang=ar]").click()
    page.locator("kiosk-chat .panel[dir=rtl]").wait_for()
    assert page.url == host + "/en"
    page.locator("kiosk-chat .person").first.wait_for()
    assert page.locator("kiosk-chat .person").count() == 1


def test_a_website_that_no_city_allows_gets_nothing(visit, host, database):
    allow(database, [])
    page = visit(address=host + "/en")
    page.locator("kiosk-chat .launcher").click()
    page.locator("kiosk-chat .fault").wait_for()
    assert page.locator("kiosk-chat .bubble").count() == 0
