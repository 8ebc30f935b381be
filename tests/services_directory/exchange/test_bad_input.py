"""Bad input gets a message at its row and column, and nothing changes."""

import json
import time

import pytest
import yaml

from services_directory import version
from services_directory.exchange import apply
from services_directory.exchange.plan import State
from services_directory.exchange.report import report
from services_directory.models import Organization, Partnership, Service

GOOD = {
    "id": "new-one", "city": "helsinki", "name": "New one", "organization": "finnvera", "description": "Helps.",
    "topics": ["loans"], "status": "current",
}  # fmt: skip


def written(*entries, **top) -> str:
    copies = json.loads(json.dumps({**top, "services": list(entries)}))  # else YAML would write references
    return yaml.safe_dump(copies, allow_unicode=True, sort_keys=False)


def without(key: str) -> dict:
    return {name: value for name, value in GOOD.items() if name != key}


@pytest.mark.parametrize(
    "change, column",
    [
        ({"topics": []}, "topics"),
        ({"languages": [{"code": "ta", "opens": "17:00", "closes": "09:00"}]}, "languages"),
        ({"topics": ["money"]}, "topics"),
        ({"topics": ["loans", "loans"]}, "topics"),
        ({"topics": "loans"}, "topics"),
        ({"audience": ["men"]}, "audience"),
        ({"organization": "nobody"}, "organization"),
        ({"city": "atlantis"}, "city"),
        ({"city": None}, "city"),
        ({"id": "Not an id!"}, "id"),
        ({"id": ""}, "id"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "<b>New</b>"}, "name"),
        ({"name": ["a"]}, "name"),
        ({"description": "Click <script>alert(1)</script>"}, "description"),
        ({"description": "x" * 8001}, "description"),
        ({"description": "bell \x07"}, "description"),
        ({"description": "It costs {fee}."}, "description"),
        ({"description": "It costs {"}, "description"),
        ({"description": "It costs {0.__class__}"}, "description"),
        ({"language": "xx"}, "language"),
        ({"languages": ["fi", "klingonese"]}, "languages"),
        ({"languages": ["fi", "fi"]}, "languages"),
        ({"languages": [{"code": "fi", "given_by": "a parrot"}]}, "languages"),
        ({"languages": [{"code": "fi", "level": "good"}]}, "languages"),
        ({"phones": ["09 310 1400"]}, "phones"),
        ({"phones": [{"number": "+358931036360", "phone_note": "<a href=x>"}]}, "phones"),
        ({"phones": [{"number": "+358931036360", "languages": ["qqqq"]}]}, "phones"),
        ({"emails": ["nobody"]}, "emails"),
        ({"url": "ytj.fi"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"window": {"start": "2026-05-01", "end": "2026-04-01"}}, "window_end"),
        ({"window": {"start": "31/01/2026"}}, "window_start"),
        ({"assured_date": "yesterday"}, "assured_date"),
        ({"schedules": [{"rrule": "FREQ=SOMETIMES"}]}, "schedules"),
        ({"schedules": [{"rrule": "FREQ=WEEKLY", "opens": "15:00", "closes": "09:00"}]}, "schedules"),
        ({"schedules": [{"valid_from": "2026-05-01", "valid_to": "2026-04-01"}]}, "schedules"),
        ({"schedules": [{"opens": "25:00"}]}, "schedules"),
        ({"schedules": [{"rrule": "FREQ=DAILY", "place": "North"}]}, "schedules"),
        ({"phones": [{"number": "+358931036360", "place": "2"}], "locations": ["Street 1"]}, "phones"),
        ({"phones": [{"number": "+358931036360", "place": "Street 1"}], "locations": ["Street 1"] * 2}, "phones"),
        ({"phones": [{"number": "+358931036360", "place": ["Street 1"]}], "locations": ["Street 1"]}, "phones"),
        ({"cost_options": {"fee": {"type": "money", "amount": "x", "currency": "EUR"}}}, "cost_options"),
        ({"cost_options": {"fee": "dear"}}, "cost_options"),
        ({"cost_options": {"not a name": {"type": "number", "number": "1"}}}, "cost_options"),
        ({"values": {"a": {"type": "list", "items": [[["deep"]]]}}}, "values"),
        ({"support_length": {"type": "money", "amount": "1", "currency": "EUR"}}, "support_length"),
        ({"reach": "all"}, "reach"),
        ({"area": {"scope": "galaxy"}}, "area_scope"),
        ({"status": "alive"}, "status"),
        ({"publication": "perhaps"}, "publication"),
        ({"channels": ["pigeons"]}, "channels"),
        ({"districts": ["nowhere"]}, "districts"),
        ({"locations": [{"address": "A 1", "district": "nowhere"}]}, "locations"),
        ({"locations": [{"address": "A 1", "latitude": "91"}]}, "locations"),
        ({"locations": [{"address": "A 1", "accessibility": [{"description": "<i>"}]}]}, "accessibility"),
        ({"capacities": [{"unit": "places", "available": 5, "maximum": 3, "updated": "2026-01-01"}]}, "capacities"),
        ({"capacities": [{"unit": "places"}]}, "capacities"),
        ({"barriers": [{"kind": "cost", "state": "removed"}]}, "barriers"),
        ({"barriers": [{"kind": "dragons"}]}, "barriers"),
        ({"barriers": [{"kind": "cost", "source": "https://nowhere.example"}]}, "barriers"),
        ({"partnerships": [{"kind": "refers-to", "service": "new-one"}]}, "partnerships"),
        ({"partnerships": [{"kind": "refers-to", "service": "nobody"}]}, "partnerships"),
        ({"partnerships": [{"kind": "refers-to"}]}, "partnerships"),
        ({"minimum_age": 30, "maximum_age": 20, "eligibility": "x"}, "maximum_age"),
        ({"minimum_age": 30}, "eligibility"),
        ({"minimum_age": "old"}, "minimum_age"),
        ({"owner": "nobody"}, "owner"),
        ({"uuid": "1234"}, "uuid"),
        ({"translations": [{"field": "name", "language": "xx", "text": "a"}]}, "name.xx"),
        ({"translations": [{"field": "name", "language": "fi", "text": "{fee}"}]}, "name.fi"),
        ({"translations": [{"field": "colour", "language": "fi", "text": "a"}]}, "translations"),
        ({"sources": [{"title": "A page"}]}, "sources"),
        ({"sources": [{"title": "A page", "url": "https://a.example", "kind": "rumour"}]}, "sources"),
        ({"past": [{"id": "a", "called": "A", "status": "history", "as_of": "2018"}]}, "past"),
        ({"phonse": []}, "phonse"),
        ({"proper_name": "perhaps"}, "proper_name"),
        ({"former_contact": "somebody"}, "former_contact"),
    ],
)
def test_a_wrong_field_is_named(exchange, change, column):
    before = version.current()
    plan = exchange.plan("a.yml", written(GOOD | {"id": "right"}, GOOD | change))
    assert {fault.column for fault in plan.faults} == {column}, plan.faults
    assert len({fault.row for fault in plan.faults}) == 1 and plan.faults[0].row > 1
    assert plan.count(State.WRONG) == 1 and plan.count(State.NEW) == 1
    with pytest.raises(apply.Refused):
        apply.apply(plan)
    assert version.current() == before and not Service.objects.filter(slug__in=["right", "new-one"]).exists()


