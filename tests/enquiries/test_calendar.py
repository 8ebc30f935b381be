"""Office hours, holidays, the change to summer time, due times, the usual wait, who is there."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.models import Assignment
from enquiries import calendar, texts
from enquiries.models import Presence
from enquiries.staff import presence
from services_directory.models import City
from tests.officers import account

HELSINKI = ZoneInfo("Europe/Helsinki")


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=HELSINKI)


def test_open_within_the_hours_alone(city):
    assert calendar.is_open(city, at("2026-11-30T09:00"))
    assert not calendar.is_open(city, at("2026-11-30T08:59")) and not calendar.is_open(city, at("2026-11-30T17:00"))
    assert not calendar.is_open(city, at("2026-11-29T12:00")), "a Sunday"
    assert not calendar.is_open(city, at("2026-12-24T12:00")), "a holiday"
    assert calendar.is_open(city, datetime(2026, 11, 30, 7, 30, tzinfo=UTC)), "half past nine in Helsinki"


def test_the_next_opening_is_after_weekends_and_holidays(city):
    assert calendar.next_opening(city, at("2026-11-27T18:00")) == at("2026-11-30T09:00")
    assert calendar.next_opening(city, at("2026-12-23T17:00")) == at("2026-12-28T09:00")
    assert calendar.next_opening(city, at("2026-11-30T08:00")) == at("2026-11-30T09:00")


def test_a_city_without_hours_says_so_and_still_has_due_times(elsewhere):
    now = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    assert not calendar.is_open(elsewhere, now) and calendar.next_opening(elsewhere, now) is None
    assert "not entered" in texts.hours(elsewhere, "en")
    assert calendar.due(elsewhere, now, "normal") == datetime(2026, 12, 1, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "opened, priority, due",
    [
        ("2026-11-30T09:00", "normal", "2026-12-01T17:00"),
        ("2026-11-30T10:00", "normal", "2026-12-02T10:00"),
        ("2026-11-27T16:00", "normal", "2026-12-01T16:00"),
        ("2026-11-28T12:00", "normal", "2026-12-01T17:00"),
        ("2026-12-23T16:30", "urgent", "2026-12-28T09:30"),
        ("2026-11-30T16:00", "high", "2026-12-01T12:00"),
        ("2026-11-30T03:00", "urgent", "2026-11-30T10:00"),
    ],
)
def test_due_counts_office_hours(city, opened, priority, due):
    assert calendar.due(city, at(opened), priority) == at(due)


def test_an_hour_is_an_hour_on_the_night_the_clocks_change(city):
    """A desk that is open at night: on 29 March 2026 the clock jumps from 3 to 4."""
    city.contact_hours = [{"rrule": "FREQ=DAILY", "opens": "01:00", "closes": "07:00"}]
    assert calendar.due(city, at("2026-03-29T02:00"), "high") == at("2026-03-29T07:00")
    assert calendar.due(city, at("2026-03-28T02:00"), "high") == at("2026-03-28T06:00")
    assert calendar.due(city, at("2026-10-25T02:00"), "high") == at("2026-10-25T05:00"), "an hour comes twice"


def test_hours_keep_their_place_on_the_clock_through_the_year(city):
    winter, summer = at("2026-01-12T09:00"), at("2026-07-13T09:00")
    assert calendar.next_opening(city, winter - timedelta(hours=1)) == winter
    assert calendar.next_opening(city, summer - timedelta(hours=1)) == summer
    assert winter.astimezone(UTC).hour != summer.astimezone(UTC).hour


def test_overlapping_hours_are_not_counted_twice(city):
    city.contact_hours = [
        {"rrule": "FREQ=WEEKLY;BYDAY=MO", "opens": "09:00", "closes": "13:00"},
        {"rrule": "FREQ=WEEKLY;BYDAY=MO", "opens": "12:00", "closes": "15:00"},
    ]
    assert calendar.due(city, at("2026-11-30T09:00"), "high") == at("2026-11-30T13:00")
    assert calendar.due(city, at("2026-11-30T12:00"), "high") == at("2026-12-07T10:00")


def test_a_city_that_never_opens_again_has_a_due_time_all_the_same(city):
    city.contact_hours = [{"rrule": "FREQ=DAILY;UNTIL=20250101T000000", "opens": "09:00", "closes": "10:00"}]
    now = timezone.now()
    assert calendar.due(city, now, "urgent") > now and calendar.next_opening(city, now) is None


def test_the_usual_wait_needs_five_replies(newcomer, city):
    now = timezone.now()
    for hours in (1, 2, 3, 50):
        _replied(newcomer, now, hours)
    assert calendar.usual_wait(city) is None
    assert "not known yet" in texts.waiting(city, "en")
    _replied(newcomer, now, 4)
    assert calendar.usual_wait(city) == timedelta(hours=3)
    assert "3 hours" in texts.waiting(city, "en")


def _replied(newcomer, now, hours):
    newcomer.conversation = None
    enquiry = newcomer.leave()
    enquiry.opened_at, enquiry.first_reply_at = now - timedelta(hours=hours), now
    enquiry.save()


@pytest.mark.parametrize(
    "seconds, available, there", [(5, True, True), (59, True, True), (61, True, False), (5, False, False)]
)
def test_somebody_is_there_who_was_seen_and_takes_questions(city, aino, seconds, available, there):
    seen = timezone.now() - timedelta(seconds=seconds)
    Presence.objects.create(user=aino, city=city, seen_at=seen, available=available)
    assert calendar.online(city) == there
    assert ("right now" in texts.waiting(city, "en")) == there


def test_somebody_is_there_only_where_their_role_is(city, elsewhere):
    both = account("both", role="staff", city=city)
    Assignment.objects.create(user=both, role="lead", city=elsewhere)
    third = City.objects.create(
        id="turku", name="Turku", country="fi", default_language="fi", timezone="Europe/Helsinki"
    )  # fmt: skip
    presence.note(both)
    assert Presence.objects.get().city is None
    assert calendar.online(city) and calendar.online(elsewhere) and not calendar.online(third)
    assert "right now" not in texts.waiting(third, "en")


def test_who_left_the_city_is_not_there_any_more(city, elsewhere, aino):
    presence.note(aino)
    Assignment.objects.filter(user=aino).update(city=elsewhere)
    assert not calendar.online(city) and calendar.online(elsewhere)


@pytest.mark.parametrize("role, there", [("administrator", True), ("officer", False)])
def test_an_administrator_is_there_for_the_one_city_they_work_for(city, role, there):
    account_of = {} if role == "administrator" else {"city": city}
    presence.note(account("other", role=role, **account_of))
    Presence.objects.update(city=city)
    assert calendar.online(city) == there
    Presence.objects.update(city=None)
    assert not calendar.online(city)


def test_hours_that_cannot_be_said_rightly_are_left_out(city):
    hours = {"opens": "09:00", "closes": "10:00"}
    city.contact_hours = [{"rrule": f"FREQ=MONTHLY;BYDAY={days}", **hours} for days in ("2MO", "1MO,3TU")]
    said = texts.hours(city, "en")
    assert "Mon (the second in the month)" in said and "Tue" not in said and "FREQ" not in said
    city.contact_hours = city.contact_hours[1:]
    assert texts.hours(city, "en") == texts.hours(City(name="Vienna"), "en")


def test_the_texts_name_hours_and_the_next_opening(city):
    closed = texts.waiting(city, "en", at("2026-11-29T12:00"))
    assert "30 November 2026" in closed and "09:00" in closed
    assert "Mon–Fri" in texts.hours(city, "en") and "17:00" in texts.hours(city, "en")
    assert "office hours" in texts.waiting(city, "en", at("2026-11-30T12:00"))


@pytest.mark.parametrize(
    "minutes, said", [(1, (5, "minute")), (58, (60, "minute")), (61, (2, "hour")), (49 * 60, (3, "day"))]
)
def test_waits_are_rounded_up(minutes, said):
    value = texts.rounded(timedelta(minutes=minutes))
    assert (value["count"], value["unit"]) == said
