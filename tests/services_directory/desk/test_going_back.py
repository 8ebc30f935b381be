"""What going back, keeping both sides, copying and importing never bring back; and the day checked."""

from datetime import timedelta

import pytest

from services_directory.desk.versions import versions
from services_directory.models import Contact, Service, Source
from tests.services_directory.exchange.conftest import Exchange

from .conftest import DESK, form_of, messages_of
from .test_versions import aged, conflict, merge_form, url_of


@pytest.fixture
def service(directory) -> Service:
    """With a person's contact that is shown, for a day now."""
    found = Service.objects.get(slug="newco-helsinki-advice", city="helsinki")
    aged(found)
    found.assured_date = "2026-01-15"
    found.save()
    Contact.objects.create(service=found, name="Maija", email="maija@example.org", phone="+358931036360", public=True)
    aged(found)
    return found


@pytest.fixture
def feed(client, service):
    return lambda: "maija" in client.get(f"/hsds/services/{service.uuid}").content.decode().lower()


def withdraw(service) -> None:
    row = service.contacts.get(name="Maija")
    row.withdrawn = True
    row.save()
    aged(service, timedelta(minutes=1))


def go_back(client, record, kind="service", place=-2):
    """To the version that `service` makes, the second since the content was loaded."""
    past = versions(record)[place]
    return client.post(f"{DESK}{kind}/{record.pk}/restore/", {"at": past.at.isoformat()}, follow=True)


def test_going_back_leaves_withdrawn_what_was_withdrawn_since(officer, service, feed):
    assert feed()
    withdraw(service)
    assert not feed()
    assert "Withdrawn contacts stay withdrawn." in messages_of(officer.get(f"{DESK}service/{service.pk}/history/"))
    assert "Restored" in messages_of(go_back(officer, service))
    assert service.contacts.get(name="Maija").withdrawn and not feed()


def test_nor_one_that_an_import_had_entered_anew_or_that_was_deleted_afterwards(officer, service, feed):
    service.contacts.all().delete()
    aged(service, timedelta(minutes=1))
    Contact.objects.create(service=service, name="M.", email="Maija@example.org", public=True, withdrawn=True)
    go_back(officer, service)
    assert not feed()
    service.contacts.all().delete()
    go_back(officer, service)
    assert not feed() and service.contacts.get(name="Maija").withdrawn


def test_whose_contact_is_shown_again_since_is_brought_back(officer, service, feed):
    withdraw(service)
    service.contacts.update(withdrawn=False)
    service.description = "Other words."
    service.save()
    go_back(officer, service)
    assert feed() and not service.contacts.get(name="Maija").withdrawn


def test_the_second_of_two_savers_does_not_bring_one_back(officer, colleague, service, feed):
    sent = form_of(officer.get(url_of(service)))
    title = next(key for key in sent if key.startswith("contacts-") and sent[key] == ["Maija"]).replace("name", "title")
    theirs = {title.replace("title", "withdrawn"): "on", "alert": "Theirs."}
    page = conflict(officer, colleague, service, theirs, {title: "Head"})
    assert page.status_code == 409
    row = service.contacts.get(name="Maija")
    chosen = {f"take:contacts:{row.pk}": "mine"}
    answer = officer.post(f"{DESK}service/{service.pk}/merge/", merge_form(page) | chosen)
    row.refresh_from_db()
    assert answer.status_code == 302 and (row.title, row.withdrawn) == ("Head", True) and not feed()


def test_a_copy_has_none(officer, service):
    withdraw(service)
    officer.post(f"{DESK}service/{service.pk}/do/copy/")
    assert not Service.objects.get(slug=f"{service.slug}-2").contacts.exists()


@pytest.mark.parametrize("name, form", [("a.csv", "csv"), ("a.xlsx", "xlsx"), ("a.yml", "yaml"), ("a.json", "hsds")])
def test_an_older_file_brings_none_back_and_the_report_says_so(service, feed, tmp_path, name, form):
    exchange = Exchange(tmp_path)
    old = exchange.save(form, Service.objects.filter(pk=service.pk))
    assert not [note for note in exchange.plan(name, old).notes if "withdrawn" in note]
    withdraw(service)
    plan = exchange.load(name, old)
    assert any("a contact that was withdrawn is left out" in note for note in plan.notes)
    assert list(service.contacts.values_list("name", "withdrawn")) == [("Maija", True)]
    assert not service.emails.filter(address="maija@example.org").exists() and not feed()


def test_another_contact_comes_in_and_so_does_a_desk_that_shares_a_number(service, tmp_path):
    withdraw(service)
    cell = "Desk; email=desk@example.org; phone=+358931036360; public=yes | Maija; email=maija@example.org; public=yes"
    Exchange(tmp_path).load("new.csv", f"id,city,contacts\n{service.slug},helsinki,{cell}\n")
    assert sorted(service.contacts.values_list("name", "withdrawn")) == [("Desk", False), ("Maija", True)]


def test_one_of_several_at_the_address_of_an_office(officer, service, feed, tmp_path):
    service.contacts.update(email="office@example.org", phone="")
    row = service.contacts.get(name="Maija")
    row.save()
    aged(service, timedelta(days=1))
    old = Exchange(tmp_path).save("yaml", Service.objects.filter(pk=service.pk))
    withdraw(service)
    Contact.objects.create(service=service, name="Desk", email="office@example.org", public=True)
    Exchange(tmp_path).load("old.yml", old)
    assert not feed()
    go_back(officer, service, place=-3)
    assert service.contacts.get(name="Maija").withdrawn and not feed()


def test_an_older_text_has_the_day_on_which_it_was_checked_and_that_is_said(officer, service):
    service.description, service.assured_date = "Other words.", "2026-11-20"
    service.save()
    history = messages_of(officer.get(f"{DESK}service/{service.pk}/history/"))
    assert "has the day on which it was checked then" in history
    said = messages_of(go_back(officer, service))
    assert "The day checked is that of this text again: Jan. 15, 2026 instead of Nov. 20, 2026." in said
    service.refresh_from_db()
    assert str(service.assured_date) == "2026-01-15" and service.description != "Other words."


def test_nothing_is_said_where_the_day_stays(officer, service):
    service.description = "Other words."
    service.save()
    assert "The day checked" not in messages_of(go_back(officer, service))


def test_the_same_for_a_source(officer, directory):
    source = Source.objects.filter(checked_on=None).first()
    source.save()
    aged(source)
    source.note, source.checked_on = "New.", "2026-11-20"
    source.save()
    assert "– instead of Nov. 20, 2026" in messages_of(go_back(officer, source, "source", -1))
    source.refresh_from_db()
    assert source.checked_on is None
