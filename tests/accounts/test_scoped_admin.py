"""What the mixin makes of a desk: lists, forms, choices, actions and saving, in the pages themselves."""

import pytest
from django.contrib.auth import get_user_model

from accounts.models import Assignment
from services_directory.models import Phone, Service, Translation

SERVICES = "/officer/services_directory/service/"
pytestmark = pytest.mark.urls("tests.accounts.desk_urls")


def form(service, **changes) -> dict:
    own = {
        "city": service.city_id, "slug": service.slug, "organization": service.organization_id, "name": service.name,
        "description": service.description, "source_status": service.source_status, "owner": "",
        "phones-TOTAL_FORMS": 0, "phones-INITIAL_FORMS": 0,
    }  # fmt: skip
    return {**own, **changes}


@pytest.mark.parametrize("role, seen", [
    ("administrator", {"helsinki", "vienna"}), ("officer", {"helsinki"}), ("viewer", {"helsinki"}),
    ("local translator", {"helsinki"}), ("translator", {"helsinki", "vienna"}),
])  # fmt: skip
def test_a_list_shows_the_own_city(world, signed_in, role, seen):
    page = signed_in(world.users[role].username).get(SERVICES)
    assert {service.city_id for service in page.context["cl"].queryset} == seen


def test_pages_of_other_cities_do_not_open(world, signed_in):
    officer = signed_in("officer")
    assert officer.get(f"{SERVICES}{world.here.service.pk}/change/").status_code == 200
    for page in ("change", "delete", "history"):
        answer = officer.get(f"{SERVICES}{world.there.service.pk}/{page}/", follow=True)
        assert (
            "Advice for founders" not in answer.content.decode() and answer.redirect_chain or answer.status_code == 403
        )
    assert (
        officer.post(
            f"{SERVICES}{world.there.service.pk}/change/", form(world.there.service, name="Ours now")
        ).status_code
        != 200
    )
    world.there.service.refresh_from_db()
    assert world.there.service.name == "Advice"


def test_a_viewer_and_a_translator_change_nothing(world, signed_in):
    for name in ("viewer", "translator", "local"):
        client = signed_in(name)
        assert client.get(f"{SERVICES}{world.here.service.pk}/change/").status_code == 200, "they read it"
        assert (
            client.post(f"{SERVICES}{world.here.service.pk}/change/", form(world.here.service, name="X")).status_code
            == 403
        )
        assert client.get(f"{SERVICES}add/").status_code == 403


def test_choices_are_the_own_ones(world, signed_in):
    page = signed_in("officer").get(f"{SERVICES}add/")
    fields = page.context["adminform"].form.fields
    assert list(fields["city"].queryset) == [world.here.city]
    assert {user.username for user in fields["owner"].queryset} == {"officer", "administrator"}


def test_a_record_is_not_moved_to_another_city(world, signed_in):
    officer = signed_in("officer")
    moved = form(world.here.service, city="vienna", slug="moved")
    answer = officer.post(f"{SERVICES}{world.here.service.pk}/change/", moved)
    assert answer.status_code == 200 and answer.context["adminform"].form.errors["city"]
    world.here.service.refresh_from_db()
    assert world.here.service.city_id == "helsinki"


def test_an_officer_changes_and_the_log_names_the_officer(world, signed_in):
    from accounts.models import AuditEntry

    rows = {"phones-TOTAL_FORMS": 1, "phones-0-number": "+358295024882", "phones-0-languages": "[]"}
    answer = signed_in("officer").post(
        f"{SERVICES}{world.here.service.pk}/change/", form(world.here.service, name="New", **rows)
    )
    assert answer.status_code == 302
    told = AuditEntry.objects.filter(user_name="officer").values_list("action", "object_type", "changes")
    assert ("change", "services_directory.service", {"name": ["Advice", "New"]}) in told
    assert any(kind == "services_directory.phone" for _, kind, _ in told)
    assert Phone.objects.filter(number="+358295024882", service=world.here.service).exists()
    assert Service.objects.get(pk=world.here.service.pk).changes.latest().history_user.username == "officer"


