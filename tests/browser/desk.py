"""A website alone, without the assistant, with accounts, and what there is to look at on the officers' desk."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.conftest import ROOT, free_port
from tests.officers import PASSWORD
from tests.prepared import prepare

from .chat import scrolls_sideways
from .checks import CHECK

_CODE = """
import sys; from base64 import b32decode; from django_otp.oath import totp
print(f"{totp(b32decode(sys.argv[1])):06d}")
"""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Desk:
    """A running website: its address, its state, a session of every account, an address of every kind of page."""

    url: str
    folder: Path
    sessions: dict[str, str]
    pages: dict[str, str]
    service: int


@pytest.fixture(scope="package")
def desk(browser, tmp_path_factory):
    """The website with Helsinki's directory, and accounts: aino, olga, kai, pekka, tarja, veikko, uusi, paula."""
    folder, port = tmp_path_factory.mktemp("desk"), free_port()
    environment = {**os.environ, "KIOSK_STATE_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "website.settings",
                   "KIOSK_LINKS_DAYS": "0"}  # fmt: skip
    prepare(folder)
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.desk_content"], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    )
    assert made.returncode == 0
    command = [sys.executable, "-m", "uvicorn", "website.asgi:application", "--port", str(port), "--lifespan", "off"]
    with open(folder / "log", "w") as log:
        website = subprocess.Popen(
            [*command, "--no-access-log", "--ws", "none"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                requests.get(f"{url}/health/live", timeout=5)
                break
            except requests.RequestException:
                time.sleep(0.2)
        yield Desk(url, folder, **json.loads(made.stdout.decode().strip().splitlines()[-1]))
    finally:
        website.terminate()
        website.wait(20)


@pytest.fixture
def at_desk(browser, desk):
    """`at_desk("olga", path)`: a page in a browser in which that account is signed in; None signs nobody in."""
    contexts, errors = [], []

    def opened(name: str | None = "olga", path: str = "/officer/", **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        if name:
            context.add_cookies([{"name": "sessionid", "value": desk.sessions[name], "url": desk.url}])
        page = context.new_page()
        page.set_default_timeout(120_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(desk.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def shown(key: str) -> str:
    """What an app would show for the key."""
    return subprocess.run(
        [sys.executable, "-c", _CODE, key.replace(" ", "")], capture_output=True, text=True, check=True
    ).stdout.strip()  # fmt: skip


def axe(page) -> list[str]:
    """What the axe engine finds on a page: rules of WCAG 2.2 A and AA, and good practice."""
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_load_state("load")  # only then every script has done its part
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]})
    return [
        f"{each['id']}: {', '.join(str(node['html'])[:110] for node in each['nodes'][:3])} ({len(each['nodes'])})"
        for each in found.response["violations"]
    ]


# Names that CHECK does not know of; axe does.
_NAMED = ("aria-label=", "aria-labelledby=", "title=", 'type="submit"', "select2-hidden-accessible")


def faults(page) -> list[str]:
    """What CHECK finds, but for what has its name in another way, and selects behind Django's own list."""
    page.evaluate("document.querySelectorAll('.select2-hidden-accessible').forEach((each) => { each.hidden = true; })")
    return [fault for fault in page.evaluate(CHECK) if not any(name in fault for name in _NAMED)]


def troubles(page) -> list[str]:
    """What is wrong with a page, in light colours and in dark ones on a small phone."""
    found = axe(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 640})
    found += [f"dark, 320 px: {fault}" for fault in faults(page)]
    if scrolls_sideways(page):
        found.append("scrolls sideways at 320 px")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def sign_in(page, name: str) -> None:
    """The first step, on the page of the sign-in."""
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def screenshot(page, folder: Path | None, name: str) -> None:
    """A picture of the whole page where KIOSK_TEST_PICTURES names a folder: for eyes."""
    if folder:
        page.screenshot(path=folder / f"{name.replace(' ', '-')}.png", full_page=True)
