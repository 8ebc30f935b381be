"""An officer's work in a real browser: add, look at it, review, restore, and two at one record."""

import os
import secrets
import subprocess
import sys

import pytest

from .chat import scrolls_sideways
from .conftest import PHONE
from .test_accessibility import CHECK

PASSWORD = secrets.token_urlsafe(12)
LIST = "/officer/services_directory/service/"
_MAKE = """
import django; django.setup()
from django.contrib.auth.models import User
for name in ("olga", "kai"):
    User.objects.filter(username=name).delete()
    User.objects.create_superuser(name, password={password!r})
"""


NAMED = ("aria-label=", "title=", 'type="submit"')  # names that CHECK does not know of


def faults(page) -> list[str]:
    """What CHECK finds, but for what has its name in another way, and selects behind Django's own list."""
    page.evaluate("document.querySelectorAll('.select2-hidden-accessible').forEach((each) => { each.hidden = true; })")
    return [fault for fault in page.evaluate(CHECK) if not any(name in fault for name in NAMED)]


@pytest.fixture(scope="module")
def accounts(database):
    """Two officers in the running Kiosk."""
    if database is None:
        pytest.skip("the database of that Kiosk is not ours to write")
    environment = {**os.environ, "KIOSK_STATE_DIR": str(database.parent), "DJANGO_SETTINGS_MODULE": "website.settings"}
    subprocess.run([sys.executable, "-c", _MAKE.format(password=PASSWORD)], env=environment, check=True, timeout=120)


@pytest.fixture
def sign_in(visit, accounts):
    def signed_in(name: str = "olga", path: str = "/officer/", **context):
        page = visit(f"/officer/login/?next={path}", **context)
        page.locator("#id_username").fill(name)
        page.locator("#id_password").fill(PASSWORD)
        page.locator("form [type=submit]").first.click()
        page.locator("#content h1").wait_for()
        return page

    return signed_in


def add_service(page, name: str) -> None:
    page.goto(page.url.split("/officer/")[0] + LIST + "add/")
    page.locator("#id_city").select_option("helsinki")
    page.locator("#id_name").press_sequentially(name)
    # Django's own list with a search field.
    page.locator("[aria-labelledby*=id_organization]").click()
    page.locator(".select2-dropdown .select2-search__field").fill("NewCo")
    page.locator(".select2-results__option--highlighted").wait_for()
    page.keyboard.press("Enter")
    page.locator("#id_description").fill("Lends cargo bikes to new businesses.")
    page.locator("#id_main_topic").select_option(index=1)
    page.locator("[name=_continue]").last.click()
    page.locator(".messagelist .success").wait_for()


def test_add_look_publish_and_find_it_on_the_website(sign_in):
    page = sign_in()
    name = f"Cargo bikes {secrets.token_hex(3)}"
    add_service(page, name)
    address = page.url
    page.locator("#preview-in").select_option("fi")
    page.get_by_role("button", name="Preview as saved").click()
    assert page.locator(".card-shown h3").first.inner_text() == name
    assert faults(page) == []
    page.goto(address)
    page.get_by_role("button", name="Publish", exact=True).click()
    page.locator(".messagelist .success").wait_for()
    slug = name.lower().replace(" ", "-")
    page.goto(page.url.split("/officer/")[0] + f"/helsinki/services/{slug}/?language=en")
    assert page.locator("h1").inner_text() == name


def test_similar_names_are_told_while_typing(sign_in):
    page = sign_in(path=LIST + "add/")
    page.locator("#id_city").select_option("helsinki")
    page.locator("#id_name").press_sequentially("NewCo Helsinki business advise")
    page.locator("#duplicates a").first.wait_for()
    assert "NewCo Helsinki business advice" in page.locator("#duplicates").inner_text()


def first_service(page, query: str = "NewCo Helsinki business advice"):
    page.goto(page.url.split("/officer/")[0] + f"{LIST}?q={query}")
    page.locator("#result_list tbody th a").first.click()
    page.locator("#id_description").wait_for()


def test_review_from_the_list_and_restore_from_the_history(sign_in):
    page = sign_in(path=LIST + "?q=infofinland")
    page.get_by_role("button", name="Still right").first.click()
    page.locator(".messagelist .success").wait_for()
    first_service(page)
    before = page.locator("#id_description").input_value()
    page.locator("#id_description").fill("Something wrong.")
    page.wait_for_timeout(3100)  # a version of its own: what one account saves within three seconds is one
    page.locator("[name=_continue]").last.click()
    page.locator(".messagelist .success").wait_for()
    page.locator("a.historylink").click()
    assert "Something wrong." in page.locator("table.changes").first.inner_text()
    assert faults(page) == []
    page.get_by_role("button", name="Restore this version").first.click()
    page.locator(".messagelist .success").wait_for()
    assert page.locator("#id_description").input_value() == before


def test_the_second_saver_chooses_and_loses_nothing(sign_in):
    mine, theirs = sign_in("olga"), sign_in("kai")
    for page in (mine, theirs):
        first_service(page, "Startup Refugees")
    theirs.locator("#id_description").fill("Written by Kai.")
    theirs.locator("#id_alert").fill("Closed in July.")
    theirs.locator("[name=_save]").last.click()
    theirs.locator(".messagelist .success").wait_for()
    mine.locator("#id_description").fill("Written by Olga.")
    mine.locator("[name=_save]").last.click()
    mine.locator("table.merge").wait_for()
    assert "kai" in mine.locator("#content-main").inner_text()
    assert faults(mine) == []
    mine.locator("[name='take:description'][value=mine]").check()
    mine.locator("button.default").click()
    mine.locator(".messagelist .success").wait_for()
    assert mine.locator("#id_description").input_value() == "Written by Olga."
    assert mine.locator("#id_alert").input_value() == "Closed in July."


OWN = ["/officer/", "/officer/translations/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", OWN)
def test_pages_can_be_used_by_everybody(sign_in, path, scheme):
    page = sign_in(path=path, color_scheme=scheme)
    assert faults(page) == []


def test_the_form_can_be_used_by_everybody(sign_in):
    page = sign_in()
    first_service(page)
    assert faults(page) == []


@pytest.mark.parametrize("path", [*OWN, LIST])
def test_on_a_small_phone(sign_in, path):
    page = sign_in(path=path, viewport=PHONE)
    assert not scrolls_sideways(page)


def test_nothing_leaves_the_machine_and_the_policy_holds(sign_in):
    page = sign_in()
    asked, refused = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    first_service(page)
    page.goto(page.url.split("/officer/")[0] + LIST + "add/")
    page.locator("#id_name").fill("x")
    origin = page.url.split("/officer/")[0]
    assert asked and all(url.startswith((origin, "data:")) for url in asked) and refused == []
