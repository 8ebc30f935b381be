"""Lists, filters, pages, streams, errors, and what HTTP asks for."""

import json
from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.test import AsyncClient
from django.utils import timezone

from services_directory.hsds import selection
from services_directory.hsds.ids import taxonomy_id, term_id
from services_directory.models import Location, Organization, OrganizationTranslation, Service, Translation
from services_directory.search import vectors
from tests.services_directory.hsds.conftest import HSDS

NOBODY = "5e0c35ac-2a62-4e2e-9d7f-0d6f3a1c9b1e"
"""An id that no record has."""


def listed(get, path: str) -> list[dict]:
    return get(path).json()["contents"]


def lines(response) -> list[dict]:
    return [json.loads(line) for line in b"".join(response.streaming_content).decode().splitlines()]


def test_home_leads_to_profile_and_description(get, client):
    home = get().json()
    assert home["version"] == "3.1"
    for link in ("profile", "openapi_url"):
        assert client.get(home[link]).status_code == 200
    profile = client.get(home["profile"], headers={"accept": "text/markdown"})
    assert profile["Content-Type"].startswith("text/markdown") and b"HSDS 3.1" in profile.content


def test_description_knows_every_call_and_parameter(get):
    from services_directory.hsds.parameters import PARAMETERS
    from services_directory.hsds.urls import CALLS

    found = get("openapi.json").json()
    assert set(found["paths"]) == {"/"} | {"/" + path.replace("<str:id>", "{id}") for path, *_ in CALLS}
    calls = [each["get"] for each in found["paths"].values()]
    named = {row["$ref"].rpartition("/")[2] for call in calls for row in call.get("parameters", [])}
    assert named == set(PARAMETERS) | {"id"} == set(found["components"]["parameters"])


def test_pages_cover_everything_once(get):
    first = get("services?per_page=7").json()
    pages = [get(f"services?per_page=7&page={number}").json() for number in range(1, first["total_pages"] + 1)]
    found = [row["id"] for page in pages for row in page["contents"]]
    assert len(found) == len(set(found)) == first["total_items"]
    assert [page["first_page"] for page in pages] == [True] + [False] * (len(pages) - 1)
    assert [page["last_page"] for page in pages] == [False] * (len(pages) - 1) + [True]
    assert all(page["size"] == len(page["contents"]) and page["empty"] is False for page in pages)
    beyond = get("services?per_page=7&page=1000").json()
    assert beyond["empty"] is True and beyond["contents"] == []
    assert beyond["page_number"] == 1000 and beyond["last_page"]


@pytest.mark.parametrize("path", ["services", "services?search=loan", "organizations?full=true", "taxonomy_terms"])
def test_a_stream_is_the_same_as_the_pages(get, path):
    more = "&" if "?" in path else "?"
    stream = get(f"{path}{more}format=ndjson&per_page=1&page=9")
    assert stream["Content-Type"].startswith("application/x-ndjson") and stream["ETag"]
    assert lines(stream) == listed(get, f"{path}{more}per_page=500")


def test_a_stream_comes_in_portions_under_asgi(directory, monkeypatch):
    """What is read synchronously would be gathered in memory before the first line is sent."""
    monkeypatch.setattr(selection.Selection.portions, "__defaults__", (10,))

    async def read() -> list[bytes]:
        response = await AsyncClient().get(HSDS + "services?format=ndjson")
        assert response.is_async
        return [portion async for portion in response]

    counts = [portion.count(b"\n") for portion in async_to_sync(read)()]
    assert len(counts) > 4 and max(counts) == 10
    assert sum(counts) == Service.objects.filter(historical=False).count()


def test_head_tells_without_reading(get, client):
    response = client.head(HSDS + "services?format=ndjson")
    assert response.status_code == 200 and response["ETag"] and "Content-Length" not in response
    assert b"".join(response.streaming_content) == b""


def test_filters_by_term_taxonomy_and_organization_join(get):
    loans, topic = term_id("topic", "loans"), taxonomy_id("topic")
    found = {row["id"] for row in listed(get, f"services?taxonomy_term_id={loans}&per_page=500")}
    lends = {"service_terms__term__code": "loans", "service_terms__term__kind": "topic"}
    rows = Service.objects.filter(historical=False, **lends)
    assert found == {str(row.uuid) for row in rows} and found
    assert get(f"services?taxonomy_id={topic}").json()["total_items"] == get("services").json()["total_items"]
    finnvera = Organization.objects.get(slug="finnvera")
    both = listed(get, f"services?taxonomy_term_id={loans}&organization_id={finnvera.uuid}")
    assert {row["id"] for row in both} == {str(row.uuid) for row in rows.filter(organization=finnvera)} and both
    offering = {row["id"] for row in listed(get, f"organizations?taxonomy_term_id={loans}&per_page=500")}
    assert offering == {str(row.organization.uuid) for row in rows}