def test_an_action_that_changes_spares_what_is_only_seen(world, signed_in):
    user = world.users["officer"]
    Assignment.objects.create(user=user, role="viewer", city=world.there.city)
    client = signed_in("officer")
    chosen = [world.here.service.pk, world.there.service.pk]
    assert client.get(SERVICES).context["cl"].queryset.count() == 2
    client.post(SERVICES, {"action": "archive", "_selected_action": chosen})
    states = dict(Service.objects.values_list("city", "publication"))
    assert states == {"helsinki": "archived", "vienna": "draft"}


def test_services_are_not_deleted_and_terms_not_changed(world, signed_in):
    for name in ("officer", "administrator"):
        client = signed_in(name)
        assert client.post(f"{SERVICES}{world.here.service.pk}/delete/", {"post": "yes"}).status_code == 403
    assert signed_in("officer").get("/officer/services_directory/taxonomyterm/add/").status_code == 403


def test_a_translator_writes_the_chosen_languages_alone(world, signed_in):
    client, page = signed_in("translator"), "/officer/services_directory/translation/"
    own, other = world.here.records["translation-fi"], world.here.records["translation-ar"]
    text = {"service": own.service_id, "field": "name", "text": "Neuvonta", "state": "published"}
    assert client.post(f"{page}{own.pk}/change/", {**text, "language": "fi"}).status_code == 302
    assert client.post(f"{page}{other.pk}/change/", {**text, "language": "ar"}).status_code == 403
    assert client.post(f"{page}add/", {**text, "field": "caution", "language": "sv"}).status_code == 200  # the form again
    assert not Translation.objects.filter(language="sv").exists()
    own.refresh_from_db(), other.refresh_from_db()
    assert own.text == "Neuvonta" and other.text == "نصيحة"


def test_accounts_are_the_administrators_and_one_remains(world, signed_in):
    assert signed_in("officer").get("/officer/auth/user/").status_code == 403
    client, me = signed_in("administrator"), world.users["administrator"]
    assert client.get("/officer/auth/user/").status_code == 200
    page = f"/officer/auth/user/{me.pk}/change/"
    assert client.get(page).status_code == 200
    row = me.assignments.get()
    rows = {
        "username": me.username, "is_active": "on", "assignments-TOTAL_FORMS": 1, "assignments-INITIAL_FORMS": 1,
        "assignments-0-id": row.pk, "assignments-0-user": me.pk, "assignments-0-role": "viewer",
    }  # fmt: skip
    assert "One active administrator has to remain" in client.post(page, rows).content.decode()
    assert client.post(f"/officer/auth/user/{me.pk}/delete/", {"post": "yes"}).status_code == 403
    del rows["is_active"]
    client.post(page, {**rows, "assignments-0-role": "administrator"})
    assert get_user_model().objects.get(pk=me.pk).is_active


def test_an_administrator_gives_a_role_and_resets_a_factor(world, signed_in):
    client, user = signed_in("administrator"), world.users["nobody"]
    rows = {
        "username": "nobody", "is_active": "on", "assignments-TOTAL_FORMS": 1, "assignments-INITIAL_FORMS": 0,
        "assignments-0-role": "translator", "assignments-0-languages": "fi, xx-nonsense",
    }  # fmt: skip
    page = f"/officer/auth/user/{user.pk}/change/"
    assert "There is no language xx-nonsense" in client.post(page, rows).content.decode()
    assert client.post(page, {**rows, "assignments-0-languages": "fi, sv"}).status_code == 302
    assert user.assignments.get().languages == ["fi", "sv"] and get_user_model().objects.get(pk=user.pk).is_staff
    signed_in("officer")
    assert client.post(f"/officer/auth/user/{world.users['officer'].pk}/sign-in-again/").status_code == 302
    from accounts.signin.factor import has_factor

    assert not has_factor(world.users["officer"])
