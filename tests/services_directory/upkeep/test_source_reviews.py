"""Sources of guidance: when they are due, who hears of it, what newcomers are told meanwhile."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail

from accounts.models import Assignment, Preference
from services_directory.models import Answer, City, Source, Statement
from services_directory.upkeep import reminders, reviews

TODAY = date(2026, 11, 23)
LATE = "Last checked on 7 May 2026. Please check that it is still right."


@pytest.mark.parametrize(
    "fields, due, told_until",
    [
        ({"checked_on": date(2026, 1, 1), "review_after": 30}, date(2026, 1, 31), date(2026, 1, 31)),
        # Nobody opened it yet: its keepers are asked at once, newcomers hear of it when its days are over.
        ({"made_on": date(2026, 1, 1), "review_after": 30}, date(2025, 12, 31), date(2026, 1, 31)),
        ({"made_on": date(2026, 1, 1), "checked_on": date(2027, 1, 1)}, date(2025, 12, 31), date(2026, 6, 30)),
        ({}, None, None),
    ],
)
def test_due(fields, due, told_until):
    source = Source(**fields)
    assert (reviews.due_on(source, TODAY), reviews.counts_until(source, TODAY)) == (due, told_until)


# --- what newcomers are told


def checked(statement: str, ago: int | None, **more) -> None:
    """The source of a statement of Finland was checked so many days before TODAY; None: never."""
    source = Statement.objects.get(country="fi", slug=statement).source
    source.checked_on = None if ago is None else TODAY - timedelta(days=ago)
    for name, value in more.items():
        setattr(source, name, value)
    source.save()


@pytest.fixture
def answer(directory):
    """The answer to an intent, each of whose statements has a source of its own, checked yesterday."""
    found = Answer.objects.get(country="fi", intent="register_business")
    for number, statement in enumerate(Statement.objects.filter(country="fi", slug__in=found.statements)):
        yesterday = TODAY - timedelta(days=1)
        source = Source.objects.create(key=f"own-{number}", title="Own", as_of="2026-02", checked_on=yesterday)
        statement.source = source
        statement.save()
    return lambda language="en": directory.answer("helsinki", "register_business", language)


@pytest.mark.parametrize("city", ["helsinki", "vienna"])
def test_nothing_that_ships_is_called_old_as_long_as_its_days_run(directory, city):
    for intent in ("register_business", "get_loan"):
        answer = directory.answer(city, intent, "en")
        assert answer["check"] is None
        assert not [said for said in answer["statements"] if said["check"] or said["overdue"]]
    assert not [said for step in directory.plan(city, "en")["steps"] for said in step["statements"] if said["check"]]


def test_a_statement_is_softened_when_nobody_checked_its_source_in_time(directory, answer):
    first, second, *_ = [said["id"] for said in answer()["statements"]]
    checked(first, 180)
    assert answer()["statements"][0]["check"] is None, "the last day still counts"
    checked(first, 200)
    said = {row["id"]: row for row in answer()["statements"]}
    assert (said[first]["overdue"], said[first]["check"]) == (True, LATE)
    assert (said[second]["overdue"], said[second]["check"]) == (False, None)
    checked(second, 190)
    assert answer()["check"] == LATE, "of what sums them up, the longest ago"
    assert "2026" in {row["id"]: row for row in answer("ar")["statements"]}[first]["check"]


def test_what_nobody_ever_checked_is_softened_without_a_date_when_its_days_are_over(answer):
    first = answer()["statements"][0]["id"]
    checked(first, None, made_on=TODAY - timedelta(days=180))
    assert answer()["statements"][0]["check"] is None
    checked(first, None, made_on=TODAY - timedelta(days=181))
    said, shown = answer(), answer()["statements"][0]
    assert shown["check"] == "Nobody of the city has checked this yet. Please check that it is still right."
    source = said["sources"][shown["source"]]
    assert source["as_of_text"] == "Source of February 2026" and source["checked_on"] is None


def test_after_the_grace_period_the_others_are_told_first(answer):
    before = [said["id"] for said in answer()["statements"]]
    checked(before[0], 240)
    assert [said["id"] for said in answer()["statements"]] == before, "within the grace period only the words change"
    checked(before[0], 241)
    assert [said["id"] for said in answer()["statements"]] == [*before[1:], before[0]]


def test_the_plan_and_its_page_soften_it_too(directory, client):
    steps = directory.plan("helsinki", "en")["steps"]
    said = next(said for step in steps for said in step["statements"])
    checked(said["id"], 200)
    steps = directory.plan("helsinki", "en")["steps"]
    assert [row["check"] for step in steps for row in step["statements"] if row["id"] == said["id"]] == [LATE]
    assert LATE in client.get("/helsinki/first-steps/?language=en").content.decode()


# --- who hears of it


@pytest.fixture
def people(town):
    """Officers of the town and of another one in its country, one of a third abroad, and an administrator."""
    more = {"default_language": "fi", "timezone": "Europe/Helsinki"}
    City.objects.create(pk="twin", name="Twin", country="xx", **more)
    City.objects.create(pk="abroad", name="Abroad", country="yy", **more)
    made = {}
    for name, city in (("aino", "town"), ("veikko", "twin"), ("olga", "abroad"), ("owner", None), ("boss", None)):
        made[name] = User.objects.create_user(name, f"{name}@example.org", is_superuser=name == "boss")
        Preference.objects.create(user=made[name], language="en")
        if city:
            Assignment.objects.create(user=made[name], role="officer", city_id=city)
    return made


def source_of(country: str, days: int, more: str = "", **fields) -> Source:
    """A source whose review was due so many days before TODAY; a statement of the country rests on it."""
    fields = {"checked_on": TODAY - timedelta(days=180 + days), **fields}
    source = Source.objects.create(key=f"{country}-{days}", title=f"Page {country} {days}", **fields)
    Statement.objects.create(country=country, slug=f"said-{days}", kind="fact", text="So it is.", source=source)
    if more:
        other = Source.objects.create(key=f"{more}-main", title="Main", checked_on=TODAY)
        row = Statement.objects.create(country=more, slug="also", kind="fact", text="So it is.", source=other)
        row.more_sources.add(source)
    return source


def heard(after: int = 0) -> set[str]:
    """Who had a mail on a run so many days after TODAY."""
    mail.outbox.clear()
    reminders.send_due(TODAY + timedelta(days=after))
    return {message.to[0].split("@")[0] for message in mail.outbox}


def test_the_officers_of_every_city_that_says_it_hear_then_administrators(people):
    source_of("xx", 0)
    both = {"aino", "veikko"}
    told = {after: who for after in range(-20, 61) if (who := heard(after))}
    assert told == {-14: both, 1: both, 14: both, 30: {"boss"}}


def test_a_further_source_counts_and_an_owner_goes_first(people):
    source_of("xx", 3, more="yy")
    assert heard() == {"aino", "veikko", "olga"}
    Assignment.objects.create(user=people["owner"], role="officer", city_id="town")
    source_of("xx", 4, owner=people["owner"])
    assert heard(1) == {"owner"}


def test_what_is_said_in_a_country_without_officers_is_the_administrators(people):
    source_of("zz", 3)
    assert heard() == {"boss"}


def test_what_nobody_opened_yet_is_told_of_and_services_stand_in_the_same_mail(people, serve, settings):
    settings.KIOSK_PUBLIC_URL = "https://kiosk.example.org"
    source = source_of("xx", 0, checked_on=None)
    Source.objects.filter(pk=source.pk).update(made_on=TODAY)
    serve("loans", assured_date=TODAY - timedelta(days=183))
    assert heard() == {"aino", "veikko"}
    body = next(message.body for message in mail.outbox if message.to == ["aino@example.org"])
    assert "Page xx 0 (Town, Twin): due on Nov. 22, 2026, not checked by anybody yet" in body
    assert f"/services_directory/source/{source.pk}/change/" in body and "Loans (Town)" in body
    source.refresh_from_db()
    assert source.reminded_on == TODAY and source.changes.count() == 1, "no change of the record"
    assert heard(1) == set()


def test_history_and_sources_of_no_statement_bother_nobody(people):
    source_of("xx", 40, kind="history")
    Source.objects.create(key="alone", title="Alone", checked_on=date(2020, 1, 1))
    assert heard() == set()


def test_confirming_begins_anew(people):
    source = source_of("xx", 3)
    assert heard()
    source.refresh_from_db()
    reviews.confirm(source, TODAY)
    source.save()
    assert heard(165) == set() and heard(166) == {"aino", "veikko"}