def test_search_finds_by_meaning_and_keeps_the_order(get):
    found = listed(get, "services?search=microloan&city=vienna")
    assert "mikrokredit" in found[0]["alternate_name"].lower()
    assert listed(get, "organizations?search=finnv")[0]["name"] == "Finnvera"
    assert [row["code"] for row in listed(get, "taxonomy_terms?search=loans")][0] == "loans"
    assert get("services?search=%20").json()["total_items"] == get("services").json()["total_items"]


@pytest.mark.parametrize("text", ["xqzzqx", "asdfgh", "!!!", "12345", "pflrm grmpf"])
def test_a_search_for_nothing_finds_nothing(get, text):
    """Something is always nearest; a neighbour would show it as a hit."""
    for path in ("services", "services?city=helsinki", "service_at_locations"):
        assert not listed(get, f"{path}{'&' if '?' in path else '?'}search={text}"), path


@pytest.mark.parametrize("text", ["coworking", "yrityslaina", "مێنتۆرێکم دەوێت", "verotus"])
def test_a_search_in_words_that_no_service_has_still_goes_by_meaning(get, monkeypatch, text):
    original = vectors.vectors  # waits until they are there, longer than a caller would
    monkeypatch.setattr("services_directory.search.ranking.vectors", lambda kind, texts: original(kind, texts, 300))
    assert listed(get, f"services?city=helsinki&search={text}")


def test_city_is_one_city(get):
    each = [get(f"services?city={city}").json()["total_items"] for city in ("helsinki", "vienna")]
    assert all(each) and sum(each) == get("services").json()["total_items"]
    organization = Service.objects.filter(city="vienna").first().organization
    assert "services" not in get(f"organizations/{organization.uuid}?city=helsinki").json()


def test_modified_after_sees_changes_of_parts(get, service):
    long_ago = timezone.now() - timedelta(days=30)
    Service.objects.filter(historical=False).update(last_modified=long_ago)
    for model in (Service.organization.field.related_model, Location, Translation):
        model.changes.model.objects.update(history_date=long_ago)
    parts = ("phones", "schedules", "spoken_languages", "cost_options", "eligibility", "contacts", "partnerships")
    for related in parts:
        Service._meta.get_field(related).related_model.changes.model.objects.update(history_date=long_ago)
    moment = (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert listed(get, f"services?modified_after={moment}") == []
    Translation.objects.create(service=service, field="name", language="fi", text="Kaikkien talo")
    found = listed(get, f"services?modified_after={moment}")
    assert [row["id"] for row in found] == [str(service.uuid)] and found[0]["last_modified"] > moment
    places = listed(get, f"service_at_locations?modified_after={moment}")
    assert {row["service_id"] for row in places} == {str(service.uuid)}
    other = Service.objects.get(slug="ytj")
    other.organization.legal_status = "agency"
    other.organization.save()
    assert str(other.uuid) in {row["id"] for row in listed(get, f"services?modified_after={moment}&minimal=true")}
    third = Service.objects.filter(city="vienna").exclude(organization=other.organization)[0]
    before = get("organizations")
    OrganizationTranslation.objects.create(
        organization=third.organization, field="description", language="fi", text="Neuvoja"
    )
    rows = {row["id"]: row for row in listed(get, f"services?modified_after={moment}&minimal=true")}
    assert rows[str(third.uuid)]["last_modified"] > moment
    after = get("organizations", **{"if-none-match": before["ETag"]})
    assert after.status_code == 200 and after["Last-Modified"] >= before["Last-Modified"]


def test_modified_after_sees_a_window_that_ended(get, service):
    from tests.services_directory.conftest import TODAY

    Service.objects.filter(pk=service.pk).update(window_end=TODAY - timedelta(days=1))
    row = next(row for row in listed(get, "services?minimal=true") if row["id"] == str(service.uuid))
    assert set(row) == {"id", "last_modified", "modified_date"} and row["last_modified"] >= f"{TODAY}"


def test_places_by_postcode_and_nearness(get, service):
    assert [row["service_id"] for row in listed(get, "service_at_locations?postcode=00%20530")] == [str(service.uuid)]
    far = Location.objects.create(
        service=Service.objects.get(slug="ytj"),
        address="Itätuulenkuja 1, 02100 Espoo",
        postal_code="02100",
        latitude="60.175000",
        longitude="24.805000",
    )  # fmt: skip  8 km away
    near = {row["service_id"] for row in listed(get, "service_at_locations?postcode=00530&proximity=7000")}
    wide = {row["service_id"] for row in listed(get, "service_at_locations?postcode=00530&proximity=9000")}
    assert near == {str(service.uuid)} and wide == near | {str(far.service.uuid)}
    refused = get("service_at_locations?postcode=99999&proximity=100")
    assert refused.status_code == 400 and refused.json()["error"]["code"] == "unknown_place"


def test_terms_are_flat(get):
    everything = get("taxonomy_terms").json()["total_items"]
    assert get("taxonomy_terms?top_only=true").json()["total_items"] == everything
    assert listed(get, f"taxonomy_terms?parent_id={term_id('topic', 'loans')}") == []
    of_phase = listed(get, f"taxonomy_terms?taxonomy_id={taxonomy_id('phase')}")
    assert "idea" in {row["code"] for row in of_phase} and len(of_phase) < everything
    assert get(f"taxonomy_terms/{of_phase[0]['id']}").json()["taxonomy_detail"]["id"] == str(taxonomy_id("phase"))


@pytest.mark.parametrize(
    "path, status, code",
    [
        ("services?page=0", 400, "bad_number"),
        ("services?per_page=501", 400, "bad_number"),
        ("services?format=xml", 400, "bad_choice"),
        ("services?full=perhaps", 400, "bad_choice"),
        ("organizations?full_service=2", 400, "bad_choice"),
        ("services?modified_after=yesterday", 400, "bad_time"),
        ("services?modified_after=2026-02-30", 400, "bad_time"),
        ("services?modified_after=0001-01-01", 400, "bad_time"),
        ("services?modified_after=9999-12-31T23:59:59-12:00", 400, "bad_time"),
        ("services?taxonomy_term_id=loans", 400, "unknown_filter"),
        (f"services?taxonomy_id={NOBODY}", 400, "unknown_filter"),
        ("services?organization_id=%00", 400, "unknown_filter"),
        ("services?search=" + "a" * 1001, 400, "too_long"),
        ("services?city=atlantis", 404, "unknown_city"),
        ("services?language=xx", 400, "unknown_language"),
        ("service_at_locations?proximity=100", 400, "missing_parameter"),
        ("service_at_locations?postcode=1&proximity=near", 400, "bad_number"),
        (f"services/{NOBODY}", 404, "not_found"),
        ("services/%00", 404, "not_found"),
        ("taxonomies/7", 404, "not_found"),
        ("nothing/here", 404, "not_found"),
    ],
)
def test_the_callers_fault_is_named_and_readable_from_everywhere(get, path, status, code):
    response = get(path, **{"origin": "https://example.org", "accept-language": "fi"})
    assert response.status_code == status
    assert response.json()["error"]["code"] == code and response.json()["error"]["message"]
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "written", ["2026-01-31", "2026-01-31T12:00:00Z", "2026-01-31T12:00:00+02:00", "2026-01-31T12:00"]
)
def test_times_are_read_as_people_write_them(get, written):
    assert get(f"services?modified_after={written}").status_code == 200  # the plus sign arrives as a space


