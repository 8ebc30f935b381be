"""Every role × every kind of record × every action; here is the account's own city, there another one."""

import pytest
from django.contrib.auth import get_user_model

from accounts.models import Assignment, AuditEntry
from accounts.permissions import cities_of, colleagues_of, languages_of, limited, may
from accounts.rules import ACTIONS
from services_directory import models

V, A, C, D, P, X = ACTIONS  # view add change delete propose decide
PARTS = ("location", "phone", "email", "language", "access", "barrier", "contact", "district")
TEXTS = ("event-text-fi", "event-text-ar", "organization-text-fi")
KINDS = (
    "city", *PARTS, "service", "event", "comment", "report", "gap", "proposal", "wording-fi", "translation-fi",
    "translation-ar", *TEXTS, "organization", "source", "statement", "figure", "answer", "plan", "step", "term", "link",
)  # fmt: skip
WRITE = {V, A, C, D}
# role → kind → (actions here, actions there); what is not named may not be done.
OFFICER = {
    **{kind: (WRITE, set()) for kind in (*PARTS, "comment", "gap", "wording-fi", "translation-fi", "translation-ar")},
    "event-text-fi": (WRITE, set()), "event-text-ar": (WRITE, set()), "organization-text-fi": (WRITE, {V}),
    "city": ({V, C}, set()), "service": ({V, A, C, X}, set()), "event": ({V, A, C}, set()),
    "report": ({V, A, C}, set()), "proposal": ({V, X}, set()),
    "organization": ({V, A, C}, {V, A}), "source": ({V, A, C}, {V, A}),
    "statement": ({V, C}, set()), "figure": ({V, A, C, D}, set()), "answer": ({V, C}, set()),
    "plan": ({V, C}, set()), "step": ({V, C}, set()), "term": ({V}, {V}), "link": ({V}, {V}),
}  # fmt: skip
SHARED = ("organization", "organization-text-fi", "source", "term", "link")
RECORDS = [kind for kind in KINDS if kind != "report"]  # the words of newcomers are for those who settle them
VIEWER = {kind: ({V}, {V} if kind in SHARED else set()) for kind in RECORDS}
TABLE = {
    "administrator": {
        kind: ({V, C} | ({A} if kind != "proposal" else set()) | ({X} if kind == "service" else set())
               | ({D} if OFFICER[kind][0] >= {D} else set()),) * 2
        for kind in KINDS
    } | {"proposal": ({V, X}, {V, X})},
    "officer": OFFICER,
    "viewer": VIEWER,
    "local translator": {
        **VIEWER, **{kind: ({V, A, C}, set()) for kind in ("translation-fi", "wording-fi", "event-text-fi")},
        "organization-text-fi": ({V, A, C}, {V}),
    },
    "translator": {
        **{kind: ({V}, {V}) for kind in RECORDS},
        **{
            kind: ({V, A, C}, {V, A, C})
            for kind in ("translation-fi", "wording-fi", "event-text-fi", "organization-text-fi")
        },
    },
    "partner": {"service": ({P}, set()), "proposal": ({P}, set())},
    "nobody": {},
}  # fmt: skip


@pytest.mark.parametrize("role", TABLE)
def test_what_a_role_may_do(world, role):
    user, wrong = world.users[role], []
    for kind in KINDS:
        here, there = TABLE[role].get(kind, (set(), set()))
        for where, place, wanted in (("here", world.here, here), ("there", world.there, there)):
            record = place.records.get(kind) or world.common[kind]
            for action in ACTIONS:
                if may(user, action, record) != (action in wanted):
                    wrong.append(f"{role} {action} {kind} {where}: {may(user, action, record)}")
    assert wrong == []


@pytest.mark.parametrize("role", TABLE)
def test_lists_say_the_same_as_single_records(world, role):
    user = world.users[role]
    for kind in KINDS:
        for place in (world.here, world.there):
            record = place.records.get(kind) or world.common[kind]
            for action in ACTIONS:
                listed = limited(user, action, type(record).objects.filter(pk=record.pk)).exists()
                assert listed == may(user, action, record), (role, action, kind)


@pytest.mark.parametrize("role", TABLE)
def test_accounts_and_the_log_are_the_administrators(world, role):
    user, administrator = world.users[role], role == "administrator"
    assert may(user, V, AuditEntry) == administrator
    assert not any(may(user, action, AuditEntry) for action in (A, C, D))
    for model in (get_user_model(), Assignment):
        assert all(may(user, action, model) == administrator for action in (V, A, C, D))
    assert not may(user, C, models.ContentVersion)


