"""Times at the desk: typed and shown as the clocks of the city show them, with the zone beside them."""

from datetime import UTC, datetime

import pytest

from services_directory.models import Comment, Event, Organization, Service
from tests.officers import account as account_of

from .conftest import DESK, errors_of, form_of, messages_of

ADD = f"{DESK}event/add/"


@pytest.fixture
def vera(directory, client):
    client.force_login(account_of("vera", role="officer", city_id="vienna"))
    return client


def fill(client, slug="fair", **typed):
    """The form of an event from ten to twelve on a day in summer, sent."""
    organization = Organization.objects.filter(services__city="vienna").first()
    data = form_of(client.get(ADD), "event_form") | {
        "name": "Fair", "slug": slug, "organization": organization.pk, "language": "German", "publication": "published",
        "starts_at_0": "2099-07-15", "starts_at_1": "10:00", "ends_at_0": "2099-07-15", "ends_at_1": "12:00",
    } | typed  # fmt: skip
    answer = client.post(ADD, data)
    assert answer.status_code == 302, errors_of(answer)
    return Event.objects.get(slug=slug)


def test_what_an_officer_types_is_the_time_that_newcomers_read(vera):
    event = fill(vera)
    card = vera.get("/api/directory/events?city=vienna&language=de").json()["events"][0]
    assert (card["starts"], card["ends"]) == ("2099-07-15T10:00:00+02:00", "2099-07-15T12:00:00+02:00")
    page = vera.get(f"{DESK}event/{event.pk}/change/")
    assert form_of(page, "event_form")["starts_at_1"] == ["10:00:00"]
    assert messages_of(page).count("Time of Vienna.") == 2 and "Time zone: Europe/Vienna" in messages_of(page)
    assert "10 a.m." in messages_of(vera.get(f"{DESK}event/"))


def test_who_works_for_several_cities_types_the_time_of_the_city_of_the_event(officer):
    assert messages_of(officer.get(ADD)).count("Time of the city you choose.") == 2
    assert fill(officer, "here", city="helsinki").starts_at == datetime(2099, 7, 15, 7, tzinfo=UTC)
    there = fill(officer, "there", city="vienna")
    assert there.starts_at == datetime(2099, 7, 15, 8, tzinfo=UTC)
    address = f"{DESK}event/{there.pk}/change/"
    page = officer.get(address)
    assert form_of(page, "event_form")["starts_at_1"] == ["10:00:00"] and "Time of Vienna." in messages_of(page)
    for city, hour in (("helsinki", 7), ("vienna", 8)):
        officer.post(address, form_of(officer.get(address), "event_form") | {"city": city})
        there.refresh_from_db()
        assert there.starts_at == datetime(2099, 7, 15, hour, tzinfo=UTC), "ten o'clock in the city it is moved to"
    listed = messages_of(officer.get(f"{DESK}event/"))
    assert "10 a.m. (Europe/Vienna)" in listed and "10 a.m. (Europe/Helsinki)" in listed
    assert "Time zone: UTC" in listed


def test_an_event_that_moves_to_another_city_is_in_the_time_of_that_city(officer):
    event = fill(officer, city="helsinki")
    address = f"{DESK}event/{event.pk}/change/"
    assert officer.post(address, form_of(officer.get(address), "event_form") | {"city": "vienna"}).status_code == 302
    event.refresh_from_db()
    assert event.city_id == "vienna" and event.starts_at == datetime(2099, 7, 15, 8, tzinfo=UTC)


def test_history_and_comments_tell_the_time_of_the_city(vera, officer):
    service = Service.objects.filter(city="vienna").first()
    winter = datetime(2026, 1, 15, 23, 30, tzinfo=UTC)
    Comment.objects.create(service=service, text="Call them.")
    Comment.objects.update(written_at=winter)
    service.changes.update(history_date=winter)
    for client in (vera, officer):
        for page in ("change", "history"):
            text = messages_of(client.get(f"{DESK}service/{service.pk}/{page}/"))
            assert "Time zone: Europe/Vienna" in text and "12:30 a.m." in text


def test_the_day_that_statuses_are_told_for_is_the_same_at_the_desk_as_for_newcomers(directory, monkeypatch):
    from django.utils import timezone

    from services_directory import version, zones
    from services_directory.admin.service_actions import change
    from services_directory.upkeep.reviews import checked_on

    late = datetime(2026, 7, 15, 23, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: late)
    told = zones.day(), version.current()
    vienna = Service.objects.filter(city="vienna")
    first = vienna.order_by("pk").first()
    with timezone.override("Europe/Vienna"):
        assert timezone.localdate().day == 16 and (zones.day(), version.current()) == told
        change(vienna.filter(pk=first.pk), "confirm")
    assert checked_on(vienna.get(pk=first.pk), told[0]) == told[0], "a click after midnight counts at once"
