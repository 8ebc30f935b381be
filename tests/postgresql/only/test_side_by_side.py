"""Two people at one record at the very same time, each in a transaction of the own."""

import threading

from django.db import connection, transaction
from django.test import Client

from services_directory import version
from services_directory.desk.editing import locked
from services_directory.exchange import apply
from services_directory.models import ContentVersion
from tests.services_directory.desk.conftest import DESK, form_of, messages_of
from tests.services_directory.exchange.conftest import Exchange


def beside(call) -> tuple[threading.Thread, list]:
    """Starts a call on a connection of its own; the list gets what it gives, or the exception."""
    given = []

    def run() -> None:
        try:
            given.append(call())
        except Exception as error:  # noqa: BLE001 - handed to the test
            given.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, given


def test_the_second_waits_and_sees_what_the_first_saved(officer: Client, service, address):
    sent = form_of(officer.get(address)) | {"description": "Mine."}
    with transaction.atomic():
        locked(service)
        service.description = "Theirs."
        service.save()
        thread, given = beside(lambda: officer.post(address, sent))
        thread.join(1)
        assert thread.is_alive(), "the second did not wait"
    thread.join(30)
    assert given[0].status_code == 409
    page = messages_of(given[0])
    assert "Theirs." in page and "Mine." in page
    service.refresh_from_db()
    assert service.description == "Theirs."


def test_an_import_waits_for_a_form_and_is_then_refused(service, tmp_path):
    plan = Exchange(tmp_path).plan("a.csv", f"id,city,alert\n{service.slug},helsinki,Closed in July.\n")
    with transaction.atomic():
        locked(service)
        thread, given = beside(lambda: apply.apply(plan))
        thread.join(1)
        assert thread.is_alive(), "the import did not wait"
        service.alert = "Open."
        service.save()
    thread.join(30)
    assert isinstance(given[0], apply.Stale)
    service.refresh_from_db()
    assert service.alert == "Open."


def test_every_change_is_a_version_of_its_own(content):
    before, count = ContentVersion.objects.get().number, 8
    threads = [beside(version.bump)[0] for _ in range(count)]
    for thread in threads:
        thread.join(30)
    assert ContentVersion.objects.get().number == before + count


def test_a_click_waits_and_leaves_what_the_first_saved(officer: Client, service):
    click = f"{DESK}service/{service.pk}/do/confirm/"
    with transaction.atomic():
        locked(service)
        thread, given = beside(lambda: officer.post(click))
        thread.join(1)
        assert thread.is_alive(), "the click did not wait"
        service.alert, service.assured_date = "Theirs.", None
        service.save()
    thread.join(30)
    assert given[0].status_code == 302
    service.refresh_from_db()
    assert service.alert == "Theirs." and service.assured_date
