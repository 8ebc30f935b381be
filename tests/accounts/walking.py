"""A walk through the desk as somebody with a mouse would take it: every link of every page, every button once."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import resolve

MOST = 1
"""Pages of one kind that are opened: the second service looks like the first."""
# Ending the session is no part of the walk; pages in other languages are the same pages.
_LEFT_OUT = {"logout", "jsi18n"}


@dataclass
class Button:
    """A form that is sent: its address, its fields and the button that was pressed."""

    page: str
    method: str
    action: str
    fields: dict[str, list[str]]
    name: str


class Page(HTMLParser):
    """Links and buttons of a page."""

    def __init__(self, address: str, text: str):
        super().__init__()
        self.address, self.links, self.buttons = address, [], []
        self.form = self.select = self.area = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "a" and given.get("href"):
            self.links.append(urljoin(self.address, given["href"]).partition("#")[0])
        elif tag == "form":
            action = urljoin(self.address, given.get("action") or self.address)
            self.form = Button(self.address, given.get("method", "get").lower(), action, {}, "")
        elif self.form is None:
            return
        elif tag == "select":
            self.select, self.options, self.several = given.get("name"), [], "multiple" in given
        elif tag == "option" and self.select:
            self.options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self.area, self.text = given.get("name"), ""
        elif tag in ("input", "button"):
            self._input(given, given.get("type", "submit" if tag == "button" else "text"))

    def _input(self, given, kind):
        if kind == "submit":
            own = {given["name"]: [given.get("value", "")]} if given.get("name") else {}
            action = urljoin(self.address, given["formaction"]) if given.get("formaction") else self.form.action
            self.buttons.append((self.form, action, own))
        elif given.get("name") and kind != "button" and (kind not in ("checkbox", "radio") or "checked" in given):
            self.form.fields.setdefault(given["name"], []).append(given.get("value", "on"))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected]
            if not chosen and not self.several and self.options:
                chosen = [self.options[0][0]]
            if self.form and chosen:
                self.form.fields.setdefault(self.select, []).extend(chosen)
            self.select = None
        elif tag == "textarea" and self.area:
            self.form.fields.setdefault(self.area, []).append(self.text.removeprefix("\n"))
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.text += data


@dataclass
class Walk:
    """What was seen: address → text of the page, and what was shown and then refused or failed."""

    pages: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    kinds: Counter = field(default_factory=Counter)


def kind_of(address: str) -> str:
    """Pages that one view makes."""
    path = urlsplit(address).path
    return resolve(path).view_name or path


def walk(client: Client, start: str = "/officer/") -> Walk:
    """Opens the pages that links lead to, MOST of a kind, and presses every kind of button once, changing nothing."""
    found, waiting, pressed = Walk(), [(start, "the address bar")], set()
    seen = {start}
    while waiting:
        address, came_from = waiting.pop(0)
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code not in (200, 302):
            found.faults.append(f"{came_from} leads to {address}: {answer.status_code}")
            continue
        if answer.status_code == 302:
            links, buttons = [urljoin(address, answer.url)], []
        else:
            text = content.decode("utf-8", "replace")
            found.pages[address] = text
            if not answer.get("Content-Type", "").startswith("text/html"):
                continue
            page = Page(address, text)
            links, buttons = page.links, page.buttons
        for link in links:
            if link in seen or not link.startswith("/officer/"):
                continue
            kind = kind_of(link)
            if kind.rpartition(":")[2] in _LEFT_OUT or found.kinds[kind, _query(link)] >= MOST:
                continue
            seen.add(link)
            found.kinds[kind, _query(link)] += 1
            waiting.append((link, address))
        for form, action, own in buttons:
            _press(client, found, pressed, address, form, action, own)
    return found


def _query(link: str) -> str:
    """The names in an address's query, of which a filter more makes no other kind of page."""
    return "?" if urlsplit(link).query else ""


def _press(client, found: Walk, pressed: set, address: str, form: Button, action: str, own: dict) -> None:
    kind = (kind_of(action), form.method, *sorted((name, value[0][:12]) for name, value in own.items()))
    if not action.startswith("/officer/") or kind[0].rpartition(":")[2] in _LEFT_OUT or kind in pressed:
        return
    pressed.add(kind)
    fields = {**form.fields, **own}
    send = client.post if form.method == "post" else client.get
    try:
        with transaction.atomic():
            status = send(action, fields).status_code
            transaction.set_rollback(True)
    except Exception as error:
        found.faults.append(f"{address}: the button {kind} fails: {error!r}")
        return
    # 400 and 409 are words about what was sent; a session whose password form was sent empty stays as it is.
    if status in (403, 404, 405) or status >= 500:
        found.faults.append(f"{address}: the button {kind} is refused: {status}")


def words(text: str) -> str:
    """A page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
