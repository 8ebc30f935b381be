"""Events: shown while one can still go, in the reader's language and the city's time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services_directory import reading
from services_directory.models import Event, EventTranslation, Organization, OrganizationTranslation
from services_directory.presentation.event import when_text
from tests.officers import account

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
URL = "/api/directory/events?city=helsinki"


@pytest.fixture
def add(directory, monkeypatch):
    monkeypatch.setattr(reading, "now", lambda: NOW)

    def make(slug: str, begins: timedelta, lasts=timedelta(hours=2), **fields) -> Event:
        fields = {"name": slug.title(), "publication": "published", "city_id": "helsinki", **fields}
        organization = Organization.objects.get(slug="prh")
        begins = NOW + begins
        return Event.objects.create(
            slug=slug, organization=organization, starts_at=begins, ends_at=begins + lasts, **fields
        )

    return make


@pytest.fixture
def found(add, client):
    return lambda more="": client.get(URL + more).json()


def test_soonest_first_none_that_is_over_none_that_is_a_draft_none_of_another_city(add, found):
    add("fair", timedelta(days=9))
    add("coffee", timedelta(days=2))
    add("under-way", -timedelta(hours=1))
    add("over", -timedelta(hours=3))
    add("draft", timedelta(days=1), publication="draft")
    add("elsewhere", timedelta(days=1), city_id="vienna")
    assert [event["id"] for event in found()["events"]] == ["under-way", "coffee", "fair"]
    assert found("&per_page=1&page=2")["events"][0]["id"] == "coffee"
    assert found()["total"] == 3


def test_when_one_ends_the_answer_is_a_new_one(add, client, monkeypatch):
    add("soon", timedelta(hours=1))
    first = client.get(URL)
    assert client.get(URL, headers={"if-none-match": first["ETag"]}).status_code == 304
    monkeypatch.setattr(reading, "now", lambda: NOW + timedelta(hours=4))
    later = client.get(URL, headers={"if-none-match": first["ETag"]})
    assert later.status_code == 200 and later.json()["events"] == []


def test_a_card_in_the_readers_language_and_the_citys_time(add, found):
    add(
        "fair", timedelta(days=9), place="Kallio library", languages=["fi", "ar"], free=True, language="fi",
        name="Messut", sign_up="https://example.org/fair",
    )  # fmt: skip
    card = found("&language=en")["events"][0]
    lines = {line["kind"]: line["text"] for line in card["lines"]}
    assert lines["when"].replace("\u202f", " ") == "Wednesday, 2 December 2026: 14:00–16:00", "12:00 UTC in Helsinki"
    assert lines["address"] == "Kallio library" and lines["cost"] == "Free of charge"
    assert lines["language"] == "Finnish and Arabic" and lines["sign-up"] == "https://example.org/fair"
    assert card["starts"] == "2026-12-02T14:00:00+02:00" and card["url"] == "https://example.org/fair"
    assert card["language"] == "fi" and "Finnish" in card["elsewhere"]
    finnish = found("&language=fi")["events"][0]
    assert "keskiviikko 2. joulukuuta 2026" in finnish["lines"][0]["text"] and finnish["elsewhere"] is None
    arabic = found("&language=ar")["events"][0]
    assert "2026" in arabic["lines"][0]["text"] and "الأربعاء" in arabic["lines"][0]["text"]


def test_what_is_not_known_is_left_out_and_a_price_is_told(add, found):
    add("bare", timedelta(days=1))
    add("paid", timedelta(days=2), free=False, cost_note="20 €")
    bare, paid = found()["events"]
    assert [line["kind"] for line in bare["lines"]] == ["when"] and bare["source"] is None
    assert next(line["text"] for line in paid["lines"] if line["kind"] == "cost") == "Costs money (20 €)"


def test_several_days():
    text = when_text(datetime(2026, 12, 1, 9), datetime(2026, 12, 2, 17, 30), "en")
    assert text == "Tuesday, 1 December 2026, 09:00 – Wednesday, 2 December 2026, 17:30"


def test_a_translation_is_in_the_next_answer_and_what_is_missing_or_withheld_is_marked(add, found, client):
    event = add("fair", timedelta(days=1), language="fi", name="Messut", description="Kaikille.", cost_note="lippu 5 €")
    first = client.get(URL + "&language=ar")
    texts = {"name": "معرض", "description": "للجميع", "cost_note": "التذكرة ٥ يورو"}
    for field, text in texts.items():
        EventTranslation.objects.create(event=event, field=field, language="ar", text=text)
    again = client.get(URL + "&language=ar", headers={"if-none-match": first["ETag"]})
    card = again.json()["events"][0]
    assert first.json()["version"] != again.json()["version"]
    assert {"name": card["name"], "description": card["description"], "cost_note": card["lines"][-1]["text"]} == texts
    assert (card["language"], card["elsewhere"]) == ("ar", None)
    swedish = found("&language=sv")["events"][0]
    assert (swedish["name"], swedish["language"]) == ("Messut", "fi") and swedish["elsewhere"]
    event.translations.filter(field="description").update(state="withheld")
    half = found("&language=ar")["events"][0]
    assert (half["name"], half["description"], half["language"]) == ("معرض", "Kaikille.", "fi")
    assert half["elsewhere"] and half["elsewhere"] != card["elsewhere"]
    event.translations.filter(field="description").update(state="outdated")
    assert found("&language=ar")["events"][0]["description"] == "للجميع", "shown until somebody renews it"


def test_an_event_without_a_description_is_in_the_language_of_its_name(add, found):
    event = add("fair", timedelta(days=1), language="fi", name="Messut")
    assert (found()["events"][0]["language"], found()["events"][0]["description"]) == ("fi", "")
    EventTranslation.objects.create(event=event, field="name", language="en", text="Fair")
    card = found()["events"][0]
    assert (card["name"], card["language"], card["elsewhere"]) == ("Fair", "en", None)


def test_the_provider_by_the_name_officers_translated_unless_it_is_withheld(add, found, directory):
    add("fair", timedelta(days=1))
    prh = Organization.objects.get(slug="prh")
    before = found("&language=fi")["events"][0]["provider"]
    row = OrganizationTranslation.objects.create(organization=prh, field="name", language="fi", text="Rekisterivirasto")
    assert found("&language=fi")["events"][0]["provider"] == row.text != before
    offered = directory.search("helsinki", "fi", per_page=500)["services"]
    assert row.text in {each["provider"] for each in offered}
    assert directory.match("helsinki", "Mikä on rekisterivirasto?")["services"], "and is found by it"
    assert directory.search("helsinki", "fi", "rekisterivirasto")["services"][0]["provider"] == row.text
    row.state = "withheld"
    row.save()
    assert found("&language=fi")["events"][0]["provider"] == prh.name


def test_many_events_with_their_translations_take_no_more_queries_than_one(add, directory):
    for number in range(12):
        event = add(f"fair{number}", timedelta(days=1))
        EventTranslation.objects.create(event=event, field="name", language="fi", text=f"Messut {number}")
    directory.events("helsinki", "fi")  # what is kept is there
    counts = []
    for number in (1, 12):
        with CaptureQueriesContext(connection) as asked:
            assert len(directory.events("helsinki", "fi", per_page=number)["events"]) == number
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("query, status", [("", 400), ("city=atlantis", 404), ("city=helsinki&page=0", 400)])
def test_faults_of_the_caller(directory, client, query, status):
    assert client.get("/api/directory/events?" + query).status_code == status


def _typed(**more) -> dict:
    """What an officer fills in, without JavaScript: no id."""
    organization = Organization.objects.get(slug="prh").pk
    times = {"starts_at_0": "2030-01-31", "starts_at_1": "10:00", "ends_at_0": "2030-01-31", "ends_at_1": "12:00"}
    return {
        "city": "helsinki", "name": "لقاء رواد الأعمال", "organization": organization, "language": "ar",
        "publication": "published", "free": "unknown", **times, **more,
    }  # fmt: skip


@pytest.fixture
def officer(directory, client):
    client.force_login(account("aino", role="officer", city_id="helsinki"))
    return client


def test_an_event_gets_an_id_without_javascript(officer):
    for name, slug in (("لقاء", "event"), ("معرض", "event-2"), ("Messut 2030", "messut-2030")):
        answer = officer.post("/officer/services_directory/event/add/", _typed(name=name))
        assert answer.status_code == 302, answer.context["adminform"].form.errors
        assert Event.objects.get(name=name).slug == slug
    taken = officer.post("/officer/services_directory/event/add/", _typed(slug="event"))
    assert taken.status_code == 200 and Event.objects.filter(slug="event").count() == 1


def test_an_event_that_is_over_is_kept_with_a_warning(officer):
    told = "This event is over already: newcomers do not see it."
    past = {"starts_at_0": "2020-01-31", "ends_at_0": "2020-01-31"}
    page = officer.post("/officer/services_directory/event/add/", _typed(**past), follow=True)
    assert told in page.content.decode() and Event.objects.filter(slug="event").exists()
    for more in ({}, {**past, "publication": "draft"}):
        page = officer.post("/officer/services_directory/event/add/", _typed(**more), follow=True)
        assert told not in page.content.decode()
