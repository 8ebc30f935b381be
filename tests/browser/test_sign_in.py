"""Signing in as an officer does, in a real browser: enrolment, backup codes, the own account, proposals, the log."""

import json
import os
import subprocess
import sys
import time

import pytest
import requests

from tests.conftest import ROOT, free_port

from .conftest import PHONE
from .test_accessibility import CHECK

AROUND = ".skip-to-content-link, #header, #nav-sidebar, #toggle-nav-sidebar, nav"
PASSWORD = "correct horse battery"
SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from services_directory.loading import load_city
load_city("helsinki")
from django.contrib.auth import get_user_model
from accounts.models import Assignment
from services_directory.models import Proposal, Service
service = Service.objects.filter(city="helsinki").first()
partner = {"role": "partner", "organization": service.organization}
for name, role in (("aino", {"role": "administrator"}), ("pekka", partner)):
    Assignment.objects.create(user=get_user_model().objects.create_user(name, password="correct horse battery"), **role)
Proposal.objects.create(service=service, changes={"cost_note": "Free of charge.", "phones": ["+358295024882"]})
"""
CODE = """
import sys; from base64 import b32decode; from django_otp.oath import totp
print(f"{totp(b32decode(sys.argv[1])):06d}")
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The address of a website alone, without the assistant, with two accounts and a proposal."""
    folder, port = tmp_path_factory.mktemp("desk"), free_port()
    environment = {**os.environ, "KIOSK_STATE_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "website.settings"}
    subprocess.run([sys.executable, "-c", SETUP], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "uvicorn", "website.asgi:application", "--port", str(port), "--lifespan", "off"]
    with open(folder / "log", "w") as log:
        website = subprocess.Popen(
            [*command, "--no-access-log", "--ws", "none"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        for _ in range(200):
            try:
                requests.get(f"http://127.0.0.1:{port}/health/live", timeout=5)
                break
            except requests.RequestException:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        website.terminate()
        website.wait(20)


def shown(key: str) -> str:
    """What an app would show for the key."""
    return subprocess.run(
        [sys.executable, "-c", CODE, key.replace(" ", "")], capture_output=True, text=True, check=True
    ).stdout.strip()  # fmt: skip


def look(page, faults: list, name: str) -> None:
    """Notes what is wrong with a page, in both colour schemes and on a small phone; what is around it is the site's."""
    page.wait_for_load_state()
    page.evaluate("(all) => document.querySelectorAll(all).forEach((e) => e.remove())", AROUND)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(400)  # colours of links change slowly
        for size in (PHONE, {"width": 1280, "height": 900}):
            page.set_viewport_size(size)
            faults += [f"{name} {scheme} {size['width']}: {fault}" for fault in page.evaluate(CHECK)]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                faults.append(f"{name} {size['width']}: scrolls sideways")


def icon(message) -> bool:
    """Browsers ask for an icon that the admin's pages do not name."""
    return message.location["url"].endswith("/favicon.ico")


def sign_in(page, name: str) -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_an_administrator_enrols_and_works(browser, desk):
    context = browser.new_context()
    page, faults, refused = context.new_page(), [], []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" and not icon(said) else None)
    page.on(
        "request", lambda request: refused.append(request.url) if not request.url.startswith((desk, "data:")) else None
    )
    page.goto(f"{desk}/officer/")
    look(page, faults, "sign-in")
    sign_in(page, "aino")
    page.wait_for_url("**/login/enrol/")
    look(page, faults, "enrolment")
    assert page.locator(".accounts-picture svg").bounding_box()["width"] > 150
    page.get_by_role("textbox", name="Code").fill(shown(page.locator(".accounts-key").inner_text()))
    page.keyboard.press("Enter")
    page.wait_for_selector(".accounts-codes")
    assert page.locator(".accounts-codes li").count() == 10
    look(page, faults, "codes")
    page.get_by_role("link", name="continue").click()
    page.wait_for_url(f"{desk}/officer/")
    for path in ("account/", "proposals/", "proposals/1/"):
        page.goto(f"{desk}/officer/{path}")
        look(page, faults, path)
    page.get_by_role("button", name="Decline").click()
    page.get_by_text("Say why you decline.").wait_for()
    look(page, faults, "declined without a reason")
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("The proposal is accepted.").wait_for()
    page.goto(f"{desk}/officer/accounts/auditentry/")
    assert page.get_by_text("cost_note").count() >= 1
    with page.expect_download() as download:
        page.get_by_role("link", name="This list as CSV").click()
    assert ",accept," in open(download.value.path(), encoding="utf-8-sig").read()
    context.close()
    assert json.dumps(faults, indent=1) == "[]" and refused == []


def test_a_partner_proposes(browser, desk):
    context = browser.new_context()
    page, faults = context.new_page(), []
    page.goto(f"{desk}/officer/my-services/")
    sign_in(page, "pekka")
    page.wait_for_url(f"{desk}/officer/my-services/")
    look(page, faults, "my services")
    page.locator("#content tbody a").first.click()
    page.wait_for_url("**/my-services/*/")
    look(page, faults, "form")
    page.get_by_label("about the hours").fill("Closed in July.")
    page.get_by_label("website").fill("not a page")
    page.locator("form.accounts-form").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Send the proposal").click()
    page.get_by_text("Enter a valid URL.").wait_for()
    look(page, faults, "form with a fault")
    assert page.get_by_label("about the hours").input_value() == "Closed in July."
    page.get_by_label("website").fill("https://example.org/")
    page.get_by_role("button", name="Send the proposal").click()
    page.get_by_text("is with the city's officers").wait_for()
    context.close()
    assert json.dumps(faults, indent=1) == "[]"
