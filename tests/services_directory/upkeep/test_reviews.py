"""When a record is due, what newcomers are told of it, and where it stands in the search."""

from datetime import date, timedelta

import pytest

from services_directory.models import Service
from services_directory.upkeep import reviews

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "fields, due",
    [
        ({"assured_date": date(2026, 1, 1), "review_after": 30}, date(2026, 1, 31)),
        ({"made_on": date(2026, 1, 1), "review_after": 30}, date(2026, 1, 31)),
        ({"made_on": date(2020, 1, 1), "assured_date": date(2026, 1, 1), "review_after": 30}, date(2026, 1, 31)),
        ({"made_on": date(2026, 1, 1), "assured_date": date(2027, 1, 1), "review_after": 30}, date(2026, 1, 31)),
        ({}, None),
    ],
)
def test_due(fields, due):
    assert reviews.due_on(Service(**fields), TODAY) == due


def test_overdue_after_the_due_day_lapsed_after_the_grace(settings):
    settings.KIOSK_REVIEW_GRACE_DAYS = 10
    service = Service(assured_date=TODAY - timedelta(days=30), review_after=30)
    told = [(reviews.overdue(service, day), reviews.lapsed(service, day))
            for day in (TODAY + timedelta(days=after) for after in (0, 1, 10, 11))]  # fmt: skip
    assert told == [(False, False), (True, False), (True, False), (True, True)]


def test_the_queue_has_the_longest_overdue_first(serve):
    serve("fresh", assured_date=TODAY)
    serve("late", assured_date=TODAY - timedelta(days=190))
    serve("later", assured_date=TODAY - timedelta(days=300))
    serve("soon", assured_date=TODAY - timedelta(days=175))
    serve("draft", assured_date=TODAY - timedelta(days=300), publication="draft")

    def slugs(**more):
        found = reviews.queue(reviews.reviewed(), TODAY, **more)
        return [(Service.objects.get(pk=row.record).slug, row.late) for row in found]

    assert slugs() == [("later", 120), ("late", 10)]
    assert slugs(ahead=14) == [("later", 120), ("late", 10), ("soon", -5)]


def test_a_record_remembers_the_day_it_was_made(serve):
    service = serve("one")
    assert service.made_on is not None and service.changes.get().made_on == service.made_on


def card(directory, slug, language="en"):
    return directory.service("helsinki", slug, language)["service"]


def checked(slug: str, ago: int, **more) -> None:
    service = Service.objects.get(slug=slug, city="helsinki")
    service.assured_date = TODAY - timedelta(days=ago)
    for name, value in more.items():
        setattr(service, name, value)
    service.save()


def test_the_card_says_when_it_was_checked_and_softens_what_is_overdue(directory):
    checked("business-helsinki", 10, caution="")
    fresh = card(directory, "business-helsinki")
    assert fresh["checked_text"] == "Checked on 13 November 2026" and fresh["checked_on"] == "2026-11-13"
    assert (fresh["status"], fresh["overdue"], fresh["status_note"]) == ("current", False, None)
    checked("business-helsinki", 200)
    late = card(directory, "business-helsinki")
    assert (late["status"], late["overdue"]) == ("current", True)
    assert late["status_note"] == "Last checked on 7 May 2026. Please check that it is still right."
    checked("business-helsinki", 241)
    assert card(directory, "business-helsinki")["status"] == "check"


def test_what_nobody_ever_checked_is_softened_without_a_date(directory):
    service = Service.objects.get(slug="business-helsinki")
    service.made_on, service.source_status, service.caution = TODAY - timedelta(days=181), "current", ""
    service.save()
    found = card(directory, "business-helsinki")
    assert found["overdue"] and found["checked_text"] is None
    assert found["status_note"] == "Please check that it still exists."


def test_after_the_grace_period_it_is_no_longer_recommended_first(directory):
    def order():
        found = directory.search("helsinki", "en", filters={"topic": ["loans"]}, per_page=50)["services"]
        return [row["id"] for row in found if row["status"] in ("current", "check")]

    first, *others = order()
    for slug in others:
        checked(slug, 1, window_end=None)
    checked(first, 1)
    assert order()[0] == first
    checked(first, 239)
    assert order()[0] == first, "within the grace period only the words change"
    checked(first, 241)
    assert order()[-1] == first


def test_an_answer_offers_what_is_fresh_first(directory):
    before = [row["id"] for row in directory.answer("helsinki", "get_advice", "en")["services"]]
    for slug in before:
        checked(slug, 1)
    checked(before[0], 300)
    after = [row["id"] for row in directory.answer("helsinki", "get_advice", "en")["services"]]
    assert after == [*before[1:], before[0]]
