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

from .checks import CHECK

PASSWORD = "correct horse battery"
# Prints as JSON: the session of each account, and an address of every kind of page.
_SETUP = """
import django; django.setup()
import json
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from accounts.models import Assignment
from services_directory.loading import load_city
from services_directory.models import (
    Comment, ErrorReport, Event, KnownGap, LinkCheck, Proposal, Service, Statement, Translation, Wording,
)
from tests.officers import with_factor
import website.urls

load_city("helsinki")
service = Service.objects.get(slug="newco-helsinki-advice")
roles = {
    "aino": {"role": "administrator"}, "olga": {"role": "officer", "city": service.city},
    "kai": {"role": "officer", "city": service.city},
    "pekka": {"role": "partner", "organization": service.organization},
    "tarja": {"role": "translator", "languages": ["fi"]}, "veikko": {"role": "viewer", "city": service.city},
}
user_logged_in.connect(with_factor)
sessions = {}
for name, role in roles.items():
    user = get_user_model().objects.create_user(name, password="correct horse battery")
    Assignment.objects.create(user=user, **role)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(get_user_model().objects.get(pk=user.pk))
    sessions[name] = client.session.session_key
for name in ("uusi", "paula"):  # they have not set the second factor up yet
    role = {"role": "administrator"} if name == "uusi" else roles["pekka"]
    Assignment.objects.create(user=get_user_model().objects.create_user(name, password="correct horse battery"), **role)
now, olga = timezone.now(), get_user_model().objects.get(username="olga")
Proposal.objects.create(service=service, changes={"cost_note": "Free of charge.", "phones": ["+358295024882"]})
Proposal.objects.create(service=service, changes={"hours_note": "Closed in July."}, note="Summer")
Comment.objects.create(service=service, author=olga, text="Ask them about July.")
ErrorReport.objects.create(city=service.city, service=service, language="en", text="The number is wrong.")
KnownGap.objects.create(city=service.city, cell={"topic": "tax", "phase": "exit"}, plan="A course.", until="2030-01-01")
LinkCheck.objects.create(url=service.url, state="dead", checked_at=now)
Translation.objects.create(service=service, field="description", language="fi", text="Vanha", state="outdated")
statement = Statement.objects.filter(country="fi", figures__name="fee").exclude(figures__value=None).first()
Wording.objects.create(city=service.city, statement=statement, language="en", text=statement.text, change="meaning")
Event.objects.create(city=service.city, slug="fair", name="Fair", starts_at=now, ends_at=now)
service.alert = "Closed on Friday."
service.save()

pages = {}
for model, page in admin.site._registry.items():
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    pages[f"{model._meta.model_name} list"] = reverse(f"{name}_changelist")
    first = service if model is Service else statement if model is Statement else model.objects.first()
    if first is not None:
        for part in ("change", "history"):
            pages[f"{model._meta.model_name} {part}"] = reverse(f"{name}_{part}", args=[first.pk])
    if getattr(page, "has_add_permission", None) and model._meta.model_name in (
        "service", "organization", "event", "wording", "translation", "source", "user"
    ):
        pages[f"{model._meta.model_name} add"] = reverse(f"{name}_add")
base = f"/officer/services_directory/service/{service.pk}/"
pages |= {
    "start": "/officer/", "translations": "/officer/translations/", "preview": base + "preview/?language_of_preview=ar",
    "translate": base + "translate/fi/", "exchange": "/officer/exchange/",
    "coverage": "/officer/coverage/?city=helsinki",
    "cell": "/officer/coverage/cell/?city=helsinki&topic=tax&phase=exit",
    "cell with services": "/officer/coverage/cell/?city=helsinki&topic=advice", "app": "/officer/services_directory/",
    "score card": f"/officer/scorecard/{service.pk}/", "city score card": "/officer/scorecard/city/helsinki/",
    "proposals": "/officer/proposals/", "proposal": "/officer/proposals/2/", "account": "/officer/account/",
    "password": "/officer/password_change/", "filtered": "/officer/services_directory/service/?lacks=any&check=due",
}
print(json.dumps({"sessions": sessions, "pages": pages, "service": service.pk}))
"""
_CODE = """
import sys; from base64 import b32decode; from django_otp.oath import totp
print(f"{totp(b32decode(sys.argv[1])):06d}")
"""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Desk:
    """A running website: its address, a session of every account, an address of every kind of page."""

    url: str
    sessions: dict[str, str]
    pages: dict[str, str]
    service: int


@pytest.fixture(scope="package")
def desk(browser, tmp_path_factory):
    """The website with Helsinki's directory, and accounts: aino, olga, kai, pekka, tarja, veikko, uusi, paula."""
    folder, port = tmp_path_factory.mktemp("desk"), free_port()
    environment = {**os.environ, "KIOSK_STATE_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "website.settings",
                   "KIOSK_LINKS_DAYS": "0"}  # fmt: skip
    made = subprocess.run([sys.executable, "-c", _SETUP], cwd=ROOT, env=environment, check=True, capture_output=True)
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
        yield Desk(url, **json.loads(made.stdout.decode().strip().splitlines()[-1]))
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
        page.set_default_timeout(60_000)
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


def sign_in(page, name: str) -> None:
    """The first step, on the page of the sign-in."""
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def screenshot(page, folder: Path | None, name: str) -> None:
    """A picture of the whole page where KIOSK_TEST_PICTURES names a folder: for eyes."""
    if folder:
        page.screenshot(path=folder / f"{name.replace(' ', '-')}.png", full_page=True)
