"""An officer at the desk, and forms as a browser would send them."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import User

DESK = "/officer/services_directory/"


class FormReader(HTMLParser):
    """The fields of one form of a page with their values, as a browser sends them."""

    def __init__(self, form_id: str):
        super().__init__()
        self.form_id, self.inside, self.fields = form_id, False, []
        self.select = self.area = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        if not self.inside:
            return
        if tag == "input" and given.get("type") not in ("submit", "button"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.fields.append(
                    (given.get("name"), given.get("value", "on" if given.get("type") == "checkbox" else ""))
                )
        elif tag == "select":
            self.select, self.options = given["name"], []
            self.multiple = "multiple" in given
        elif tag == "option" and self.select:
            self.options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self.area, self.text = given["name"], ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected]
            if not chosen and not self.multiple and self.options:
                chosen = [self.options[0][0]]
            self.fields += [(self.select, value) for value in chosen]
            self.select = None
        elif tag == "textarea" and self.area:
            self.fields.append((self.area, self.text.removeprefix("\n")))
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.text += data


def form_of(response, form_id: str = "service_form") -> dict[str, list[str]]:
    """Name → values of every field of the form."""
    assert response.status_code == 200, response.status_code
    reader = FormReader(form_id)
    reader.feed(response.content.decode())
    assert reader.fields, "no such form"
    found: dict[str, list[str]] = {}
    for name, value in reader.fields:
        if name:
            found.setdefault(name, []).append(value)
    return found


def messages_of(response) -> str:
    """The text of the main part of a page."""
    text = response.content.decode()
    main = text[text.find("<main") :] if "<main" in text else text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def errors_of(response) -> list[str]:
    """What a page says at its fields, short enough for a failed test."""
    found = re.findall(r'class="(?:errorlist|errornote)[^>]*>(.*?)</(?:ul|p)>', response.content.decode(), re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in found]


@pytest.fixture
def account(directory):
    return User.objects.create_superuser("olga", "olga@example.org", "x")


@pytest.fixture
def officer(account, client):
    client.force_login(account)
    return client


@pytest.fixture
def colleague(directory):
    from django.test import Client

    other = Client()
    other.force_login(User.objects.create_superuser("kai", "kai@example.org", "x"))
    return other
