"""Checking links against a website that really answers, fails, waits and moves."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from bot.cli import main
from services_directory import version
from services_directory.models import Event, LinkCheck, Organization, Publication, ServiceSource, Source
from services_directory.upkeep import links
from services_directory.upkeep.addresses import in_use
from services_directory.upkeep.guard import Pace, Private, addresses

pytestmark = pytest.mark.usefixtures("hurried")


def state(site, path: str) -> LinkCheck:
    return LinkCheck.objects.get(url=site.url + path)


@pytest.mark.parametrize(
    "path, wanted, status",
    [
        ("/ok", "ok", 200),
        ("/get-only", "ok", 200),
        ("/for-now", "ok", 200),
        ("/moved", "moved", 200),
        ("/slow", "slow", 200),
        ("/silent", "slow", None),
        ("/forbidden", "blocked", 403),
        ("/too-many", "blocked", 429),
        ("/law", "blocked", 451),
        ("/nothing", "failing", 404),
        ("/gone", "failing", 410),
        ("/moved-away", "failing", 404),
        ("/circle", "failing", 301),
        ("/breaks-off", "failing", None),
    ],
)
def test_states(site, serve, path, wanted, status):
    serve("one", url=site.url + path)
    assert links.check() == {wanted: 1}
    row = state(site, path)
    assert (row.state, row.status_code) == (wanted, status)
    assert bool(row.reason) == (wanted in ("failing", "blocked") or path == "/silent")
    if path == "/moved":
        assert row.moved_to == site.url + "/ok"
    if row.reason:
        assert links.reason(row)


def test_dead_only_after_three_failures_in_a_row_and_alive_at_the_first_answer(site, serve):
    serve("one", url=site.url + "/nothing")
    for wanted in ("failing", "failing", "dead", "dead"):
        links.check(everything=True)
        assert state(site, "/nothing").state == wanted
    site.pages["/nothing"] = 200
    links.check(everything=True)
    row = state(site, "/nothing")
    assert (row.state, row.failures, row.reason) == ("ok", 0, "")
    site.pages["/nothing"] = 404
    links.check(everything=True)
    assert state(site, "/nothing").state == "failing", "counting begins anew"


@pytest.mark.parametrize("url, reason", [("http://127.0.0.1:1/", "refused"), ("http://nowhere.invalid/", "dns")])
def test_what_cannot_be_reached(serve, url, reason):
    serve("one", url=url)
    links.check()
    row = LinkCheck.objects.get(url=url)
    assert (row.state, row.reason) == ("failing", reason)


def test_two_retries_where_a_fault_may_pass_and_none_for_a_page_that_is_gone(site, serve):
    site.pages["/broken"] = 500
    serve("one", url=site.url + "/broken")
    serve("two", url=site.url + "/nothing")
    links.check()
    assert site.paths("GET").count("/broken") == 3
    assert site.paths("GET").count("/nothing") == 1


def test_one_host_is_asked_at_most_once_in_the_time_redirects_and_retries_too(site, serve, monkeypatch):
    monkeypatch.setattr(links, "EVERY", 0.15)
    for number, path in enumerate(("/ok", "/moved", "/nothing", "/for-now")):
        serve(f"s{number}", url=site.url + path)
    began = time.monotonic()
    links.check()
    assert len(site.asked) == 7
    assert time.monotonic() - began >= 6 * 0.15


def test_it_says_who_it_is(site, serve, settings):
    settings.KIOSK_PUBLIC_URL = "https://kiosk.example.org"
    serve("one", url=site.url + "/ok")
    links.check()
    assert {agent for *_, agent in site.asked} == {"Kiosk link check (+https://kiosk.example.org)"}


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "0.0.0.0",
     "2130706433", "fe80::1", "fd00::1"],
)  # fmt: skip
def test_private_addresses_are_never_connected_to(host):
    with pytest.raises(Private):
        addresses(host, 80)


def test_without_the_setting_nothing_on_loopback_is_asked(site, serve, monkeypatch):
    monkeypatch.delenv("KIOSK_LINKS_PRIVATE")
    serve("one", url=site.url + "/ok")
    serve("two", url=f"http://localhost:{site.port}/ok")
    links.check()
    assert site.asked == []
    assert {row.reason for row in LinkCheck.objects.all()} == {"private"}


def test_where_no_server_answers_nothing_is_held_against_the_addresses(serve):
    for number in range(4):
        serve(f"s{number}", url=f"http://127.0.0.{number + 1}:1/")
    with pytest.raises(links.Offline):
        links.check()
    assert not LinkCheck.objects.exists()


def test_every_kind_of_record_is_looked_at_and_only_what_newcomers_see(site, serve, town):
    service = serve("shown", url="https://a.example/1")
    serve("draft", url="https://a.example/2", publication=Publication.DRAFT)
    serve("past", url="https://a.example/3", historical=True)
    source = Source.objects.create(key="s", title="Source", url="https://a.example/4")
    ServiceSource.objects.create(service=service, source=source)
    Organization.objects.update(url="https://a.example/5")
    service.required_documents.create(document="Form", uri="https://a.example/6")
    service.schedules.create(link="https://a.example/7")
    place = service.locations.create(address="Street 1")
    place.accessibility.create(description="Lift", url="https://a.example/8")
    now = timezone.now()
    for slug, ends in (("next", now + timedelta(days=2)), ("last", now - timedelta(days=1))):
        Event.objects.create(
            city=town, slug=slug, name=slug, organization=service.organization, starts_at=ends - timedelta(hours=1),
            ends_at=ends, sign_up=f"https://a.example/{slug}", publication="published",
        )  # fmt: skip
    found = in_use("town")
    assert set(found) == {f"https://a.example/{end}" for end in (1, 4, 5, 6, 7, 8, "next")}
    assert [(use.model, use.label, use.field) for use in found["https://a.example/4"]] == [("source", "Source", "url")]
    for end, field in ((6, "documents"), (7, "schedules"), (8, "accessibility")):
        assert [(use.model, use.label, use.field) for use in found[f"https://a.example/{end}"]] == [
            ("service", "Shown", field)
        ]


def test_the_shipped_content_brings_statements_and_steps(directory):
    models = {use.model for uses in in_use("helsinki").values() for use in uses}
    assert {"service", "source", "organization", "statement", "planstep"} <= models
    assert set(in_use("helsinki")) < set(in_use())


def test_only_what_is_due_is_asked_again_and_what_is_not_used_is_forgotten(site, serve):
    service = serve("one", url=site.url + "/ok")
    serve("two", url=site.url + "/nothing")
    links.check()
    assert links.check() == {}
    LinkCheck.objects.update(checked_at=timezone.now() - timedelta(days=1))
    assert links.check() == {"failing": 1}
    LinkCheck.objects.update(checked_at=timezone.now() - timedelta(days=8))
    assert links.check() == {"ok": 1, "dead": 1}, "the third failure in a row"
    service.delete()
    links.check()
    assert [row.url for row in LinkCheck.objects.all()] == [site.url + "/nothing"]


def test_a_check_is_no_change_of_the_content(site, serve):
    serve("one", url=site.url + "/ok")
    before = version.current()
    links.check()
    assert version.current() == before


def test_the_command_tells_dead_from_blocked_from_slow(site, serve, capsys):
    for number, path in enumerate(("/ok", "/nothing", "/forbidden", "/slow", "/moved")):
        serve(f"s{number}", url=site.url + path)
    for _ in range(2):
        links.check(everything=True)
    assert main(["links", "check", "--all", "--city", "town"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "5 addresses asked: 1 blocked, 1 dead, 1 moved, 1 ok, 1 slow"
    states = [line.split()[0] for line in out[1:] if not line.startswith(" ")]
    assert states == ["dead", "blocked", "slow", "moved"], "the worst first"
    assert any("service S1" in line for line in out) and any(line.strip() == f"now at {site.url}/ok" for line in out)
    assert main(["links", "check", "--city", "atlantis"]) == 2


def test_pace_gives_each_caller_a_turn_of_its_own():
    at, slept = [0.0], []
    pace = Pace(1.0, clock=lambda: at[0], sleep=slept.append)
    for _ in range(3):
        pace.wait("a")
    pace.wait("b")
    assert slept == [1.0, 2.0]
