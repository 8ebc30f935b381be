"""All of an import, or nothing: also where the database fails in the middle, or somebody saves at the same time."""

import pytest
from django.db import DatabaseError

from services_directory import version
from services_directory.exchange import apply, stored
from services_directory.exchange.plan import State
from services_directory.models import Organization, Phone, Service, Source
from tests.services_directory.exchange.conftest import documents, failing
from tests.services_directory.exchange.test_bad_input import GOOD, written


def many(count: int) -> str:
    entries = [
        GOOD | {"id": f"new-{number}", "organization": "brand-new", "phones": [f"+35893103{number:04}"],
                "sources": [{"title": "A", "url": f"https://a.example/{number}", "kind": "primary"}]}
        for number in range(count)
    ]  # fmt: skip
    return written(*entries, {"id": "ytj", "city": "helsinki", "alert": "Changed"},
                   organizations=[{"id": "brand-new", "name": "Brand new"}])  # fmt: skip


@pytest.mark.parametrize("table", ["phone", "historicalphone", "service", "servicesource", "contentversion"])
def test_a_database_that_fails_in_the_middle(exchange, table):
    before, counts, current = documents(), (Organization.objects.count(), Source.objects.count()), version.current()
    histories = Service.changes.count(), Phone.changes.count()
    plan = exchange.plan("a.yml", many(20))
    when = {"phone": "NEW.number = '+358931030013'", "service": "NEW.slug = 'new-13'"}.get(table, "1 = 1")
    event = "UPDATE" if table == "contentversion" else "INSERT"
    with failing(table, event, when), pytest.raises(DatabaseError):
        apply.apply(plan)
    assert documents() == before and version.current() == current
    assert (Organization.objects.count(), Source.objects.count()) == counts
    assert (Service.changes.count(), Phone.changes.count()) == histories
    exchange.load("a.yml", many(20))
    assert Service.objects.filter(organization__slug="brand-new").count() == 20


def test_an_import_is_one_new_version(exchange):
    from services_directory.models import ContentVersion

    number = ContentVersion.objects.get().number
    exchange.load("a.yml", many(3))
    assert ContentVersion.objects.get().number == number + 1


def test_the_answers_say_what_was_imported_at_once(exchange, directory):
    directory.search("helsinki", "en", "", {"topic": ["loans"]})
    exchange.load("a.yml", written(GOOD | {"phones": ["+358931036360"], "publication": "published"}))
    found = directory.search("helsinki", "en", "", {"topic": ["loans"]}, per_page=50)
    assert "new-one" in {card["id"] for card in found["services"]}
    assert directory.service("helsinki", "new-one", "en")["service"]["phone"] == "+358931036360"


def test_somebody_saves_between_the_report_and_the_import(exchange):
    plan = exchange.plan("a.yml", many(3))
    Service.objects.get(slug="ytj").save()
    with pytest.raises(apply.Stale):
        apply.apply(plan)
    assert not Service.objects.filter(slug="new-0").exists()


def test_a_dry_run_asks_the_database_a_few_times_however_many_rows(exchange, django_assert_max_num_queries):
    for count in (20, 400):
        with django_assert_max_num_queries(60):
            plan = exchange.plan("a.yml", many(count))
        assert plan.count(State.NEW) == count
    exchange.load("a.yml", many(400))
    with django_assert_max_num_queries(60):
        assert exchange.plan("a.yml", many(400)).is_empty
    with django_assert_max_num_queries(80):
        list(stored.portions(list(Service.objects.values_list("pk", flat=True))))
