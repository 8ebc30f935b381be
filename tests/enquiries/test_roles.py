"""Who sees what of enquiries."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import Assignment, Role
from accounts.permissions import changes_data, limited, may
from accounts.rules import ADD, CHANGE, DELETE, PROPOSE, VIEW
from enquiries import desk
from enquiries.models import Barrier, CannedReply, CannedReplyText, Count, Enquiry, Label, Note, Team
from tests.enquiries.conftest import Newcomer
from tests.officers import account

PRIVATE, TOOLS, FIGURES = "private", "tools", "figures"
# role → kind of record → what it may do in its own city; what is not named it may not.
TABLE = {
    "administrator": {kind: {VIEW, ADD, CHANGE, DELETE} for kind in (PRIVATE, TOOLS, FIGURES)},
    "lead": {PRIVATE: {VIEW, ADD, CHANGE, DELETE}, TOOLS: {VIEW, ADD, CHANGE, DELETE}, FIGURES: {VIEW}},
    "staff": {PRIVATE: {VIEW, ADD, CHANGE}, TOOLS: {VIEW}, FIGURES: {VIEW}},
    "officer": {FIGURES: {VIEW}},
    "viewer": {FIGURES: {VIEW}},
    "partner": {},
    "translator": {},
    None: {},
}


@pytest.fixture
def records(newcomer, city, bo):
    enquiry = newcomer.leave(barrier={"kind": "papers"})
    note = desk.note(enquiry, bo, "A note")
    return {
        PRIVATE: [enquiry, note],
        TOOLS: [Team.objects.create(name="T", city=city), Label.objects.create(name="L", city=city)],
        FIGURES: [Barrier.objects.get(), Count.objects.first()],
    }


@pytest.mark.parametrize("role", TABLE)
def test_what_a_role_may_do(records, city, directory, role):
    needs = {"administrator": {}, "partner": {"organization": directory.organization}}
    needs["translator"] = {"city": city, "languages": ["fi"]}
    user = account("somebody", role=role, **needs.get(role, {"city": city})) if role else account("somebody")
    wrong = []
    for kind, rows in records.items():
        for row in rows:
            for action in (VIEW, ADD, CHANGE, DELETE, PROPOSE):
                allowed = action in TABLE[role].get(kind, ())
                if (
                    may(user, action, row) != allowed
                    or limited(user, action, type(row).objects.all()).exists() != allowed
                ):
                    wrong.append(f"{role} {action} {row._meta.label}")
    assert wrong == []


def test_nothing_of_another_city(records, elsewhere):
    for role in ("lead", "staff", "officer", "viewer"):
        user = account(f"{role}-there", role=role, city=elsewhere)
        for rows in records.values():
            assert not any(may(user, VIEW, row) or limited(user, VIEW, type(row).objects.all()) for row in rows)


def test_translators_write_the_texts_of_canned_replies_in_their_languages(city):
    user = account("t", role="translator", city=city, languages=["fi"])
    reply = CannedReply.objects.create(city=city, key="k", title="T")
    assert may(user, CHANGE, CannedReplyText(reply=reply, language="fi"))
    assert not may(user, CHANGE, CannedReplyText(reply=reply, language="sv")) and not may(user, CHANGE, reply)


def test_staff_and_leads_need_a_city_and_a_second_factor(city):
    for role in (Role.STAFF, Role.LEAD):
        assert changes_data(account(f"{role}", role=role, city=city))
        with pytest.raises(Exception, match="city"):
            Assignment(role=role).clean()


def test_groups_of_django_say_the_same(aino, bo):
    def codes(name):
        return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))

    assert "change_enquiry" in codes("staff") and "delete_enquiry" not in codes("staff")
    assert "delete_enquiry" in codes("lead") and not codes("viewer") & {"view_enquiry", "view_note"}
    assert limited(aino, VIEW, Enquiry.objects.all()).query and limited(aino, VIEW, Note.objects.all()).query


def test_notes_of_another_city_stay_there(newcomer, elsewhere, aino, city):
    there = Newcomer(city="vienna").leave()
    assert not limited(aino, VIEW, Enquiry.objects.filter(pk=there.pk)).exists()
