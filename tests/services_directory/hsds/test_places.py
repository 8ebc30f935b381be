"""Hours and phones of one place stand at that place, and nowhere else."""

from datetime import time

import pytest
from django.utils.http import parse_http_date

from services_directory.models import Location, Schedule

HOURS = {"rrule": "FREQ=WEEKLY;BYDAY=MO", "opens_at": time(9), "closes_at": time(12)}


@pytest.fixture
def record(get, service):
    """What the feed says of the service now."""
    return lambda: get(f"services/{service.uuid}").json()


def ids(rows) -> list[str]:
    return [row["id"] for row in rows]


def test_they_are_under_the_service_at_location_and_not_at_the_service(record):
    found = record()
    house, virtual = found["service_at_locations"]
    (hours,), (number,) = house["schedules"], house["phones"]
    owner = {"service_at_location_id": house["id"], "location_id": house["location_id"]}
    assert hours["byday"] == "WE" and number["number"] == "+358931036361"
    assert {**hours, **owner} == hours and {**number, **owner} == number
    assert "service_id" not in hours and "service_id" not in number
    assert house["location"]["phones"] == [number] and "schedules" not in house["location"]
    assert not {"schedules", "phones"} & (virtual.keys() | virtual["location"].keys())
    assert hours["id"] not in ids(found["schedules"]) and ids(found["phones"]) != [number["id"]]
    assert len(found["schedules"]) == 2 and len(found["phones"]) == 1
    assert all(row["service_id"] == found["id"] for row in (*found["schedules"], *found["phones"]))


def test_a_place_by_itself_has_its_own_and_those_of_all_places(get, record):
    found = record()
    house, virtual = (get(f"service_at_locations/{row['id']}").json() for row in found["service_at_locations"])
    own = found["service_at_locations"][0]
    assert ids(house["schedules"]) == ids([*own["schedules"], *found["schedules"]])
    assert ids(house["phones"]) == ids([*own["phones"], *found["phones"]])
    assert ids(virtual["schedules"]) == ids(found["schedules"])
    assert house in get("service_at_locations?full=true&per_page=500").json()["contents"]


def test_equal_hours_of_two_places_keep_their_ids_in_any_order(record, service):
    house = service.locations.first()
    yard = Location.objects.create(service=service, address="Yard 1, 00530 Helsinki")
    for place in (house, yard):
        Schedule.objects.create(service=service, location=place, **HOURS)

    def monday() -> dict[str, str]:
        links = record()["service_at_locations"]
        return {link["id"]: row["id"] for link in links for row in link.get("schedules", []) if row["byday"] == "MO"}

    before = monday()
    assert len(set(before.values())) == 2
    service.schedules.filter(**HOURS).delete()
    for place in (yard, house):
        Schedule.objects.create(service=service, location=place, **HOURS)
    assert monday() == before


def test_giving_hours_a_place_is_a_change_of_the_service_and_of_the_feed(get, record, service):
    path = f"services/{service.uuid}"
    first, changed = get(path), record()["last_modified"]
    row = service.schedules.filter(by_appointment=True).get()
    row.location = service.locations.first()
    row.save()
    assert record()["last_modified"] > changed
    second = get(path, **{"if-none-match": first["ETag"]})
    assert second.status_code == 200 and second["ETag"] != first["ETag"]
    assert parse_http_date(second["Last-Modified"]) >= parse_http_date(first["Last-Modified"])


def test_without_a_place_the_ids_are_what_they_were(get):
    """Those of the shipped service were made before hours had places (uuid5 of what they say)."""
    from services_directory.hsds.ids import Parts
    from services_directory.models import Service

    service = Service.objects.get(slug="newco-helsinki-advice")
    found = get(f"services/{service.uuid}").json()
    parts = Parts(service.uuid)
    assert ids(found["phones"]) == [parts.id("phone", row.number, "") for row in service.phones.all()]
    keys = [(row.rrule, row.opens_at, row.closes_at, "", False) for row in service.schedules.all()]
    assert ids(found["schedules"])[: len(keys)] == [parts.id("schedule", *key) for key in keys]