def test_messages_are_in_the_officers_language(exchange):
    from django.utils import translation

    with translation.override("fi"):
        plan = exchange.plan("a.yml", written(GOOD | {"emails": ["nobody"]}))
    assert "sähköposti" in plan.faults[0].reason


def test_ids_that_stand_twice(exchange):
    plan = exchange.plan("a.csv", "id,city,alert\nytj,helsinki,a\nytj,helsinki,b\n")
    assert [(fault.row, fault.column) for fault in plan.faults] == [(3, "id")] and "2" in plan.faults[0].reason
    uuid = str(Service.objects.get(slug="business-helsinki").uuid)
    plan = exchange.plan("a.yml", written(GOOD | {"uuid": uuid}))
    assert [fault.column for fault in plan.faults] == ["uuid"] and "business-helsinki" in plan.faults[0].reason


def test_the_same_name_under_another_id_is_hinted_at(exchange):
    name = Service.objects.get(slug="ytj", city="helsinki").name
    plan = exchange.plan("a.yml", written(GOOD | {"name": name.upper()}))
    assert not plan.faults and "ytj" in plan.notes[0]


def test_referrals_in_a_circle(exchange):
    one, two = Service.objects.get(slug="ytj"), Service.objects.get(slug="business-helsinki")
    Partnership.objects.create(service=one, kind="refers-to", to_service=two)
    entries = [
        {"id": "business-helsinki", "city": "helsinki", "partnerships": [{"kind": "refers-to", "service": "new-one"}]},
        GOOD | {"partnerships": [{"kind": "refers-to", "service": "ytj"}]},
    ]
    plan = exchange.plan("a.yml", written(*entries))
    assert [fault.column for fault in plan.faults] == ["partnerships", "partnerships"]
    entries[1]["partnerships"] = [{"kind": "works-with", "service": "ytj"}]
    exchange.load("a.yml", written(*entries))
    assert {str(row) for row in two.partnerships.all()} == {"New one"}


