"""What a colleague saves while a click waits for its turn stays, whatever the click does."""

from contextlib import contextmanager

import pytest
from django.db import connection

from services_directory.desk.versions import versions
from services_directory.models import Service, Source

from .conftest import DESK, form_of
from .test_versions import aged

TAKES_ITS_TURN = "services_directory_contentversion"


@pytest.fixture
def service(directory) -> Service:
    return Service.objects.get(slug="newco-helsinki-advice", city="helsinki")


@contextmanager
def meanwhile(save):
    """`save` happens when somebody else has read what they want to change and now asks for their turn."""
    done = []

    def first(execute, sql, *rest):
        if TAKES_ITS_TURN in sql and not done:
            done.append(True)
            save()
        return execute(sql, *rest)

    with connection.execute_wrapper(first):
        yield
    assert done, "nobody took a turn"


def renamed(service) -> None:
    row = Service.objects.get(pk=service.pk)
    row.name, row.review_after, row.revision = "Theirs", 30, row.revision + 1
    row.save()


@pytest.mark.parametrize("action", ["confirm", "publish", "draft", "archive", "restore"])
def test_a_click_changes_what_it_says_and_nothing_else(officer, service, action):
    with meanwhile(lambda: renamed(service)):
        assert officer.post(f"{DESK}service/{service.pk}/do/{action}/").status_code == 302
    found = Service.objects.get(pk=service.pk)
    assert (found.name, found.review_after, found.revision) == ("Theirs", 30, service.revision + 2)
    told = found.changes.first()
    assert (told.name, told.publication, told.history_user.username) == ("Theirs", found.publication, "olga")
    assert told.assured_date == found.assured_date


def test_the_owner_of_many_is_set_without_touching_the_rest(officer, service, account):
    sent = {"action": "set_owner", "_selected_action": service.pk, "owner_chosen": 1, "owner": account.pk}
    with meanwhile(lambda: renamed(service)):
        assert officer.post(f"{DESK}service/", sent).status_code == 302
    found = Service.objects.get(pk=service.pk)
    assert (found.name, found.owner) == ("Theirs", account)


def test_many_at_once_and_a_copy_are_made_of_what_is_there_now(officer, service):
    with meanwhile(lambda: renamed(service)):
        officer.post(f"{DESK}service/", {"action": "archive_selected", "_selected_action": service.pk})
    found = Service.objects.get(pk=service.pk)
    assert (found.name, found.publication) == ("Theirs", "archived")
    Service.objects.filter(pk=service.pk).update(name="Ours")
    with meanwhile(lambda: renamed(service)):
        officer.post(f"{DESK}service/{service.pk}/do/copy/")
    assert Service.objects.get(slug=f"{service.slug}-2").name == "Theirs (copy)"


def test_going_back_neither_publishes_nor_gives_away_what_a_colleague_just_archived(officer, service, account):
    aged(service)
    Service.objects.filter(pk=service.pk).update(description="Other words.")
    Service.objects.get(pk=service.pk).save()
    past = versions(service)[-1]

    def archived():
        Service.objects.filter(pk=service.pk).update(publication="archived", owner=account)

    with meanwhile(archived):
        officer.post(f"{DESK}service/{service.pk}/restore/", {"at": past.at.isoformat()})
    found = Service.objects.get(pk=service.pk)
    assert found.description == service.description and (found.publication, found.owner) == ("archived", account)


def test_what_is_saved_in_a_list_leaves_the_other_columns(officer, directory):
    source = Source.objects.order_by("title").first()
    sent = form_of(officer.get(f"{DESK}source/?q={source.key}"), "changelist-form") | {"_save": "1"}
    place = next(name for name in sent if name.endswith("-checked_on"))
    with meanwhile(lambda: Source.objects.filter(pk=source.pk).update(note="Theirs")):
        officer.post(f"{DESK}source/?q={source.key}", sent | {place: "2026-11-20"})
    source.refresh_from_db()
    assert (str(source.checked_on), source.note) == ("2026-11-20", "Theirs")
