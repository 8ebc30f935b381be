"""HSDS JSON of other systems, and of Kiosk's own feed."""

import json

import pytest

from services_directory.exchange import hsds_file
from services_directory.exchange.plan import State
from services_directory.models import (
    Accessibility,
    Location,
    Organization,
    RequiredDocument,
    Schedule,
    Service,
    ServiceSource,
    Source,
)
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


HOURS = [{"freq": "WEEKLY", "byday": "WE", "opens_at": "10:00", "closes_at": "12:00"}]
OTHER = [HOURS[0] | {"byday": "TH"}]
NUMBER = [{"number": "+358931036362"}]
WEDNESDAY = {"rrule": "FREQ=WEEKLY;BYDAY=WE", "opens": "10:00", "closes": "12:00"}
STREET = {"address_1": "Street 2", "address_type": "physical"}


def at_places(*places: dict, **more) -> str:
    """FOREIGN without hours and phones of its own, at these places: fields of the link, `location` of the place."""
    link = FOREIGN["service_at_locations"][0]
    links = [link | place | {"location": link["location"] | place.get("location", {})} for place in places]
    service = {name: value for name, value in FOREIGN.items() if name not in ("schedules", "phones")}
    return json.dumps(service | {"service_at_locations": links} | more)


def lost(plan) -> set[str]:
    """What the report says is not kept of places and organizations."""
    notes = [note for note in plan.notes if note.startswith("Not kept: ")]
    names = {note.removeprefix("Not kept: ").partition(",")[0] for note in notes}
    assert all(note.endswith("of 1 services (rows: 1).") for note in notes), notes
    return {name for name in names if name.startswith(("service_at_locations", "organization", "schedules", "phones"))}


@pytest.mark.parametrize("place", [{"schedules": HOURS, "phones": NUMBER},
                                   {"location": {"schedules": HOURS, "phones": NUMBER}}])  # fmt: skip
def test_hours_and_phones_of_a_place_are_kept_with_it(exchange, place):
    plan = exchange.load("feed.json", at_places(place), "helsinki")
    assert lost(plan) == set()
    document = documents()["helsinki", "cafe-for-founders"]
    assert document["schedules"] == [WEDNESDAY | {"place": "Hall"}]
    assert document["phones"] == [{"number": "+358931036362", "place": "Hall"}]
    assert exchange.plan("feed.json", at_places(place), "helsinki").is_empty


def test_what_the_service_says_itself_holds_everywhere_and_hours_of_the_building_do_not_count_then(exchange):
    own = {name: FOREIGN[name] for name in ("schedules", "phones")}
    place = {"schedules": HOURS, "location": {"phones": NUMBER, "schedules": OTHER, "languages": [{"code": "sv"}]}}
    plan = exchange.load("feed.json", at_places(place, **own), "helsinki")
    assert lost(plan) == {"service_at_locations.location.schedules", "service_at_locations.location.languages"}
    document = documents()["helsinki", "cafe-for-founders"]
    numbers = [(each["number"], each.get("place")) for each in document["phones"]]
    assert numbers == [("+358931036360", None), ("+358931036362", "Hall")]
    assert [(each["opens"], each.get("place")) for each in document["schedules"]] == [
        ("09:00", None),
        ("10:00", "Hall"),
    ]


def test_hours_and_phones_of_several_places_are_not_mixed_and_their_contacts_reported(exchange):
    host = [{"name": "Host"}]
    annex = {"name": "Annex", "addresses": [{"address_1": "P.O. Box 1", "address_type": "postal"}, STREET]}
    places = (
        {"schedules": HOURS, "contacts": host},
        {"location": {"phones": NUMBER, "contacts": host, "schedules": OTHER, **annex}},
        {"schedules": [*HOURS, {"description": "In {July} by phone"}], "location": {"name": "Yard"}},
    )
    plan = exchange.load("feed.json", at_places(*places), "helsinki")
    assert lost(plan) == {"service_at_locations.contacts", "service_at_locations.location.contacts"}
    document = documents()["helsinki", "cafe-for-founders"]
    assert [each["address"] for each in document["locations"]] == ["Street 1", "P.O. Box 1", "Street 2", "Street 1"]
    assert document["schedules"] == [
        WEDNESDAY | {"place": "Hall"}, WEDNESDAY | {"rrule": "FREQ=WEEKLY;BYDAY=TH", "place": "Street 2"},
        WEDNESDAY | {"place": "Yard"}, {"hours_note": "In {{July}} by phone", "place": "Yard"},
    ]  # fmt: skip
    assert document["phones"] == [{"number": "+358931036362", "place": "Street 2"}]
    assert "hours_note" not in document
    assert exchange.plan("feed.json", at_places(*places), "helsinki").is_empty


def test_what_a_place_only_repeats_is_said_once(exchange):
    """As other systems write it: the same hours and numbers at the service, at the place and in it, each with ids."""
    own = {
        "schedules": [HOURS[0] | {"id": "1", "service_id": "9"}],
        "phones": [NUMBER[0] | {"languages": [{"id": "2", "code": "fi"}]}],
    }
    again = {
        "schedules": [HOURS[0] | {"id": "3"}],
        "phones": [NUMBER[0] | {"id": "4", "languages": [{"id": "5", "code": "fi"}]}],
    }
    plan = exchange.load("feed.json", at_places(again | {"location": again}, **own), "helsinki")
    assert lost(plan) == set()
    document = documents()["helsinki", "cafe-for-founders"]
    assert document["schedules"] == [WEDNESDAY] and [each["number"] for each in document["phones"]] == ["+358931036362"]
    other = {"id": FOREIGN["id"][:-1] + "2", "name": "Tea for founders"}
    alone = at_places(again | {"location": again}, **other)
    exchange.load("feed.json", alone, "helsinki")
    document = documents()["helsinki", "tea-for-founders"]
    assert document["schedules"] == [WEDNESDAY | {"place": "Hall"}] and len(document["phones"]) == 1


