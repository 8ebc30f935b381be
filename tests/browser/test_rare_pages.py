"""Pages that one meets seldom: no link leads to them, and they come when something went wrong or was asked of many."""

import os
import sqlite3
import subprocess
import sys

from tests.conftest import ROOT
from tests.officers import PASSWORD

from .desk import sign_in, troubles

LIST = "/officer/services_directory/service/"
CALM = {"reduced_motion": "reduce"}  # colours change at once
_AGED = """
import sys, django; django.setup()
from importlib import import_module; from django.conf import settings
session = import_module(settings.SESSION_ENGINE).SessionStore(sys.argv[1])
session["accounts_signed_in_at"] = 0; session.save()
"""


def test_setting_the_owner_of_several_services(at_desk):
    page = at_desk(path=LIST, **CALM)
    for box in page.locator("#result_list .action-select").all()[:2]:
        box.check()
    page.locator("select[name=action]").first.select_option("set_owner")
    page.locator(".actions button[name=index]").first.click()
    page.locator("#id_owner").wait_for()
    assert troubles(page) == []
    page.locator("#id_owner").select_option(label="olga")
    page.get_by_role("button", name="Set the owner").click()
    page.get_by_text("The owner of 2 services is set.").wait_for()


def test_what_cannot_be_saved_stays_on_the_page_and_can_be_sent_again(at_desk, desk):
    page = at_desk("kai", LIST + "?q=infofinland", **CALM)
    page.locator("#result_list tbody th a").first.click()
    page.locator("#id_alert").fill("Closed for May.")
    database = sqlite3.connect(desk.folder / "kiosk.sqlite3", isolation_level=None)
    database.execute("BEGIN IMMEDIATE")  # nobody else can write
    try:
        page.locator("[name=_continue]").last.click()
        page.get_by_role("heading", name="This could not be saved").wait_for()
    finally:
        database.execute("ROLLBACK")
        database.close()
    assert "Closed for May." in page.locator("dl.typed").inner_text()
    assert troubles(page) == []
    page.get_by_role("button", name="Send it again").click()
    page.locator(".messagelist .success").first.wait_for()
    assert page.locator("#id_alert").input_value() == "Closed for May."


def test_a_name_that_is_locked(at_desk):
    page = at_desk(None, "/officer/login/", **CALM)
    for _ in range(5):
        page.get_by_label("Username").fill("mallory")
        page.get_by_label("Password").fill(PASSWORD[::-1])
        page.keyboard.press("Enter")
        page.locator("[role=alert], .errornote, .errorlist").first.wait_for()
    page.get_by_text("too many failed tries").wait_for()
    assert troubles(page) == []


def test_what_was_written_when_the_session_ended_waits_behind_the_sign_in(at_desk, desk):
    page = at_desk(None, "/officer/my-services/", **CALM)
    sign_in(page, "paula")
    page.wait_for_url("**/my-services/")
    page.locator("#content tbody a").first.click()
    page.get_by_label("About the hours").fill("Closed in May.")
    [key] = [each["value"] for each in page.context.cookies() if each["name"] == "sessionid"]
    environment = {**os.environ, "KIOSK_STATE_DIR": str(desk.folder), "DJANGO_SETTINGS_MODULE": "website.settings"}
    subprocess.run([sys.executable, "-c", _AGED, key], cwd=ROOT, env=environment, check=True)
    page.get_by_role("button", name="Send the proposal").click()
    page.get_by_label("Username").wait_for()
    sign_in(page, "paula")
    page.get_by_role("button", name="Send it now").wait_for()
    assert troubles(page) == []
    page.get_by_role("button", name="Send it now").click()
    page.get_by_text("is with the city's officers").wait_for()
