"""Signing in as an officer does, in a real browser: enrolment, backup codes, the own account, proposals, the log."""

import json

from .checks import CHECK
from .conftest import PHONE
from .desk import shown, sign_in, troubles
from .looks import AROUND


def look(page, faults: list, name: str) -> None:
    """Notes what is wrong with a page, in both colour schemes and on a small phone; what is around it is the site's."""
    page.wait_for_load_state()
    page.evaluate("(all) => document.querySelectorAll(all).forEach((e) => e.remove())", f"{AROUND}, nav")
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


def test_an_administrator_enrols_and_works(browser, desk):
    context = browser.new_context()
    page, faults, refused = context.new_page(), [], []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" and not icon(said) else None)
    page.on(
        "request", lambda asked: refused.append(asked.url) if not asked.url.startswith((desk.url, "data:")) else None
    )
    page.goto(f"{desk.url}/officer/")
    look(page, faults, "sign-in")
    sign_in(page, "uusi")
    page.wait_for_url("**/login/enrol/")
    look(page, faults, "enrolment")
    assert page.locator(".accounts-picture svg").bounding_box()["width"] > 150
    page.get_by_role("textbox", name="Code").fill(shown(page.locator(".accounts-key").inner_text()))
    page.keyboard.press("Enter")
    page.wait_for_selector(".accounts-codes")
    assert page.locator(".accounts-codes li").count() == 10
    look(page, faults, "codes")
    page.get_by_role("link", name="continue").click()
    page.wait_for_url(f"{desk.url}/officer/")
    for path in ("account/", "proposals/", "proposals/1/"):
        page.goto(f"{desk.url}/officer/{path}")
        look(page, faults, path)
    page.get_by_role("button", name="Decline").click()
    page.get_by_text("Say why you decline.").wait_for()
    look(page, faults, "declined without a reason")
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("The proposal is accepted.").wait_for()
    page.goto(f"{desk.url}/officer/accounts/auditentry/")
    assert page.get_by_text("cost_note").count() >= 1
    with page.expect_download() as download:
        page.get_by_role("link", name="This list as CSV").click()
    assert ",accept," in open(download.value.path(), encoding="utf-8-sig").read()
    context.close()
    assert json.dumps(faults, indent=1) == "[]" and refused == []


def test_a_partner_proposes(browser, desk):
    context = browser.new_context(reduced_motion="reduce")  # colours change at once
    page, faults = context.new_page(), []
    page.goto(f"{desk.url}/officer/my-services/")
    sign_in(page, "paula")
    page.wait_for_url(f"{desk.url}/officer/my-services/")
    look(page, faults, "my services")
    page.locator("#content tbody a").first.click()
    page.wait_for_url("**/my-services/*/")
    faults += troubles(page)
    page.locator("#id_url").fill("not a page")
    page.locator("#schedules-group .add-row a").press("Enter")
    hours = page.locator("#schedules-group .dynamic-schedules").last
    hours.get_by_label("Mon", exact=True).press("Space")
    hours.get_by_label("Opens at").fill("15:00")
    hours.get_by_label("Closes at").fill("09:00")
    place = page.locator("#locations-group .dynamic-locations").first
    place.locator("[name$=-address]").fill("Harbour 1")
    place.get_by_label("What there is").first.fill("step-free")
    page.get_by_role("button", name="Send the proposal").click()
    page.get_by_text("Enter a valid URL.").wait_for()
    page.get_by_text("This is before the opening.").wait_for()
    faults += troubles(page)
    assert place.get_by_label("What there is").first.input_value() == "step-free"
    page.locator("#id_url").fill("https://example.org/")
    page.locator("#schedules-group .dynamic-schedules").last.get_by_label("Closes at").fill("16:00")
    page.get_by_role("button", name="Send the proposal").click()
    page.get_by_text("is with the city's officers").wait_for()
    page.locator("#content tbody a").first.click()
    page.get_by_text("A proposal is waiting.").wait_for()
    assert page.locator("#locations-group .dynamic-locations").first.get_by_label("What there is").first.input_value()
    faults += troubles(page)
    page.goto(f"{desk.url}/officer/my-services/")
    page.get_by_role("link", name="Propose a new service").first.click()
    page.locator("#id_name").fill("Cargo bikes")
    faults += troubles(page)
    page.locator("#id_description").fill("Lends cargo bikes to new businesses.")
    page.locator("#id_main_topic").select_option("advice")
    page.get_by_role("button", name="Send the proposal").click()
    page.get_by_role("link", name="Cargo bikes").wait_for()
    look(page, faults, "my services with a new one")
    context.close()
    assert json.dumps(faults, indent=1) == "[]"
