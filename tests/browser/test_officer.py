"""An officer's work in a real browser: add, look at it, review, import, restore, coverage, and two at one record."""

import os
import secrets
from pathlib import Path

import pytest

from .chat import scrolls_sideways
from .conftest import PHONE
from .desk import axe, faults, screenshot, troubles

LIST = "/officer/services_directory/service/"
PICTURES = Path(os.environ["KIOSK_TEST_PICTURES"]) if os.environ.get("KIOSK_TEST_PICTURES") else None


def saved(page) -> None:
    page.locator(".messagelist .success").first.wait_for()


def go(page, desk, path: str):
    page.goto(desk.url + path)
    return page


def fill_in(page, name: str) -> None:
    """The least that a new service needs."""
    page.locator("#id_city").select_option("helsinki")
    page.locator("#id_name").press_sequentially(name)
    # Django's own list with a search field.
    page.locator(".select2-selection[aria-labelledby*=id_organization]").click()
    page.locator(".select2-dropdown .select2-search__field").fill("NewCo")
    page.locator(".select2-results__option--highlighted").wait_for()
    page.keyboard.press("Enter")
    page.locator("#id_description").fill("Lends cargo bikes to new businesses.")
    page.locator("#id_main_topic").select_option("advice")


def test_add_look_publish_and_find_it_on_the_website(at_desk, desk):
    page = at_desk(path=LIST + "add/")
    name = f"Cargo bikes {secrets.token_hex(3)}"
    fill_in(page, name)
    page.locator("[name=_continue]").last.click()
    saved(page)
    address = page.url
    page.locator("#preview-in").select_option("fi")
    page.get_by_role("button", name="Preview as saved").click()
    assert page.locator(".card-shown h3").first.inner_text() == name
    page.goto(address)
    page.get_by_role("button", name="Publish", exact=True).click()
    saved(page)
    slug = name.lower().replace(" ", "-")
    go(page, desk, f"/helsinki/services/{slug}/?language=en")
    assert page.locator("h1").inner_text() == name


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(at_desk):
    page = at_desk(path=LIST + "add/")
    fill_in(page, "Cargo bikes for <b>all</b>")
    page.locator("#id_phones-0-number").fill("12345")
    page.locator("#id_main_topic").select_option("")
    page.locator("#service_form").evaluate("form => form.noValidate = true")
    page.locator("[name=_save]").last.click()
    page.locator(".errornote").first.wait_for()
    said = page.locator(".field-name .errorlist").inner_text()
    assert "looks like HTML or script" in said and page.locator("#id_name").input_value().endswith("<b>all</b>")
    assert "A service needs a topic" in page.locator(".field-main_topic .errorlist").inner_text()
    assert "with + and the country code" in page.locator(".field-number .errorlist").first.inner_text()
    assert page.locator("#id_name").get_attribute("aria-invalid") == "true"
    screenshot(page, PICTURES, "form with faults")
    assert axe(page) == []


def test_similar_names_are_told_while_typing(at_desk):
    page = at_desk(path=LIST + "add/")
    page.locator("#id_city").select_option("helsinki")
    page.locator("#id_name").press_sequentially("NewCo Helsinki business advise")
    page.locator("#duplicates a").first.wait_for()
    assert "NewCo Helsinki business advice" in page.locator("#duplicates").inner_text()


def open_service(page, desk, query: str = "NewCo Helsinki business advice"):
    go(page, desk, f"{LIST}?q={query}")
    page.locator("#result_list tbody th a").first.click()
    page.locator("#id_description").wait_for()


def test_still_right_from_the_list_and_restore_from_the_history(at_desk, desk):
    for language, name in (("fi", "Pitää yhä paikkansa"), ("de", "Stimmt noch"), ("en", "Still right")):
        page = at_desk(path=LIST + "?q=infofinland", locale=language)
        button = page.get_by_role("button", name=name).first.bounding_box()
        table = page.locator(".results").bounding_box()
        assert button["x"] + button["width"] <= table["x"] + table["width"], language
    page.get_by_role("button", name="Still right").first.click()
    saved(page)
    open_service(page, desk)
    before = page.locator("#id_description").input_value()
    page.locator("#id_description").fill("Something wrong.")
    page.wait_for_timeout(3100)  # a version of its own: what one account saves within three seconds is one
    page.locator("[name=_continue]").last.click()
    saved(page)
    page.locator("a.historylink").click()
    assert "Something wrong." in page.locator("table.changes").first.inner_text()
    page.get_by_role("button", name="Restore this version").first.click()
    saved(page)
    assert page.locator("#id_description").input_value() == before


def test_the_second_saver_chooses_and_loses_nothing(at_desk, desk):
    mine, theirs = at_desk("olga"), at_desk("kai")
    for page in (mine, theirs):
        open_service(page, desk, "Startup Refugees")
    theirs.locator("#id_description").fill("Written by Kai.")
    theirs.locator("#id_alert").fill("Closed in July.")
    theirs.locator("[name=_save]").last.click()
    saved(theirs)
    mine.locator("#id_description").fill("Written by Olga.")
    mine.locator("[name=_save]").last.click()
    mine.locator("table.merge").wait_for()
    assert "kai" in mine.locator("#content-main").inner_text()
    screenshot(mine, PICTURES, "merge")
    assert axe(mine) == [] and faults(mine) == []
    mine.set_viewport_size(PHONE)
    assert not scrolls_sideways(mine)
    mine.locator("[name='take:description'][value=mine]").check()
    mine.locator("button.default").click()
    saved(mine)
    assert mine.locator("#id_description").input_value() == "Written by Olga."
    assert mine.locator("#id_alert").input_value() == "Closed in July."


