"""Hours and phone numbers of one of several places: chosen in the form, kept by everything that keeps a service."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services_directory.admin.service_actions import copy_of
from services_directory.desk.versions import state_of, versions
from services_directory.models import Location, Phone, Schedule, Service
from tests.officers import account

from .conftest import DESK, errors_of, form_of, messages_of
from .test_versions import aged

WEEKLY = "FREQ=WEEKLY;BYDAY=MO"


@pytest.fixture
def service(directory):
    """A service with two offices, of which each has hours of its own and the second a number."""
    row = Service.objects.get(slug="newco-helsinki-advice", city="helsinki")
    for part in (row.locations, row.schedules, row.phones):
        part.all().delete()
    north, south = (row.locations.create(name=name, address=f"{name} Street 1") for name in ("North", "South"))
    row.schedules.create(rrule=WEEKLY, opens_at=time(9), closes_at=time(12), location=north)
    row.schedules.create(rrule=WEEKLY, opens_at=time(13), closes_at=time(16), location=south)
    row.phones.create(number="+358931036360", location=south)
    row.phones.create(number="+358931036361")
    return row


def url_of(service) -> str:
    return f"{DESK}service/{service.pk}/change/"


def places(rows) -> list[str | None]:
    """The names of the places of rows, in the order of the rows."""
    return [row.location and row.location.name for row in rows.order_by("pk")]


def test_a_row_is_given_a_place_and_sent_as_it_came_changes_nothing(officer, service):
    data, before = form_of(officer.get(url_of(service))), state_of(service)
    north, south = service.locations.all()
    assert data["schedules-0-location"] == [str(north.pk)] and data["phones-1-location"] == [""]
    assert officer.post(url_of(service), data).status_code == 302
    assert state_of(service) == before
    data = form_of(officer.get(url_of(service))) | {"schedules-0-location": "", "phones-1-location": str(north.pk)}
    answer = officer.post(url_of(service), data)
    assert answer.status_code == 302, errors_of(answer)
    assert places(service.schedules) == [None, "South"] and places(service.phones) == ["South", "North"]


def test_only_places_of_the_service_can_be_chosen(officer, service):
    other = Location.objects.exclude(service=service).first()
    page = officer.get(url_of(service)).content.decode()
    assert "North, North Street 1</option>" in page and f"{other.address}</option>" not in page
    before = state_of(service)
    data = form_of(officer.get(url_of(service))) | {"phones-0-location": str(other.pk)}
    answer = officer.post(url_of(service), data)
    assert answer.status_code == 200 and "Select a valid choice" in messages_of(answer)
    assert state_of(service) == before


def test_a_place_that_goes_keeps_no_hours(officer, service):
    north, south = service.locations.all()
    data = form_of(officer.get(url_of(service))) | {"locations-1-DELETE": "on"}
    answer = officer.post(url_of(service), data)
    assert answer.status_code == 200 and messages_of(answer).count("This location is being removed") == 2
    assert service.locations.count() == 2
    kept = set(service.schedules.values_list("pk", flat=True))
    data |= {"phones-0-DELETE": "on", "schedules-1-location": str(north.pk)}
    answer = officer.post(url_of(service), data)
    assert answer.status_code == 302, errors_of(answer)
    assert places(service.schedules) == ["North", "North"] and places(service.phones) == [None]
    assert set(service.schedules.values_list("pk", flat=True)) == kept
    assert not Schedule.changes.filter(service_id=service.pk, history_type="-", id__in=kept).exists()


def test_rows_with_a_place_ask_the_database_no_more_than_rows_without(officer, service):
    for number in range(5):
        place = service.locations.create(name=f"More {number}", address="Street")
        service.schedules.create(rrule=WEEKLY, location=place)
        service.phones.create(number="+358931036362", location=place)

    def asked(**posted) -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = officer.post(url_of(service), posted) if posted else officer.get(url_of(service))
        assert answer.status_code in (200, 302), errors_of(answer)
        return len(queries)

    def reading_and_saving() -> list[int]:
        data = form_of(officer.get(url_of(service)))
        return [asked(), asked(**data)]

    with_places = reading_and_saving()
    service.schedules.update(location=None)
    service.phones.update(location=None)
    assert reading_and_saving() == with_places


def test_who_may_only_read_sees_the_places(service, client):
    client.force_login(account("vera", role="viewer", city_id="helsinki"))
    assert "North Street 1" in messages_of(client.get(url_of(service)))


def test_the_history_names_the_place_and_brings_hours_back_with_it(officer, service):
    aged(service)
    whole = state_of(service)
    data = form_of(officer.get(url_of(service)))
    data |= {f"{row}-DELETE": "on" for row in ("locations-1", "schedules-1", "phones-0")}
    data["schedules-0-location"] = ""
    assert officer.post(url_of(service), data).status_code == 302
    page = messages_of(officer.get(f"{DESK}service/{service.pk}/history/"))
    assert "location: South Street 1 (no longer there)" in page and "Schedule, location location: North Street 1" in page, page
    past = versions(service)[1]
    assert past.state == whole
    officer.post(f"{DESK}service/{service.pk}/restore/", {"at": past.at.isoformat()})
    assert state_of(service)["parts"] == whole["parts"]
    assert places(service.schedules) == ["North", "South"]


def test_hours_of_a_place_that_went_without_the_form_go_with_it(service):
    service.locations.get(name="South").delete()
    assert places(service.schedules) == ["North"] and places(service.phones) == [None]
    assert "-" in Schedule.changes.filter(service_id=service.pk).values_list("history_type", flat=True)


def test_a_copy_points_at_its_own_places(service):
    twin = copy_of(service)
    assert places(twin.schedules) == ["North", "South"] and places(twin.phones) == ["South", None]
    assert {row.location.service_id for row in twin.schedules.all()} == {twin.pk}
    assert places(service.schedules) == ["North", "South"]


def test_a_place_chosen_by_one_and_removed_by_the_other_is_not_forgotten(officer, colleague, service):
    north, south = service.locations.all()
    mine = form_of(officer.get(url_of(service))) | {"schedules-0-location": str(south.pk)}
    data = form_of(colleague.get(url_of(service)))
    data |= {"locations-1-DELETE": "on", "schedules-1-DELETE": "on", "phones-0-DELETE": "on"}
    assert colleague.post(url_of(service), data).status_code == 302
    answer = officer.post(url_of(service), mine)
    assert answer.status_code == 409 and "location: South Street 1" in messages_of(answer)
    answer.status_code = 200
    form = form_of(answer, None)
    merge = f"{DESK}service/{service.pk}/merge/"
    wrong = officer.post(merge, form)
    assert "Schedule: the location is not there any more" in messages_of(wrong)
    saved = officer.post(merge, form | {f"take:locations:{south.pk}": "mine"}, follow=True)
    assert "Saved, with what you chose of both." in messages_of(saved)
    assert places(service.schedules) == ["South"]


def test_the_preview_of_a_form_tells_the_place(officer, service):
    north, _ = service.locations.all()
    data = form_of(officer.get(url_of(service))) | {"phones-1-location": str(north.pk), "_preview": "1"}
    page = messages_of(officer.post(url_of(service), data | {"language_of_preview": "en"}))
    assert "Mon: 09:00–12:00 (North)" in page and "+358 9 31036361 (North)" in page, page
    assert places(service.phones) == ["South", None]


def test_a_place_of_another_service_is_refused_at_the_field(service):
    other = Location.objects.exclude(service=service).first()
    for row in (Phone(number="+358931036360"), Schedule(rrule=WEEKLY)):
        row.service, row.location = service, other
        with pytest.raises(ValidationError) as error:
            row.full_clean()
        assert error.value.message_dict == {"location": ["This location belongs to another service."]}