def test_an_organization_that_would_be_a_part_of_itself(exchange):
    organizations = [{"id": "a-a", "name": "A", "parent": "b-b"}, {"id": "b-b", "name": "B", "parent": "a-a"}]
    plan = exchange.plan("a.yml", written(GOOD, organizations=organizations))
    assert {fault.column for fault in plan.faults} == {"organizations"} and not Organization.objects.filter(slug="a-a")


def test_a_description_of_20_megabytes(exchange):
    for name, content in (
        ("a.csv", "id,city,description,alert\nytj,helsinki," + "x" * 20_000_000 + ",\n"),
        ("a.yml", written(GOOD | {"description": "x" * 20_000_000})),
    ):
        began = time.process_time()
        plan = exchange.plan(name, content)
        assert [fault.column for fault in plan.faults] == ["description"] and "20,000,000" in plan.faults[0].reason
        assert time.process_time() - began < 20
    assert len(Service.objects.get(slug="ytj").description) < 1000


@pytest.mark.parametrize(
    "content",
    [
        "services: [",
        "services:\n- id: a\n  id: b\n",
        "services: &a [*a]\n",
        "a: &a [x, x]\nservices: [*a, *a]\n",
        "services: !!python/object/apply:os.system ['true']\n",
        "services: " + "[" * 100_000,
        "services: " + "{a: " * 5_000,
        "- a\n- b\n",
        "just a text",
        "services: {}\n",
        "services: []\nother: 1\n",
        "services: []\n---\nservices: []\n",
        "complete: true\nservices:\n- id: ytj\n  city: helsinki\n  description: It ends in the mid",
        "\x00",
        "services:\n- 5\n",
        "services:\n- [a]\n",
        "? [a]\n: b\n",
    ],
)
def test_broken_yaml(exchange, content):
    plan = exchange.plan("a.yml", content)
    assert len(plan.faults) == 1 and len(plan.faults[0].reason) < 300


def test_yaml_that_is_not_utf8(exchange):
    plan = exchange.plan("a.yml", "services:\n- id: ytj\n  alert: käy\n".encode("cp1252"))
    assert "UTF-8" in plan.faults[0].reason and plan.faults[0].row == 3


def test_only_the_own_citys_services_may_change(exchange):
    rows = "id,city,alert\nytj,helsinki,a\ngisa,vienna,b\n"
    plan = exchange.plan("a.csv", rows, only={"helsinki"})
    assert [(fault.row, fault.column) for fault in plan.faults] == [(3, "city")]
    history = Service.objects.filter(city=None).first().slug
    assert exchange.plan("a.csv", f"id,city,alert\n{history},,x\n", only={"helsinki"}).faults
    # An organization and a source that another city uses too are not theirs alone.
    shared = Service.objects.get(slug="gisa").organization.slug
    organizations = [{"id": shared, "name": "Another name"}]
    content = written({"id": "ytj", "city": "helsinki"}, organizations=organizations)
    plan = exchange.plan("a.yml", content, only={"helsinki"})
    assert [fault.column for fault in plan.faults] == ["organization"]


def test_a_city_that_was_not_asked_for(exchange):
    assert exchange.plan("a.csv", "id,city,alert\ngisa,vienna,b\n", "helsinki").faults[0].column == "city"
    plan = exchange.plan("a.csv", "id,alert\ngisa,b\n", "vienna")
    assert not plan.faults and plan.count(State.CHANGED) == 1


HEADINGS = (("services.csv", "id,name\r\n"), ("services.yml", "services: []\n"), ("services.json", "[]"))


@pytest.mark.parametrize("name, content", [*HEADINGS, ("services.xlsx", None)])
def test_a_file_without_rows_says_so(exchange, name, content):
    """It is neither the same as the directory nor damaged: somebody saved the wrong sheet."""
    content = content or exchange.save("xlsx", Service.objects.none())
    plan = exchange.plan(name, content)
    assert [fault.reason for fault in plan.faults] == ["The file has no services: nothing stands below its headings."]
    assert not plan.services and report(plan)["is_same"] is False


@pytest.mark.parametrize("publication, kept", [("", "draft"), ("published", "published"), ("archived", "archived")])
def test_what_is_new_is_a_draft_unless_its_row_says_otherwise(exchange, publication, kept):
    entry = GOOD | ({"publication": publication} if publication else {})
    plan = exchange.load("services.yml", written(entry))
    assert Service.objects.get(slug="new-one").publication == kept
    told = "New services that become drafts, because the file says no ‘publication’ of them: 1."
    assert (told in plan.notes) is not bool(publication)
    changed = exchange.load("services.yml", written({"id": "new-one", "city": "helsinki", "alert": "New"}))
    assert Service.objects.get(slug="new-one").publication == kept and told not in changed.notes