def upload(page, desk, content: str) -> None:
    go(page, desk, "/officer/exchange/")
    page.get_by_label("File", exact=False).first.set_input_files(
        {"name": "services.csv", "mimeType": "text/csv", "buffer": content.encode("cp1252")}
    )
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("heading", name="Report on services.csv").wait_for()


def test_a_file_is_checked_row_by_row_mended_and_imported(at_desk, desk):
    page = at_desk()
    upload(page, desk, "id;city;url;alert\r\nytj;helsinki;ytj.fi;Geöffnet\r\nnowhere;vienna;;x\r\n")
    assert "http://" in page.locator("#content table").first.inner_text()
    assert page.get_by_role("button", name="Import now").count() == 0
    screenshot(page, PICTURES, "report with faults")
    assert axe(page) == [] and faults(page) == []
    upload(page, desk, "id;city;alert\r\nytj;helsinki;Geöffnet im Juli\r\n")
    assert "1 changed" in page.locator("#content-main").inner_text()
    assert "Geöffnet im Juli" in page.locator("#content table").last.inner_text()
    screenshot(page, PICTURES, "report")
    assert axe(page) == [] and faults(page) == []
    page.set_viewport_size(PHONE)
    assert not scrolls_sideways(page)
    page.get_by_role("button", name="Import now").click()
    saved(page)
    go(page, desk, "/helsinki/services/ytj/?language=en")
    assert "Geöffnet im Juli" in page.locator("main").inner_text()


def test_from_the_table_to_a_gap_and_its_plan(at_desk, desk):
    page = at_desk()
    page.get_by_role("link", name="Coverage", exact=True).click()
    page.locator("table.coverage td.mark-gap a").first.click()
    page.get_by_role("heading", name="Mark as known").wait_for()
    assert "Rule:" in page.locator(".legend").inner_text()
    page.get_by_label("What is planned").fill("A course from spring on.")
    page.get_by_label("Until").fill("2031-04-01")
    page.get_by_role("button", name="Save").click()
    saved(page)
    assert "A course from spring on." in page.locator(".plan").inner_text()
    page.get_by_role("link", name="Back to the table").click()
    assert "A course from spring on." in page.locator("table.plain").inner_text()
    page.get_by_role("link", name="Comprehensive support: the city's questions").click()
    assert page.locator(".answer").count() >= 4


def test_from_a_service_to_its_score_card_and_its_topic(at_desk, desk):
    page = at_desk(path=f"{LIST}{desk.service}/change/")
    page.get_by_role("link", name="What else there is on its topic").click()
    page.get_by_role("link", name="Is it open to migrants?").first.click()
    page.get_by_role("heading", name="The one change that would help most").wait_for()


def tab_to(page, selector: str, key: str = "Tab") -> None:
    """Presses the tab key until the element has the focus, which is seen."""
    for _ in range(150):
        page.keyboard.press(key)
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            box = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement);"
                " return [s.outlineStyle, s.boxShadow, s.borderColor, s.textDecorationLine].join(' '); }"
            )
            assert box != "none none  none", selector
            return
    raise AssertionError(f"the tab key does not lead to {selector}")


def test_with_the_keyboard_alone(at_desk, desk):
    page = at_desk()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-to-content-link"
    page.keyboard.press("Enter")
    tab_to(page, "a.button[href$='/service/add/']")
    page.keyboard.press("Enter")
    page.locator("#id_name").wait_for()
    tab_to(page, "#id_name")
    page.keyboard.type("Advice by telephone")
    tab_to(page, ".select2-selection[aria-labelledby*=id_organization]")
    page.keyboard.press("Enter")
    page.locator(".select2-search__field").wait_for()
    page.keyboard.type("NewCo")
    page.locator(".select2-results__option--highlighted").wait_for()
    page.keyboard.press("Enter")
    tab_to(page, "#id_description")
    page.keyboard.type("Advice on the telephone.")
    tab_to(page, "#id_main_topic")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#service_form [name=_continue]", "Shift+Tab")  # it stands above the form too
    page.keyboard.press("Enter")
    saved(page)
    assert page.locator("#id_name").input_value() == "Advice by telephone"


def test_every_page_can_be_used_by_everybody(at_desk, desk):
    page, found = at_desk("aino", reduced_motion="reduce"), []
    for name, path in desk.pages.items():
        go(page, desk, path)
        screenshot(page, PICTURES, name)
        found += [f"{name} {path}: {fault}" for fault in troubles(page)]
    assert found == [], "\n".join(sorted({each.split(": ", 1)[1] for each in found}))


@pytest.mark.parametrize(("name", "path"), [
    ("pekka", "/officer/my-services/"), ("veikko", "/officer/"), ("tarja", "/officer/"), (None, "/officer/login/"),
])  # fmt: skip
def test_pages_of_the_other_roles(at_desk, name, path):
    page = at_desk(name, path)
    screenshot(page, PICTURES, f"{name or 'nobody'} start")
    assert axe(page) == [] and faults(page) == []
    page.set_viewport_size(PHONE)
    assert not scrolls_sideways(page)


def test_nothing_leaves_the_machine_and_the_policy_holds(at_desk, desk):
    page = at_desk()
    asked, refused = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    open_service(page, desk)
    go(page, desk, LIST + "add/")
    page.locator("#id_name").fill("x")
    assert asked and all(url.startswith((desk.url, "data:")) for url in asked) and refused == []
