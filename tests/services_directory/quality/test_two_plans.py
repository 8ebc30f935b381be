"""Two officers plan for the same gap, or decide on the same report: nobody overwrites the other unseen."""

import pytest

from services_directory.desk.versions import versions
from services_directory.models import ErrorReport, KnownGap
from tests.officers import account
from tests.services_directory.desk.conftest import FormReader, messages_of

from .test_pages import CELL

GAP = CELL + "&topic=advice&phase=idea"


@pytest.fixture
def service(add):
    return add("bank")


@pytest.fixture
def other(city, officer):
    from django.test import Client

    client = Client()
    client.force_login(account("other", role="officer", city_id="seedville"))
    return client


def base_of(page, form: str | None = None) -> dict:
    """What a form carries along; that of a cell has no name."""
    reader = FormReader(form)
    reader.feed(page.content.decode())
    return {"_base": next(value for name, value in reader.fields if name == "_base")}


def said(plan: str, until="2027-03-01") -> dict:
    return {"plan": plan, "until": until}


def test_the_second_plan_for_a_gap_sees_the_first_one(officer, other, service):
    mine, theirs = base_of(officer.get(GAP)), base_of(other.get(GAP))
    assert other.post(GAP, theirs | said("Theirs.")).status_code == 302
    page = officer.post(GAP, mine | said("Mine.", "2027-04-01"))
    words = messages_of(page)
    assert page.status_code == 400 and "Somebody else saved this in the meantime" in words
    assert "Theirs." in words and page.context["plan"]["plan"].value() == "Mine."
    assert KnownGap.objects.get(city="seedville").plan == "Theirs."
    assert officer.post(GAP, base_of(page) | said("Mine.", "2027-04-01")).status_code == 302
    gap = KnownGap.objects.get(city="seedville")
    assert gap.plan == "Mine." and [row.plan for row in gap.changes.all()] == ["Mine.", "Theirs."]


def test_a_plan_that_another_changed_is_not_taken_away_unseen(officer, other, service):
    other.post(GAP, said("Theirs."))
    mine = base_of(officer.get(GAP))
    other.post(GAP, base_of(other.get(GAP)) | said("Theirs, better."))
    gap = KnownGap.objects.get(city="seedville")
    page = officer.post(f"/officer/coverage/known/{gap.pk}/remove/", mine, follow=True)
    assert (
        "Somebody else saved this in the meantime" in messages_of(page) and KnownGap.objects.filter(pk=gap.pk).exists()
    )
    officer.post(f"/officer/coverage/known/{gap.pk}/remove/", base_of(page))
    assert not KnownGap.objects.filter(pk=gap.pk).exists()


def test_its_own_page_has_history_side_by_side_and_the_same_rule_for_the_day(officer, other, service):
    gap = KnownGap.objects.create(city_id="seedville", cell={"topic": "advice"}, plan="First.", until="2027-01-01")
    address = f"/officer/services_directory/knowngap/{gap.pk}/change/"
    mine, theirs = (base_of(client.get(address), "knowngap_form") for client in (officer, other))
    past = officer.post(address, mine | said("Late.", "2026-01-01"))
    assert past.status_code == 200 and "This day is past." in messages_of(past)
    assert other.post(address, theirs | said("Theirs.")).status_code == 302
    clash = officer.post(address, mine | said("Mine."))
    assert clash.status_code == 409 and "Theirs." in messages_of(clash) and "Mine." in messages_of(clash)
    history = messages_of(officer.get(address.replace("change", "history")))
    assert "First." in history and "Theirs." in history and "other" in history


def test_the_second_to_decide_on_a_report_sees_the_decision_and_no_history_has_the_words(officer, other, service):
    report = ErrorReport.objects.create(city_id="seedville", service=service, language="en", text="My secret words.")
    address = f"/officer/services_directory/errorreport/{report.pk}/change/"
    mine, theirs = (base_of(client.get(address), "errorreport_form") for client in (officer, other))
    settled = {"state": "settled", "outcome": "Number corrected."}
    assert other.post(address, theirs | settled).status_code == 302
    clash = officer.post(address, mine | {"state": "declined", "outcome": "Right as it is."})
    assert clash.status_code == 409 and "Number corrected." in messages_of(clash)
    report.refresh_from_db()
    assert report.state == "settled" and report.settled_at
    assert "Number corrected." in messages_of(officer.get(address.replace("change", "history")))
    assert not [row for row in report.changes.all() if "secret" in str(vars(row))]
    assert "text" not in versions(report)[0].state["fields"]


def test_what_was_there_before_histories_were_kept_is_their_first_version(city):
    from importlib import import_module

    from django.apps import apps

    gap = KnownGap.objects.create(city_id="seedville", cell={"topic": "advice"}, plan="First.", until="2027-01-01")
    ErrorReport.objects.create(city_id="seedville", language="en", text="My secret words.")
    KnownGap.changes.all().delete()
    ErrorReport.changes.all().delete()
    import_module("services_directory.migrations.0013_histories_of_gaps").begin_histories(apps, None)
    assert [each.state["fields"]["plan"] for each in versions(gap)] == ["First."]
    assert ErrorReport.changes.count() == 1
