"""HSDS JSON of other systems, and of Kiosk's own feed."""

import json

import pytest

from services_directory.exchange import hsds_file
from services_directory.exchange.plan import State
from services_directory.models import Service
from tests.services_directory.exchange.conftest import documents

FOREIGN = {
    "id": "0aa7f7a0-4c4e-4b0a-9d5b-0f6f2a1f0c11", "name": "Café for founders", "alternate_name": "Founders; Café",
    "description": "Meet {others} & talk.", "status": "active",
    "url": "https://cafe.example", "email": "a@cafe.example",
    "fees_description": "Free", "eligibility_description": "All", "minimum_age": 18, "wait_time": "1 week",
    "funding": [{"id": "x", "source": "City"}], "program": {"id": "y", "name": "P"},
    "organization": {"id": "11111111-4c4e-4b0a-9d5b-0f6f2a1f0c11", "name": "Café ry", "website": "https://cafe.example"},
    "phones": [{"number": "+358 9 310 36360", "extension": 12, "description": "Desk", "languages": [{"code": "fi"}]}],
    "languages": [{"name": "Finnish"}, {"code": "ar", "note": "Mondays"}],
    "schedules": [
        {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00+03:00", "closes_at": "15:00+03:00"},
        {"description": "Closed in July"},
    ],
    "cost_options": [{"option": "coffee", "amount": 2.5, "currency": "EUR"}, {"option": "cake"}],
    "required_documents": [{"document": "Passport", "uri": "https://cafe.example/p"}],
    "contacts": [{"name": "Host", "phones": [{"number": "+358931036361"}]}, {"email": "b@cafe.example"}],
    "service_areas": [{"name": "Helsinki", "extent": "POLYGON"}],
    "capacities": [{"unit": {"name": "seats"}, "available": 3.0, "maximum": 9, "updated": "2026-01-31T00:00:00+02:00"}],
    "service_at_locations": [{"location": {
        "location_type": "physical", "name": "Hall", "latitude": 60.17, "longitude": 24.94,
        "addresses": [{"address_1": "Street 1", "city": "Helsinki", "state_province": "Uusimaa", "postal_code": "00100",
                       "country": "FI", "address_type": "physical"}],
        "accessibility": [{"description": "Lift"}]}}],
    "additional_urls": [{"label": "About", "url": "https://cafe.example/about"}],
    "attributes": [
        {"link_type": "topic", "taxonomy_term": {"code": "networking", "name": "Networks"}},
        {"link_type": "need", "taxonomy_term": {"code": "B-12", "name": "Personal advice"}},
        {"link_type": "support_length", "value": "P6M"}, {"link_type": "mood", "value": "good"},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "wrap",
    [
        lambda service: json.dumps(service),
        lambda service: json.dumps([service]),
        lambda service: json.dumps({"total_items": 1, "contents": [service]}, indent=2),
        lambda service: json.dumps(service) + "\n" + json.dumps({**service, "id": service["id"][:-1] + "2"}) + "\n",
    ],
)
def test_a_foreign_service_is_kept_as_far_as_kiosk_has_room(exchange, wrap):
    plan = exchange.load("feed.json", wrap(FOREIGN), "helsinki")
    notes = " ".join(plan.notes)
    for lost in ("funding", "program", "wait_time", "cost_options", "service_areas.extent", "attributes"):
        assert f"Not kept: {lost}" in notes
    document = documents()["helsinki", "cafe-for-founders"]
    wanted = {
        "uuid": FOREIGN["id"], "name": "Café for founders", "aliases": ["Founders", "Café"],
        "topics": ["networking", "advice"],
        "description": "Meet {{others}} & talk.", "organization": "cafe-ry", "eligibility": "All", "minimum_age": 18,
        "emails": [{"address": "a@cafe.example"}, {"address": "b@cafe.example"}], "cost_note": "Free",
        "phones": [{"number": "+358931036360", "extension": 12, "phone_note": "Desk", "languages": ["fi"]}],
        "languages": [{"code": "fi"}, {"code": "ar", "note": "Mondays"}], "hours_note": "Closed in July",
        "schedules": [{"rrule": "FREQ=WEEKLY;BYDAY=MO,TU", "opens": "09:00", "closes": "15:00"}],
        "cost_options": {"coffee": {"type": "money", "amount": "2.5", "currency": "EUR"}},
        "documents": [{"document": "Passport", "url": "https://cafe.example/p"}],
        "contacts": [{"name": "Host", "phone": "+358931036361", "public": True}], "area_name": "Helsinki",
        "capacities": [{"unit": "seats", "available": 3, "maximum": 9, "updated": "2026-01-31"}],
        "locations": [{"address": "Street 1", "postal_code": "00100", "locality": "Helsinki", "region": "Uusimaa",
                       "name": "Hall", "latitude": "60.17", "longitude": "24.94",
                       "accessibility": [{"description": "Lift"}]}],
        "support_length": {"type": "duration", "count": 6, "unit": "month"}, "sources": ["https://cafe.example/about"],
    }  # fmt: skip
    assert {name: document.get(name) for name in wanted} == wanted
    assert exchange.plan("feed.json", wrap(FOREIGN), "helsinki").is_empty


def test_a_service_without_a_topic_of_kiosk_is_wrong(exchange):
    plan = exchange.plan("feed.json", json.dumps({**FOREIGN, "attributes": []}), "helsinki")
    assert [(fault.row, fault.column) for fault in plan.faults] == [(1, "topics")]
    assert "code or name" in plan.faults[0].reason


def test_a_service_that_is_gone_is_archived(exchange):
    exchange.load("feed.json", json.dumps(FOREIGN), "helsinki")
    exchange.load("feed.json", json.dumps({"id": FOREIGN["id"], "status": "defunct"}))
    assert Service.objects.get(uuid=FOREIGN["id"]).publication == "archived"


@pytest.mark.parametrize(
    "content",
    [
        "", "[", '{"id": "a"', "[1, 2]", '"text"', "[" * 100_000, '{"a": NaN}', '{"id": 1}\n{"id": 2', "\x00",
        '[{"id": "x", "capacities": [{"unit": "seats"}]}]', '[{"id": {}, "attributes": [5]}]',
    ],
)  # fmt: skip
def test_broken_json(exchange, content):
    plan = exchange.plan("feed.json", content)
    assert plan.faults and all(len(fault.reason) < 300 for fault in plan.faults)


needs_feed = pytest.mark.skipif(hsds_file.feed is None, reason="services_directory.hsds is not there")


@needs_feed
def test_the_own_feed_changes_nothing(exchange, rich):
    content = exchange.save("hsds")
    assert len(json.loads(content)) > 50
    plan = exchange.plan("feed.json", content)
    assert plan.is_empty and not plan.faults and not plan.notes


@needs_feed
def test_a_change_in_the_own_feed_is_that_change_alone(exchange, rich):
    services = json.loads(exchange.save("hsds"))
    mine = next(each for each in services if each["id"] == str(rich.uuid))
    mine["phones"][0]["number"] = "+358931036361"
    mine["attributes"] = [each for each in mine["attributes"] if each.get("value") != "press"]
    plan = exchange.load("feed.json", json.dumps(services))
    changed = [(each.key[1], sorted(each.changed)) for each in plan.of(State.CHANGED)]
    assert changed == [(rich.slug, ["channels", "phones"])]
