"""Hours and numbers of one of several places, out and in again; the place is named as the file names it."""

import pytest
import yaml

from services_directory.exchange import places
from services_directory.exchange.plan import State
from services_directory.models import Phone, Schedule, Service
from tests.services_directory.exchange.conftest import documents
from tests.services_directory.exchange.test_round_trip import FORMS

ID = "newco-helsinki-advice"
KEY = ("helsinki", ID)


def entry(content: bytes) -> dict:
    """The service in a YAML export."""
    return next(each for each in yaml.safe_load(content)["services"] if each["id"] == ID)


def names(part: str) -> list[str | None]:
    """What the service's hours or numbers call their places."""
    return [item.get("place") for item in documents()[KEY][part]]


def told(plan) -> dict[str, list[str]]:
    """Id of a service → the fields that would change."""
    return {each.key[1]: sorted(each.changed) for each in plan.of(State.CHANGED)}


@pytest.mark.parametrize("form, name", FORMS)
def test_importing_an_export_changes_nothing_and_an_empty_directory_becomes_the_same(exchange, offices, form, name):
    before = documents()
    content = exchange.save(form)
    assert exchange.plan(name, content).is_empty
    rows = [Phone.objects.filter(service=offices), Schedule.objects.filter(service=offices)]
    keys = [list(each.values_list("pk", "location")) for each in rows]
    exchange.load(name, content)
    assert [list(each.values_list("pk", "location")) for each in rows] == keys
    Service.objects.all().delete()
    exchange.load(name, content)
    parts = ("locations", "phones", "schedules")
    assert [documents()[KEY][part] for part in parts] == [before[KEY][part] for part in parts]


def test_a_place_is_named_by_its_name_else_its_address_else_its_number(exchange, offices):
    written = entry(exchange.save("yaml"))
    assert [each.get("place") for each in written["phones"]] == [None, "Office; place=2 | B", "Street 1; B | C"]
    assert written["schedules"][-1]["place"] == "Office; place=2 | B"
    offices.locations.filter(name__gt="").update(name="")
    assert entry(exchange.save("yaml"))["schedules"][-1]["place"] == "2", "two have this address"


@pytest.mark.parametrize("place", ["Office; place=2 | B", " office;  place=2 | b ", "2"])
def test_every_way_to_name_a_place_means_the_same(exchange, offices, place):
    content = exchange.save("yaml", Service.objects.filter(pk=offices.pk)).decode()
    assert content.count("place: 'Office; place=2 | B'") + content.count("place: Office; place=2 | B") == 2
    for quoted in ("place: 'Office; place=2 | B'", "place: Office; place=2 | B"):
        content = content.replace(quoted, f"place: '{place}'")
    assert exchange.plan("a.yml", content).is_empty


def test_a_row_of_a_table_is_given_another_place_and_that_alone_changes(exchange, offices):
    kept = set(offices.phones.values_list("pk", flat=True))
    cell = "+358931036360 | +358931036362; phone_note=Desk; place=Street 1\\; B \\| C | +358931036362"
    plan = exchange.load("a.csv", f'id;city;phones\n{ID};helsinki;"{cell}"\n')
    assert told(plan) == {ID: ["phones"]} and names("phones") == [None, "Street 1; B | C", None]
    assert len(kept & set(offices.phones.values_list("pk", flat=True))) == 1
    assert exchange.plan("a.csv", f'id;city;phones\n{ID};helsinki;"{cell}"\n').is_empty


def test_a_wrong_place_is_a_fault_at_its_row_and_column(exchange, offices):
    plan = exchange.plan("a.csv", f"id,city,phones\n{ID},helsinki,+358931036360; place=South\n")
    known = "Street 1; B | C, Office; place=2 | B, 3"
    reason = f"1, place: ‘South’ is none of the locations of the service: {known}."
    assert [(fault.row, fault.column, fault.reason) for fault in plan.faults] == [(2, "phones", reason)]


def test_places_that_are_made_anew_keep_their_hours(exchange, offices):
    """A file of addresses alone: the first place is another record then, and so are all that follow it."""
    cell = "Street 1\\; B \\| C; postal_code=00100 | Street 3 | Street 2; name=Office\\; place=2 \\| B"
    before = list(offices.schedules.values_list("pk", "location"))
    plan = exchange.load("a.csv", f'id;city;locations\n{ID};helsinki;"{cell}"\n')
    assert told(plan) == {ID: ["locations"]}
    assert names("phones") == [None, "Office; place=2 | B", "Street 1; B | C"]
    assert names("schedules")[-1] == "Office; place=2 | B"
    after = list(offices.schedules.values_list("pk", "location"))
    assert after[:-1] == before[:-1] and after[-1][0] != before[-1][0]
    assert Schedule.objects.get(pk=after[-1][0]).location.address == "Street 2"


def test_a_place_that_goes_while_hours_name_it_is_a_fault(exchange, offices):
    plan = exchange.plan("a.csv", f"id,city,locations\n{ID},helsinki,Street 1\\; B \\| C\n")
    assert [(fault.row, fault.column) for fault in plan.faults] == [(2, "phones"), (2, "schedules")]
    both = f"id,city,locations,phones,schedules\n{ID},helsinki,Street 1,+358931036360; place=1,\n"
    exchange.load("a.csv", both)
    assert names("phones") == ["Street 1"] and "schedules" not in documents()[KEY]


def test_what_names_no_place_or_several_means_none():
    there = [{"address": "A 1", "name": "North"}, {"address": "B 1", "name": "A 1"}, {"address": "2"}]
    assert [places.number(there, each) for each in ("north", "A 1", "b  1", "2", "1", "4", "", "²")] == [
        0, None, 1, 2, 0, None, None, None,
    ]  # fmt: skip
    assert [places.name(there, at) for at in range(3)] == ["North", "B 1", "2"]
