"""A real browser in front of a running Kiosk."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from .desk import at_desk, desk  # noqa: F401 - fixtures of all tests here

BROWSERS = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
]
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}


def _browser_path() -> str | None:
    for name in (os.environ.get("KIOSK_TEST_BROWSER", ""), *BROWSERS):
        if name and (found := shutil.which(name)):
            return found
    return None


# One package, not one session: while Playwright runs, Django forbids its database in this thread.
@pytest.fixture(scope="package")
def browser():
    path = _browser_path()
    if path is None:
        pytest.skip("no Chromium here: install it from the system's packages (apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def kiosk(request, browser) -> str:
    """The address of a running Kiosk: the tests' own, or the one KIOSK_TEST_URL names."""
    return os.environ.get("KIOSK_TEST_URL") or request.getfixturevalue("running_kiosk").url


@pytest.fixture(scope="package")
def database(kiosk, request) -> Path | None:
    """The database file of that Kiosk, None where it is not ours to write."""
    if os.environ.get("KIOSK_TEST_URL"):
        state = os.environ.get("KIOSK_TEST_STATE")
        return Path(state) / "kiosk.sqlite3" if state else None
    return request.getfixturevalue("running_kiosk").folder / "state" / "kiosk.sqlite3"


@contextmanager
def watched(browser, timeout: float = 60_000, policy: bool = True):
    """`opened(address, cookies=…, **context)`: a page in a fresh browser profile, `timeout` ms for what it waits for.

    In the end it fails where a page threw an error or, with `policy`, was refused something by its own policy.
    """
    contexts, errors = [], []

    def opened(address: str, cookies=(), **options):
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        contexts.append(context)
        context.add_cookies(list(cookies))
        page = context.new_page()
        page.set_default_timeout(timeout)
        page.on("pageerror", lambda error: errors.append(str(error)))
        if policy:
            page.on("console", lambda said: errors.append(said.text) if "Security Policy" in said.text else None)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def visit(browser, kiosk):
    """`visit(path, **context)`: a page in a fresh browser profile; the test fails where the page throws an error."""
    with watched(browser, timeout=30_000, policy=False) as opened:
        yield lambda path="", address=None, **options: opened(address or kiosk + path, **options)
