"""What newcomers read of hours and numbers of one of several places; with one place nothing is said of it."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from locales.languages import served
from services_directory.models import Service
from services_directory.presentation.places import place_notes

WEEKLY = "FREQ=WEEKLY;BYDAY="


@pytest.fixture
def service(directory) -> Service:
    """A published service without places, hours and numbers."""
    row = Service.objects.get(slug="business-helsinki")
    for part in (row.locations, row.schedules, row.phones):
        part.all().delete()
    row.hours_note = ""
    row.save()
    return row


@pytest.fixture
def offices(service) -> Service:
    """The same with two offices: hours of each and of both, a number of the second and one of both."""
    north = service.locations.create(name="North office", address="North Street 1, 00100 Helsinki")
    south = service.locations.create(address="South Street 2, 00200 Helsinki")
    service.schedules.create(rrule=WEEKLY + "MO", opens_at=time(9), closes_at=time(12), location=north, note="Advice")
    service.schedules.create(rrule=WEEKLY + "TU", opens_at=time(13), closes_at=time(16), location=south)
    service.schedules.create(rrule=WEEKLY + "WE", opens_at=time(8), closes_at=time(9))
    service.phones.create(number="+358931036361", location=south, languages=["fi"])
    service.phones.create(number="+358931036362")
    return service


def shown(directory, service, language="en") -> dict:
    """The card with its details."""
    return directory.service("helsinki", service.slug, language)["service"]


def test_hours_and_numbers_say_of_which_place_they_are(directory, offices):
    card = shown(directory, offices)
    hours = next(line["text"] for line in card["lines"] if line["kind"] == "hours")
    assert (
        hours
        == card["details"]["hours"]["text"]
        == (
            "Mon: 09:00–12:00 (North office; Advice); Tue: 13:00–16:00 (South Street 2, 00200 Helsinki); "
            "Wed: 08:00–09:00 (all places)"
        )
    )
    assert card["details"]["phone"]["text"] == (
        "+358 9 31036361 (South Street 2, 00200 Helsinki; Finnish); +358 9 31036362 (all places)"
    )
    address = "North Street 1, 00100 Helsinki (North office); South Street 2, 00200 Helsinki"
    assert card["details"]["address"]["text"] == address


def test_with_one_place_nothing_changes(directory, service):
    place = service.locations.create(name="North office", address="North Street 1")
    service.schedules.create(rrule=WEEKLY + "MO", opens_at=time(9), closes_at=time(12), location=place)
    service.phones.create(number="+358931036361", location=place)
    card = shown(directory, service)
    said = {name: card["details"][name]["text"] for name in ("hours", "phone", "address")}
    assert said == {"hours": "Mon: 09:00–12:00", "phone": "+358 9 31036361", "address": "North Street 1"}
    assert (card["phone"], card["phone_place"]) == ("+358931036361", None)


def test_with_several_places_and_no_row_of_one_nothing_changes(directory, offices):
    offices.schedules.exclude(location=None).delete()
    offices.phones.exclude(location=None).delete()
    details = shown(directory, offices)["details"]
    assert (details["hours"]["text"], details["phone"]["text"]) == ("Wed: 08:00–09:00", "+358 9 31036362")


def test_the_card_calls_the_place_whose_address_it_shows(directory, offices):
    card = shown(directory, offices)
    assert card["address"].startswith("North") and (card["phone"], card["phone_place"]) == ("+358931036362", None)
    offices.phones.get(location=None).delete()
    card = shown(directory, offices)
    assert (card["phone"], card["phone_place"]) == ("+358931036361", "South Street 2, 00200 Helsinki")


def test_hours_that_are_over_say_nothing_of_all_places(directory, offices):
    for row in offices.schedules.exclude(location=None):
        row.valid_to = date(2020, 1, 1)
        row.save()
    assert shown(directory, offices)["details"]["hours"]["text"] == "Wed: 08:00–09:00"


@pytest.mark.parametrize("language", [row.code for row in served()])
def test_a_place_stands_in_its_own_direction_in_every_language(directory, offices, language):
    rows = list(offices.schedules.all())
    said = place_notes(offices, rows, language)[rows[0].pk]
    right_to_left = language in ("ar", "fa", "ckb")
    assert said == ("\u2066North office\u2069" if right_to_left else "North office")
    assert said in shown(directory, offices, language)["details"]["hours"]["text"]


def test_two_places_of_one_name_are_told_apart_by_their_addresses(directory, offices):
    offices.locations.filter(name="").update(name="North office")
    hours = shown(directory, offices)["details"]["hours"]["text"]
    assert "North Street 1, 00100 Helsinki; Advice" in hours and "(North office" not in hours


def test_the_pages_of_a_city_tell_the_place(client, offices):
    page = client.get("/helsinki/services/business-helsinki/", headers={"accept-language": "en"}).content.decode()
    assert "(North office; Advice)" in page and "(South Street 2, 00200 Helsinki; Finnish)" in page
    offices.phones.get(location=None).delete()
    offices.city.contact = offices.slug
    offices.city.save()
    page = client.get("/helsinki/first-steps/", headers={"accept-language": "en"}).content.decode()
    assert "(<bdi>South Street 2, 00200 Helsinki</bdi>)" in page


def test_reading_the_places_asks_the_database_no_more(directory, offices):
    def asked(service) -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(directory, service)
        return len(queries)

    other = Service.objects.get(slug="ytj")
    shown(directory, other)
    assert asked(offices) == asked(other)
