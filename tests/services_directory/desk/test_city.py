"""Settings of a city, and its events."""

import pytest

from services_directory.models import City, Service

from .conftest import DESK, errors_of, form_of, messages_of


@pytest.fixture
def service(directory):
    return Service.objects.get(slug="newco-helsinki-advice", city="helsinki")


CITY = {
    "contact_hours-0-rrule_0": ["MO", "TU"], "contact_hours-0-opens": "09:00", "contact_hours-0-closes": "15:00",
    "holidays": "2026-12-24\n2026-12-25", "emergency-0-number": "112", "emergency-0-for": "Emergencies",
    "emergency-0-source": "https://112.fi/", "emergency-0-checked_on": "2026-01-31",
    "allowed_origins": "https://www.example.org/\nhttps://other.example:8443", "welcome": "Welcome!",
}  # fmt: skip


def test_settings_of_a_city(officer, directory):
    url = f"{DESK}city/helsinki/change/"
    answer = officer.post(url, form_of(officer.get(url), "city_form") | CITY)
    assert answer.status_code == 302, errors_of(answer)
    city = City.objects.get(pk="helsinki")
    assert city.contact_hours == [{"rrule": "FREQ=WEEKLY;BYDAY=MO,TU", "opens": "09:00", "closes": "15:00"}]
    assert city.holidays == ["2026-12-24", "2026-12-25"]
    assert city.emergency[0]["number"] == "112" and city.emergency[0]["checked_on"] == "2026-01-31"
    assert city.allowed_origins == ["https://www.example.org", "https://other.example:8443"]
    assert officer.post(url, form_of(officer.get(url), "city_form")).status_code == 302
    assert City.objects.get(pk="helsinki").emergency == city.emergency


@pytest.mark.parametrize(("wrong", "message"), [
    ({"contact_hours-0-closes": "08:00"}, "Row 1: this ends before it begins"),
    ({"emergency-0-source": ""}, "Row 1, Source: This field is required"),
    ({"emergency-0-number": "call us"}, "Row 1: write the number as it is dialled"),
    ({"allowed_origins": "http://example.org"}, "is not the address of a website"),
    ({"allowed_origins": "https://example.org/path"}, "is not the address of a website"),
    ({"holidays": "tomorrow"}, "tomorrow is not a day such as"),
    ({"default_language": "Nonsense"}, "There is no language Nonsense"),
    ({"timezone": "Helsinki"}, "There is no such time zone"),
    ({"welcome": "<h1>Hi</h1>"}, "looks like HTML"),
])  # fmt: skip
def test_wrong_settings_are_said_at_the_field(officer, directory, wrong, message):
    url = f"{DESK}city/helsinki/change/"
    answer = officer.post(url, form_of(officer.get(url), "city_form") | CITY | wrong)
    assert message in messages_of(answer), errors_of(answer)
    assert City.objects.get(pk="helsinki").welcome == ""


def test_an_event_ends_after_it_begins(officer, service):
    data = form_of(officer.get(f"{DESK}event/add/"), "event_form") | {
        "city": "helsinki", "name": "Fair for founders", "slug": "fair", "language": "en",
        "organization": service.organization_id,
        "starts_at_0": "2027-03-01", "starts_at_1": "10:00", "ends_at_0": "2027-03-01", "ends_at_1": "09:00",
        "languages_0": ["fi"], "languages_1": "Tagalog", "publication": "published",
    }  # fmt: skip
    assert "This is before the beginning" in messages_of(officer.post(f"{DESK}event/add/", data))
    answer = officer.post(f"{DESK}event/add/", data | {"ends_at_1": "16:00"})
    assert answer.status_code == 302, errors_of(answer)
    assert service.city.events.get().languages == ["fi", "tl"]


def test_an_emergency_number_that_ships_is_kept_as_it_is(officer, directory):
    url, before = f"{DESK}city/helsinki/change/", City.objects.get(pk="helsinki").emergency
    assert before[0]["title"] and before[0]["checked_on"] is None
    answer = officer.post(url, form_of(officer.get(url), "city_form"))
    assert answer.status_code == 302, errors_of(answer)
    assert City.objects.get(pk="helsinki").emergency == before