def test_any_website_may_read(get, client):
    response = get("services", origin="https://example.org")
    assert response["Access-Control-Allow-Origin"] == "*" and "Access-Control-Allow-Credentials" not in response
    assert response["Vary"].lower() == "accept-language"
    preflight = {"origin": "https://example.org", "access-control-request-method": "GET"}
    asked = client.options(HSDS + "services", headers={**preflight, "access-control-request-headers": "if-none-match"})
    assert asked.status_code == 204 and asked["Access-Control-Allow-Origin"] == "*"
    assert "if-none-match" in asked["Access-Control-Allow-Headers"].lower()
    assert "Access-Control-Allow-Origin" not in client.options("/chat/conversations", headers=preflight)


@pytest.mark.parametrize("path", ["/hsds", "/hsds/", "/hsds/services", "/hsds/services/", "/hsds/openapi.json/"])
def test_an_address_with_or_without_a_slash_at_its_end(client, directory, path):
    for method in (client.get, client.options):
        response = method(path, headers={"origin": "https://anywhere.example", "access-control-request-method": "GET"})
        assert response.status_code in (200, 204) and response["Access-Control-Allow-Origin"] == "*"
    same = client.get(path.rstrip("/")) if path.endswith("/") else client.get(f"{path}/")
    assert same.json() == client.get(path).json()


def test_one_record_with_a_slash(get, service):
    assert get(f"services/{service.uuid}/").json() == get(f"services/{service.uuid}").json()
    assert get("services//").status_code == 404


def test_only_reading(get, client):
    for method in (client.post, client.put, client.delete):
        assert method(HSDS + "services").status_code == 405


def test_what_did_not_change_is_not_sent_again(get, service):
    path = f"services/{service.uuid}"
    first = get(path)
    assert not first["ETag"].startswith("W/")
    for headers in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = get(path, **headers)
        assert again.status_code == 304 and again.content == b"" and again["ETag"] == first["ETag"]
    assert get(path, **{"if-none-match": first["ETag"], "accept-language": "fi"}).status_code == 200
    service.caution = "Changed."
    service.save()
    changed = get(path, **{"if-none-match": first["ETag"]})
    assert changed.status_code == 200 and "Changed." in changed.json()["alert"]


def test_accept_is_no_fault(get):
    response = get("services", accept="text/html")
    assert response.status_code == 200 and response["Content-Type"].startswith("application/json")
