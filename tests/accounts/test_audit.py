"""The audit log: what stands in it, and that nobody changes it."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.audit import acting, summarised
from accounts.audit.retention import delete_expired
from accounts.models import AuditEntry, AuditIsAppendOnly
from services_directory.models import Phone, Service
from tests.conftest import ROOT
from tests.prepared import prepare


@pytest.fixture
def last(world):
    """The newest entry, without those of making the world."""
    before = AuditEntry.objects.latest("id").pk if AuditEntry.objects.exists() else 0
    return lambda **what: AuditEntry.objects.filter(pk__gt=before, **what).latest("id")


def test_a_change_says_who_what_from_and_to(world, last):
    with acting(world.users["officer"]):
        world.here.service.caution = "Ask first."
        world.here.service.save()
        entry = last(action="change")
        assert (entry.user_name, entry.role, entry.city, entry.object_name) == (
            "officer",
            "officer",
            "helsinki",
            "Advice",
        )
        assert entry.changes == {"caution": ["", "Ask first."]}
        phone = Phone.objects.create(service=world.here.service, number="+358295024882")
        assert last(action="add").changes["number"] == [None, "+358295024882"]
        phone.delete()
        assert last(action="delete").changes["number"] == ["+358295024882", None] and last().city == "helsinki"
        world.here.service.districts.add(world.here.records["district"])
        assert last(action="change").changes == {"district": [None, [str(world.here.records["district"].pk)]]}
    world.users["officer"].delete()
    assert last(action="change", object_name="Advice").user_name == "officer", "the name stays when the account goes"


def test_saving_without_a_change_writes_nothing(world):
    count = AuditEntry.objects.count()
    Service.objects.get(pk=world.here.service.pk).save()
    assert AuditEntry.objects.count() == count


UNWRITABLE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.db import DatabaseError
from accounts.models import AuditEntry
from services_directory.models import Organization
organization = Organization.objects.create(slug="a", name="Before")

def fails(self, *args, **kwargs):
    raise DatabaseError("the disk is full")

AuditEntry.save = fails
organization.name = "After"
try:
    organization.save()
except DatabaseError:
    print(Organization.objects.get().name, Organization.objects.get().changes.count())
"""


def test_what_cannot_be_written_down_is_not_done(tmp_path):
    """In a process and database of its own: inside the transaction of a test it would hold by itself."""
    prepare(tmp_path, content=False)
    environment = {**os.environ, "KIOSK_STATE_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "website.settings"}
    words = [sys.executable, "-W", "ignore", "-c", UNWRITABLE]
    said = subprocess.run(words, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    assert said.split() == ["Before", "1"]


def test_roles_are_written_down(world, last):
    world.users["viewer"].assignments.all().delete()
    assert last(object_type="accounts.assignment").action == "delete"


def test_many_changes_of_a_program_are_one_entry(world, last):
    with summarised("load", "content"):
        for _ in range(3):
            Phone.objects.create(service=world.here.service, number="+358295024882")
    assert last().changes == {"phone": {"add": 3}} and last().user_name == "kiosk"


@pytest.mark.parametrize("attempt", [
    lambda: AuditEntry.objects.update(user_name="x"),
    lambda: AuditEntry.objects.all().delete(),
    lambda: AuditEntry.objects.first().delete(),
    lambda: AuditEntry.objects.first().save(),
    lambda: AuditEntry.objects.bulk_update([AuditEntry.objects.first()], ["note"]),
])  # fmt: skip
def test_the_code_refuses(world, attempt):
    with pytest.raises(AuditIsAppendOnly):
        attempt()


@pytest.mark.parametrize("statement", [
    "UPDATE accounts_auditentry SET user_name = 'x'",
    "DELETE FROM accounts_auditentry",
    "DELETE FROM accounts_auditentry WHERE id = (SELECT min(id) FROM accounts_auditentry)",
])  # fmt: skip
def test_the_database_refuses(world, statement):
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_raw_deletes_of_django_are_refused_by_the_database(world):
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.all()._raw_delete("default")


def test_the_retention_deletes_what_is_old_says_so_and_leaves_the_guard(world, settings, last):
    old = AuditEntry.objects.create(action="sign-in", at=timezone.now() - timedelta(days=800))
    count = AuditEntry.objects.count()
    assert delete_expired() == 1 and not AuditEntry.objects.filter(pk=old.pk).exists()
    assert (
        AuditEntry.objects.count() == count and last().action == "retention" and last().changes == {"entries": [1, 0]}
    )
    assert delete_expired() == 0
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_auditentry")


def test_migrations_are_complete(db):
    call_command("makemigrations", "accounts", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("name, allowed", [("administrator", True), ("officer", False), ("viewer", False)])
def test_the_page_is_for_administrators(world, signed_in, name, allowed):
    client = signed_in(name)
    for page in ("", "?action__exact=add&city=helsinki", "csv/?action__exact=add"):
        assert client.get(f"/officer/accounts/auditentry/{page}").status_code == (200 if allowed else 403), page


def test_the_csv_is_the_filtered_list_with_formulas_neutralised(world, signed_in):
    admin_pages = signed_in("administrator")
    entry = AuditEntry.objects.create(action="add", object_name="=1+1", city="helsinki", note="@sum")
    AuditEntry.objects.create(action="add", object_name="elsewhere", city="vienna")
    answer = admin_pages.get("/officer/accounts/auditentry/csv/?city=helsinki&q=%3D1")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=1+1" in text and "'@sum" in text and "elsewhere" not in text
    assert admin_pages.get(f"/officer/accounts/auditentry/{entry.pk}/change/").status_code == 200
    assert admin_pages.post(f"/officer/accounts/auditentry/{entry.pk}/change/", {"note": "x"}).status_code == 403
    assert admin_pages.post(f"/officer/accounts/auditentry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert admin_pages.get("/officer/accounts/auditentry/add/").status_code == 403