def test_hours_of_a_place_without_an_address_are_reported(exchange):
    nowhere = {"schedules": HOURS, "location": {"addresses": [], "phones": NUMBER}}
    plan = exchange.load("feed.json", at_places(nowhere, {}), "helsinki")
    assert lost(plan) == {"service_at_locations.schedules", "service_at_locations.location.phones"}


def test_what_is_not_kept_of_an_organization_is_reported(exchange):
    own = FOREIGN["organization"] | {"phones": NUMBER, "contacts": [{"name": "Chair"}], "legal_status": "ry"}
    content = json.dumps({**FOREIGN, "organization": own})
    assert lost(exchange.load("feed.json", content, "helsinki")) == {"organization.phones", "organization.contacts"}
    changed = FOREIGN["organization"] | {"website": "https://new.example", "description": "New", "legal_status": "ry"}
    plan = exchange.plan("feed.json", json.dumps({**FOREIGN, "organization": changed}), "helsinki")
    assert lost(plan) == {"organization.website", "organization.description"}
    assert plan.is_empty, "one that is there stays as it is"


def test_the_report_names_the_first_rows_that_lose_something(exchange):
    ids = [f"{number:08d}-4c4e-4b0a-9d5b-0f6f2a1f0c11" for number in range(12)]
    services = [{**FOREIGN, "id": each, "name": f"Café {each}"} for each in ids]
    notes = exchange.plan("feed.json", json.dumps(services), "helsinki").notes
    assert "Not kept: funding, of 12 services (rows: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …)." in notes


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
def test_the_own_feed_changes_nothing(exchange, offices):
    content = exchange.save("hsds")
    assert len(json.loads(content)) > 50
    plan = exchange.plan("feed.json", content)
    assert plan.is_empty and not plan.faults and not plan.notes


@needs_feed
def test_nor_do_letters_in_addresses_at_places(exchange, offices):
    letters = "https://käyttö.example/yhteydessä"
    Location.objects.create(service=offices, location_type="virtual", address=letters, name="Verkossa")
    for place in offices.locations.all():
        Accessibility.objects.create(location=place, description="Lift", url=letters)
        Schedule.objects.create(
            service=offices, rrule="FREQ=WEEKLY;BYDAY=SU", opens_at="10:00", location=place, link=letters
        )
    content = exchange.save("hsds")
    assert "käyttö" not in content.decode()
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


@needs_feed
def test_a_change_at_a_place_of_the_own_feed_is_that_change_alone(exchange, offices):
    services = json.loads(exchange.save("hsds"))
    mine = next(each for each in services if each["id"] == str(offices.uuid))
    link = next(each for each in mine["service_at_locations"] if each["location"].get("name", "").startswith("Office"))
    link["schedules"][0]["opens_at"] = "11:00+02:00"
    before = documents()["helsinki", offices.slug]
    plan = exchange.load("feed.json", json.dumps(services))
    assert [(each.key[1], sorted(each.changed)) for each in plan.of(State.CHANGED)] == [(offices.slug, ["schedules"])]
    after = documents()["helsinki", offices.slug]
    assert after["schedules"][-1] == before["schedules"][-1] | {"opens": "11:00"}
    assert after["schedules"][-1]["place"] == "Office; place=2 | B"


def test_addresses_with_letters_come_back_as_they_were(exchange):
    """Of a record that is there, and of one that the feed brings back; a source is never added a second time."""
    letters, encoded = "https://käyttö.example/yhteydessä", "https://a.example/pysyv%C3%A4sti"
    service = Service.objects.get(slug="newco-helsinki-advice")
    service.url = letters
    service.save()
    service.required_documents.all().delete()
    RequiredDocument.objects.create(service=service, document="Plan", uri=letters)
    sources = [Source.objects.create(key=address, url=address, title="Page") for address in (letters, encoded)]
    service.service_sources.all().delete()
    for source in sources:
        ServiceSource.objects.create(service=service, source=source)
    Organization.objects.filter(pk=service.organization_id).update(url=letters)
    feed, before, count = exchange.save("hsds"), documents(), Source.objects.count()
    again = exchange.plan("feed.json", feed)
    assert again.is_empty and not again.notes, [each.changed for each in again.services if each.changed]
    service.delete()
    plan = exchange.load("feed.json", feed)
    assert not [note for note in plan.notes if "organization.website" in note]
    kept = next(document for document in documents().values() if document["uuid"] == str(service.uuid))
    assert (kept["url"], kept["documents"], kept["sources"]) == (
        letters, [{"document": "Plan", "url": letters}], [letters, encoded],
    )  # fmt: skip
    assert kept["sources"] == before["helsinki", "newco-helsinki-advice"]["sources"]
    assert Source.objects.count() == count and exchange.plan("feed.json", feed).is_empty
