"""When a service is open: said rightly, or not at all."""

from datetime import date, time

import pytest

from services_directory.desk.completeness import lacking
from services_directory.models import Schedule, Service, Translation
from services_directory.presentation.recurrence import days_text, split_end

WEEKLY = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
MORNING = {"opens_at": time(9), "closes_at": time(11)}
SUMMER = {"valid_from": date(2026, 6, 1), "valid_to": date(2026, 8, 31)}


@pytest.fixture
def service(directory) -> Service:
    """A published service of which no hours are known."""
    row = Service.objects.get(slug="business-helsinki")
    row.schedules.all().delete()
    row.hours_note = ""
    row.save()
    return row


def hours(directory, service, language="en") -> str | None:
    """What is said of the hours, on the card and in the details alike."""
    card = directory.service("helsinki", service.slug, language)["service"]
    detail = card["details"]["hours"]
    line = next((line["text"] for line in card["lines"] if line["kind"] == "hours"), None)
    assert line == (detail["text"] if detail["known"] else None)
    return line


@pytest.mark.parametrize(
    "rule, said",
    [
        (WEEKLY, "Mon–Fri"),
        ("FREQ=WEEKLY;BYDAY=TU,TH;WKST=MO", "Tue, Thu"),
        ("RRULE:FREQ=DAILY", "Mon–Sun"),
        ("FREQ=DAILY;BYDAY=SA,SU", "Sat, Sun"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Tue (every second week)"),
        ("FREQ=MONTHLY;BYDAY=2MO", "Mon (the second in the month)"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2", "Mon (the second in the month)"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "Fri (the last in the month)"),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", "Mon (the first in the month and the third in the month)"),
        ("FREQ=MONTHLY;BYDAY=1MO,1TU", "Mon, Tue (the first in the month)"),
        ("FREQ=MONTHLY;BYDAY=1MO,3TU", None),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", None),
        ("FREQ=MONTHLY;BYDAY=2MO;BYSETPOS=1", None),
        ("FREQ=MONTHLY;BYDAY=5MO", None),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO", None),
        ("FREQ=MONTHLY;BYMONTHDAY=3", None),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO", None),
        ("FREQ=WEEKLY;BYDAY=MO;BYMONTH=5", None),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=4", None),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231", None),
        ("FREQ=WEEKLY", None),
        ("FREQ=DAILY;INTERVAL=2", None),
        ("FREQ=YEARLY;BYMONTH=5", None),
        ("FREQ=WEEKLY;BYDAY=MO\nRRULE:FREQ=WEEKLY;BYDAY=TU", None),
        ("", None),
    ],
)
def test_days_are_said_rightly_or_not_at_all(rule, said):
    assert days_text(rule, "en") == said


@pytest.mark.parametrize(
    "rule, parts",
    [
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231T000000Z", ("FREQ=WEEKLY;BYDAY=MO", date(2026, 12, 31))),
        (WEEKLY, (WEEKLY, None)),
        ("FREQ=WEEKLY;UNTIL=soon", ("FREQ=WEEKLY;UNTIL=soon", None)),
    ],
)
def test_the_end_of_a_rule_is_told_apart(rule, parts):
    assert split_end(rule) == parts


def test_hours_of_last_summer_are_not_told_and_do_not_count(directory, service):
    summer = Schedule.objects.create(service=service, rrule=WEEKLY, note="Summer hours", **MORNING, **SUMMER)
    assert hours(directory, service) is None
    assert service in lacking(Service.objects.all(), "hours")
    summer.valid_to = directory.today()  # its last day
    summer.save()
    assert hours(directory, service) == "Mon–Fri: 09:00–11:00 (Summer hours; until 23 November 2026)"
    assert service not in lacking(Service.objects.all(), "hours")
    summer.valid_to, summer.rrule = None, f"{WEEKLY};UNTIL=20261122"
    summer.save()
    assert hours(directory, service) is None


def test_hours_that_begin_later_say_from_when(directory, service):
    Schedule.objects.create(service=service, rrule=WEEKLY, **MORNING, valid_from=date(2026, 11, 23))
    Schedule.objects.create(
        service=service, rrule="FREQ=WEEKLY;BYDAY=SA", **MORNING, valid_from=date(2027, 1, 2), valid_to=date(2027, 3, 6)
    )
    assert hours(directory, service) == (
        "Mon–Fri: 09:00–11:00; Sat: 09:00–11:00 (from 2 January 2027; until 6 March 2027)"
    )


def test_a_rule_that_cannot_be_said_gives_way_to_its_note_its_link_or_nothing(directory, service):
    row = Schedule.objects.create(service=service, rrule="FREQ=MONTHLY;BYMONTHDAY=3", **MORNING)
    assert hours(directory, service) is None
    row.link = "https://example.org/dates"
    row.save()
    assert hours(directory, service) == "https://example.org/dates"
    row.note = "On the third of the month"
    row.save()
    assert hours(directory, service) == "On the third of the month; https://example.org/dates"
    row.by_appointment = True
    row.save()
    assert hours(directory, service) == ("By appointment only (On the third of the month; https://example.org/dates)")


def test_every_second_week_has_its_hours_and_the_page_with_the_dates(directory, service):
    Schedule.objects.create(
        service=service, rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", link="https://example.org/dates", **MORNING
    )
    assert hours(directory, service) == "Tue (every second week): 09:00–11:00 (https://example.org/dates)"


def test_the_note_of_a_schedule_is_not_taken_for_the_note_on_all_hours(directory, service):
    service.hours_note = "Ask first."
    service.save()
    Schedule.objects.create(service=service, rrule=WEEKLY, note="Advice", **MORNING)
    Translation.objects.create(service=service, field="hours_note", language="fi", text="Kysy ensin.")
    said = hours(directory, service, "fi")
    assert said.count("Kysy ensin.") == 1 and said.endswith("; Kysy ensin.")