@pytest.mark.parametrize("role", TABLE)
def test_django_gives_the_same_answer_for_a_kind_of_record(world, role):
    user = get_user_model().objects.get(pk=world.users[role].pk)
    if user.is_superuser:
        return
    for model in (models.Service, models.Phone, models.Translation, models.TaxonomyTerm, get_user_model()):
        for action in (V, A, C, D):
            permission = f"{model._meta.app_label}.{action}_{model._meta.model_name}"
            assert user.has_perm(permission) == may(user, action, model), (role, permission)


def test_nobody_sees_the_other_citys_drafts(world):
    for role in ("officer", "local translator", "viewer", "partner", "nobody"):
        seen = limited(world.users[role], V, models.Service.objects.all())
        assert world.there.service not in seen, role
    assert set(cities_of(world.users["officer"])) == {world.here.city}
    assert set(cities_of(world.users["viewer"], C)) == set()
    assert cities_of(world.users["administrator"]).count() == 2


def test_a_record_that_another_city_uses_too_is_changed_by_administrators_alone(world):
    officer, organization = world.users["officer"], world.here.records["organization"]
    assert may(officer, C, organization)
    models.Service.objects.create(
        city=world.there.city,
        slug="second",
        organization=organization,
        name="S",
        description="S",
        source_status="current",
    )
    assert not may(officer, C, organization)
    assert organization not in limited(officer, C, models.Organization.objects.all())


@pytest.mark.parametrize("role", ["officer", "local translator"])
def test_texts_of_an_organization_that_another_city_uses_too_are_not_one_citys(world, role):
    user, words = world.users[role], world.here.records["organization-text-fi"]
    new = models.OrganizationTranslation(organization=words.organization, field="description", language="fi", text="x")
    assert may(user, C, words) and may(user, A, new) and may(user, C, new)
    models.Event.objects.filter(pk=world.there.records["event"].pk).update(organization=words.organization)
    assert not any(may(user, action, each) for action in (A, C) for each in (words, new))
    assert may(world.users["translator"], C, words), "who translates for every city"


def test_a_service_of_two_roles_and_of_an_inactive_account(world):
    user = world.users["viewer"]
    Assignment.objects.create(user=user, role="officer", city=world.there.city)
    user = get_user_model().objects.get(pk=user.pk)
    assert (
        may(user, C, world.there.service) and not may(user, C, world.here.service) and may(user, V, world.here.service)
    )
    user.is_active = False
    assert not may(user, V, world.here.service)


def test_a_new_record_counts_by_what_it_says(world):
    officer = world.users["officer"]
    assert may(officer, A, models.Phone(service=world.here.service)) and not may(
        officer, A, models.Phone(service=world.there.service)
    )
    assert not may(officer, A, models.Event(city=world.there.city))


@pytest.mark.parametrize("role", ["translator", "local translator", "officer"])
def test_another_meaning_is_an_officers_to_say(world, role):
    """It takes the statement away from the readers of all other languages."""
    user, here = world.users[role], world.here
    meant = models.Wording(city=here.city, statement=here.records["statement"], language="fi", change="meaning")
    officer = role == "officer"
    assert may(user, A, meant) == officer
    there = here.records["wording-fi"]
    there.change = "meaning"
    assert may(user, C, there) == officer
    there.save()
    assert limited(user, C, models.Wording.objects.filter(pk=there.pk)).exists() == officer
    assert may(user, V, there)
    assert set(cities_of(user, C, models.Wording)) == {here.city} | (
        {world.there.city} if role == "translator" else set()
    )


def test_colleagues_and_languages(world):
    assert {user.username for user in colleagues_of(world.users["officer"])} == {"officer", "administrator"}
    assert languages_of(world.users["translator"]) == {"fi"} and languages_of(world.users["officer"]) is None


def test_flags_of_django_follow_the_roles(world):
    flags = {name: (user.is_staff, user.is_superuser) for name, user in world.users.items()}
    assert (
        flags["administrator"] == (True, True)
        and flags["partner"] == (True, False)
        and flags["nobody"] == (False, False)
    )
    world.users["officer"].assignments.all().delete()
    user = get_user_model().objects.get(username="officer")
    assert not user.is_staff and not user.groups.exists()


def test_a_model_that_nobody_named_is_closed(world):
    from axes.models import AccessAttempt

    assert not may(world.users["officer"], V, AccessAttempt)
    assert may(world.users["officer"], V, models.Service.changes.model)  # the history follows its record
