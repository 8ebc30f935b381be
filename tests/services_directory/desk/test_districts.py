"""A district that something names is not deleted, on no way: the records would lose where they are."""

import pytest

from services_directory.desk.versions import versions
from services_directory.models import City, District, Event, KnownGap, Location, Service

from .conftest import DESK, form_of, messages_of
from .test_versions import aged


@pytest.fixture
def district(directory) -> District:
    return District.objects.create(city_id="helsinki", code="new-harbour", name="New Harbour")


@pytest.fixture
def service(directory) -> Service:
    return Service.objects.get(slug="newco-helsinki-advice", city="helsinki")


def named(kind: str, district: District, service: Service) -> str:
    """Makes a record that names it; what the message calls that."""
    if kind == "service":
        service.districts.add(district)
    elif kind == "place":
        Location.objects.create(service=service, address="Quay 1", district=district)
    elif kind == "event":
        Event.objects.create(
            city=district.city, district=district, slug="fair", name="Harbour fair", organization=service.organization,
            starts_at="2027-01-01T10:00Z", ends_at="2027-01-01T12:00Z",
        )  # fmt: skip
        return "Harbour fair"
    else:
        KnownGap.objects.create(city=district.city, cell={"district": district.code}, plan="x", until="2099-01-01")
        return "New Harbour"
    return service.name


def is_refused(page, name: str) -> bool:
    words = messages_of(page)
    return f"New Harbour is named by: {name}. Take it out of them first, then delete it." in words


@pytest.mark.parametrize("kind", ["service", "place", "event", "gap"])
def test_its_own_page_refuses_and_says_what_to_do(officer, district, service, kind):
    name = named(kind, district, service)
    assert is_refused(officer.post(f"{DESK}district/{district.pk}/delete/", {"post": "yes"}), name)
    assert District.objects.filter(pk=district.pk).exists()


def test_the_list_and_the_page_of_the_city_refuse_too(officer, district, service):
    name = named("service", district, service)
    many = {"action": "delete_selected", "_selected_action": district.pk, "post": "yes"}
    assert is_refused(officer.post(f"{DESK}district/", many), name)
    address = f"{DESK}city/helsinki/change/"
    sent = form_of(officer.get(address), "city_form")
    row = next(key for key in sent if key.startswith("districts-") and sent[key] == [str(district.pk)])
    assert is_refused(officer.post(address, sent | {row.replace("-id", "-DELETE"): "on"}), name)
    assert service.districts.filter(pk=district.pk).exists()


def test_going_back_to_a_city_without_it_is_refused(officer, directory, service):
    city = City.objects.get(pk="helsinki")
    aged(city)
    district = District.objects.create(city=city, code="new-harbour", name="New Harbour")
    name = named("service", district, service)
    past = versions(city)[-1]
    page = officer.post(f"{DESK}city/helsinki/restore/", {"at": past.at.isoformat()}, follow=True)
    assert is_refused(page, name) and service.districts.filter(pk=district.pk).exists()


def test_one_that_nothing_names_goes(officer, district):
    assert officer.post(f"{DESK}district/{district.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not District.objects.filter(pk=district.pk).exists()
