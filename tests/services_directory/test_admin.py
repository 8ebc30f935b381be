"""The pages of officers."""

import pytest
from django.contrib.auth.models import User

from services_directory import version
from services_directory.models import Phone, Service, SpokenLanguage

ADMIN = "/officer/services_directory/"


@pytest.fixture
def officer(directory, client):
    client.force_login(User.objects.create_superuser("officer", "officer@example.org", "x"))
    return client


def test_every_list_and_form_opens(officer):
    service = Service.objects.get(slug="ytj")
    pages = [
        "service/",
        "service/?q=talousapu",
        "service/?check=due&topic=loans&city__id__exact=helsinki",
        "service/add/",
    ]
    pages += [f"service/{service.pk}/change/", f"service/{service.pk}/history/"]
    pages += ["statement/", "answer/", "planstep/", "source/", "city/", "district/", "taxonomyterm/", "organization/"]
    for page in pages:
        assert officer.get(ADMIN + page).status_code == 200, page


def test_the_status_shown_can_be_filtered(officer):
    content = officer.get(ADMIN + "service/?shown=over").content.decode()
    assert "Finnvera loan" in content and "InfoFinland" not in content


def test_the_list_needs_few_queries(officer, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        officer.get(ADMIN + "service/")


def test_confirming_sets_the_day_keeps_history_and_makes_a_new_version(officer, directory):
    service = Service.objects.get(slug="business-helsinki")
    assert directory.service("helsinki", service.slug, "en")["service"]["status"] == "check"
    before, changes = version.current(), service.changes.count()
    officer.post(ADMIN + "service/", {"action": "confirm_selected", "_selected_action": [service.pk]})
    service.refresh_from_db()
    assert service.assured_date is not None and service.changes.count() == changes + 1
    assert version.current() != before


@pytest.mark.parametrize("change", ["save", "part", "remove", "district"])
def test_every_change_is_a_new_version(directory, change):
    service = Service.objects.get(slug="newco-helsinki-advice", city="helsinki")
    before = version.current()
    if change == "save":
        service.save()
    elif change == "part":
        SpokenLanguage.objects.create(service=service, code="so")
    elif change == "remove":
        Phone.objects.filter(service=service).delete()
    else:
        service.districts.add(service.city.districts.first())
    assert version.current() != before


def test_a_placeholder_without_a_figure_is_refused(directory):
    from django.core.exceptions import ValidationError

    service = Service.objects.get(slug="prh-trade-register")
    service.cost_note = "It costs {trader}."
    service.full_clean()
    for wrong in ("It costs {price}.", "It costs {", "It costs {trader.__class__}."):
        service.cost_note = wrong
        with pytest.raises(ValidationError):
            service.full_clean()
