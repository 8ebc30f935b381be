"""Every object against the official schemas, and the fields they require stated here once more."""

import json
import uuid
import warnings
from datetime import datetime

import pytest
from django.core.validators import EmailValidator

from services_directory import version
from services_directory.models import Accessibility, Service, Source

BASE = "https://hsds.local/schema/"

REQUIRED = {
    "service": {"id", "name", "status"},
    "organization": {"id", "name", "description"},
    "location": {"id", "location_type"},
    "address": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "service_at_location": {"id"},
    "schedule": {"id"},
    "phone": {"id", "number"},
    "language": {"id"},
    "cost_option": {"id"},
    "required_document": {"id"},
    "contact": {"id"},
    "accessibility": {"id"},
    "service_area": {"id"},
    "service_capacity": {"id", "unit", "available", "updated"},
    "unit": {"id", "name"},
    "url": {"id", "url"},
    "taxonomy": {"id", "name", "description"},
    "taxonomy_term": {"id", "name", "description"},
    "attribute": {"id"},
    "metadata": {
        "id", "last_action_date", "last_action_type", "field_name", "previous_value", "replacement_value", "updated_by",
    },
}  # fmt: skip
NESTED = {
    "organization": "organization", "services": "service", "service": "service", "locations": "location",
    "location": "location", "addresses": "address", "service_at_locations": "service_at_location",
    "schedules": "schedule", "phones": "phone", "languages": "language", "cost_options": "cost_option",
    "required_documents": "required_document", "contacts": "contact", "accessibility": "accessibility",
    "service_areas": "service_area", "capacities": "service_capacity", "unit": "unit", "additional_urls": "url",
    "attributes": "attribute", "taxonomy_term": "taxonomy_term", "taxonomy_detail": "taxonomy", "metadata": "metadata",
}  # fmt: skip
EMPTY_ALLOWED = {"postal_code", "previous_value", "replacement_value"}
LISTS = {
    "services?full=true": "service",
    "services": "service",
    "organizations?full_service=true": "organization",
    "organizations?full=true": "organization",
    "organizations": "organization",
    "service_at_locations?full=true": "service_at_location",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


def everything(get, path: str, **headers) -> list[dict]:
    response = get(path + ("&" if "?" in path else "?") + "format=ndjson", **headers)
    assert response.status_code == 200
    return [json.loads(line) for line in b"".join(response.streaming_content).decode().splitlines()]


def objects(kind: str, row: dict):
    """(kind, object) of an object and all within it."""
    yield kind, row
    for name, value in row.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield from objects(NESTED[name], each)


@pytest.fixture(scope="module")
def validator(shared):
    """Kind of object → what finds its faults."""
    folder = shared / "hsds-schema"
    if not folder.is_dir():
        pytest.skip("the official schemas do not lie beside the checkout")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jsonschema import Draft202012Validator, FormatChecker, RefResolver
        from rfc3986_validator import validate_rfc3986
    checker = FormatChecker(["uuid", "date"])
    checker.checks("date-time", raises=ValueError)(lambda text: datetime.fromisoformat(text).tzinfo is not None)
    checker.checks("uri")(lambda text: bool(validate_rfc3986(text, rule="URI")))
    checker.checks("email", raises=Exception)(lambda text: EmailValidator()(text) is None)
    schemas = {file.name: json.loads(file.read_text()) for file in folder.glob("*.json") if file.name != "openapi.json"}
    store = {BASE + name: schema for name, schema in schemas.items()}

    def made(kind: str):
        schema = schemas[f"{kind}.json"]
        resolver = RefResolver(BASE + f"{kind}.json", schema, store=store)
        return Draft202012Validator(schema, resolver=resolver, format_checker=checker)

    return {kind: made(kind) for kind in REQUIRED}


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_record_is_valid(validator, get, service, path, language):
    rows = everything(get, path, **{"accept-language": language})
    assert rows
    faults = [
        f"{'.'.join(map(str, error.path))}: {error.message}"
        for row in rows
        for error in validator[LISTS[path]].iter_errors(row)
    ]
    assert not faults, faults[:5]


def test_addresses_with_letters_of_any_language_are_valid(validator, get, service):
    """Wherever a record has one; the ids that are made of addresses stay the same."""
    before = get(f"services/{service.uuid}").json()
    letters = "https://käyttö.example/yhteydessä-oman?q=ö z|#å"
    Service.objects.filter(pk=service.pk).update(url=letters)
    type(service.organization).objects.filter(pk=service.organization_id).update(url=letters)
    service.required_documents.update(uri=letters)
    service.schedules.update(link=letters)
    service.locations.filter(location_type="virtual").update(address=letters)
    Accessibility.objects.filter(location__service=service).update(url=letters)
    Source.objects.filter(services=service).update(url=letters)
    version.bump()
    record = get(f"services/{service.uuid}").json()
    assert not [error.message for error in validator["service"].iter_errors(record)]
    encoded = "https://xn--kytt-loa5i.example/yhteydess%C3%A4-oman?q=%C3%B6%20z%7C#%C3%A5"
    virtual = next(link["location"] for link in record["service_at_locations"] if "url" in link["location"])
    place = next(link["location"] for link in record["service_at_locations"] if "accessibility" in link["location"])
    said = [
        record["url"], record["organization"]["website"], record["required_documents"][0]["uri"],
        record["schedules"][0]["schedule_link"], record["additional_urls"][0]["url"], virtual["url"],
        place["accessibility"][0]["url"],
    ]  # fmt: skip
    assert said == [encoded] * len(said)
    assert [each["id"] for each in record["required_documents"]] == [
        each["id"] for each in before["required_documents"]
    ]


def test_the_validator_finds_faults(validator):
    assert list(validator["service"].iter_errors({"id": "7", "name": None, "status": "open"}))
    nested = {"id": str(uuid.uuid4()), "name": "x", "status": "active", "phones": [{"id": "no uuid"}], "url": "no"}
    messages = [error.message for error in validator["service"].iter_errors(nested)]
    assert len(messages) == 3, messages


@pytest.mark.parametrize("path", LISTS)
def test_required_fields_and_nothing_empty(get, service, path):
    """Holds without the schemas too: what they require, ids that are UUIDs and unique, no null, nothing empty."""
    seen = {}
    for kind, row in (pair for each in everything(get, path) for pair in objects(LISTS[path], each)):
        assert REQUIRED[kind] <= set(row), (kind, row)
        assert str(uuid.UUID(row["id"])) == row["id"]
        for name, value in row.items():
            assert value is not None and (value not in ("", [], {}) or name in EMPTY_ALLOWED), (kind, name)
        if kind not in ("organization", "service", "taxonomy", "taxonomy_term"):
            assert seen.setdefault(row["id"], (kind, row)) == (kind, row), "one id, two things"


def test_one_record_has_every_object(get, service):
    record = get(f"services/{service.uuid}").json()
    found = {kind for kind, _ in objects("service", record)}
    assert found == set(REQUIRED) - {"taxonomy"}
    assert all(kind in found for kind in NESTED.values() if kind != "taxonomy")


def test_schemas_require_what_is_stated_here(validator):
    assert {kind: set(each.schema.get("required", [])) for kind, each in validator.items()} == REQUIRED
