"""What is in the feed and what is not: drafts, archived records, history, people."""

import json

import pytest
from django.contrib.auth import get_user_model

from services_directory.loading import ROOT
from services_directory.loading.store_services import store_services
from services_directory.models import Contact, Location, Publication, Service
from tests.services_directory.conftest import TODAY


def ids(get, path) -> list[str]:
    return [row["id"] for row in get(path).json()["contents"]]


def change(row: Service, user=None, **fields) -> None:
    row._history_user = user
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def test_a_draft_leaves_no_trace(get, draft):
    organization, place = draft.organization, Location.objects.get(service=draft)
    assert str(draft.uuid) not in ids(get, "services?minimal=true")
    assert get(f"services/{draft.uuid}").status_code == 404
    assert get(f"organizations/{organization.uuid}").status_code == 404
    assert str(organization.uuid) not in ids(get, "organizations?per_page=500")
    assert get(f"services?organization_id={organization.uuid}").status_code == 400
    for path in ("services?search=Secret", "services?full=true", "organizations?full=true", "service_at_locations"):
        assert b"Secret" not in get(path + ("&" if "?" in path else "?") + "per_page=500").content
    assert place.address.encode() not in get("service_at_locations?per_page=500").content


def test_archived_is_defunct_if_it_ever_was_public(get, service, draft):
    change(service, publication=Publication.ARCHIVED)
    change(draft, publication=Publication.ARCHIVED)
    assert get(f"services/{service.uuid}").json()["status"] == "defunct"
    assert str(service.uuid) in ids(get, "services?minimal=true")
    assert get(f"services/{draft.uuid}").status_code == 404


def test_back_to_draft_is_gone(get, service):
    change(service, publication=Publication.DRAFT)
    assert get(f"services/{service.uuid}").status_code == 404
    assert str(service.uuid) not in ids(get, "services?minimal=true")


def test_history_only_is_not_served(get):
    historical = Service.objects.filter(historical=True)
    assert historical
    served = set(ids(get, "services?minimal=true"))
    assert not served & {str(row.uuid) for row in historical}
    assert len(served) == Service.objects.filter(historical=False, city__isnull=False).count()


def test_a_window_that_ended_makes_inactive(get, service):
    change(service, window_end=TODAY)
    assert get(f"services/{service.uuid}").json()["status"] == "active"
    change(service, window_end=TODAY.replace(day=TODAY.day - 1))
    record = get(f"services/{service.uuid}").json()
    assert record["status"] == "inactive" and "ended" in record["alert"]


def test_a_service_to_check_says_so(get, service):
    change(service, source_status="undated", assured_date=None, caution="Call first.")
    record = get(f"services/{service.uuid}").json()
    assert record["status"] == "active"
    assert record["alert"] == "Closed in July. Please check that it still exists. Call first."


def test_only_public_contacts(get, service):
    contacts = get(f"services/{service.uuid}").json()["contacts"]
    assert [row.get("name") for row in contacts] == ["Advice desk", None]
    assert contacts[0]["phones"][0]["number"] == "+35893101400" and contacts[1]["email"] == "second@example.org"
    Contact.objects.filter(name="Advice desk").update(withdrawn=True)
    assert b"desk@example.org" not in get(f"services/{service.uuid}").content


@pytest.mark.parametrize(
    "path", ["services?full=true", "service_at_locations?full=true", "organizations?full_service=true"]
)
def test_no_person_in_any_list(get, service, path):
    officer = get_user_model().objects.create(username="oona.officer", first_name="Oona", email="oona@city.example")
    change(service, officer, owner=officer, description="All of it, renewed.")
    text = get(f"{path}&per_page=500").content.decode()
    assert "Advice desk" in text
    for secret in ("Maija", "Matti", "maija@", "matti@", "oona", "Oona", "Said by"):
        assert secret not in text, secret


def test_metadata_tells_public_changes_by_role(get, service):
    officer = get_user_model().objects.create(username="oona.officer")
    change(service, officer, description="Nearly all of it.", review_after=30, inclusion_note="Seen by Oona.")
    newest, *older = get(f"services/{service.uuid}").json()["metadata"]
    assert (newest["field_name"], newest["previous_value"], newest["replacement_value"], newest["updated_by"]) == (
        "description", "All of it.", "Nearly all of it.", "officer",
    )  # fmt: skip
    assert [row["last_action_type"] for row in older] == ["create"]


def test_metadata_skips_what_was_written_in_a_draft(get, service):
    change(service, publication=Publication.DRAFT)
    change(service, description="Half a thought")
    change(service, description="A whole thought", publication=Publication.PUBLISHED)
    rows = get(f"services/{service.uuid}").json()["metadata"]
    assert "Half a thought" not in json.dumps(rows)
    assert rows[0]["previous_value"] == "All of it." and rows[0]["replacement_value"] == "A whole thought"


def test_metadata_never_brings_back_what_was_withdrawn(get, service):
    change(service, description="Ask Matti Gone, matti@example.org, 040 123 4567, or office@example.org, 09 310 36360.")
    change(service, description="Ask the office.")
    removed = get(f"services/{service.uuid}").json()["metadata"][0]
    assert removed["previous_value"] == "Ask …, …, …, or office@example.org, 09 310 36360."


def test_ids_stay_when_content_is_loaded_anew(get):
    """Loading deletes and makes the parts anew, with other primary keys."""
    path = f"services/{Service.objects.get(slug='newco-helsinki-advice').uuid}"
    before, keys = get(path).json(), set(Service.objects.get(slug="newco-helsinki-advice").phones.values_list("pk"))
    Service.objects.filter(slug="newco-helsinki-advice").update(shipped_hash="older")
    store_services("helsinki", ROOT)
    after = get(path).json()
    assert set(Service.objects.get(slug="newco-helsinki-advice").phones.values_list("pk")) != keys
    parts = ("phones", "schedules", "languages", "contacts", "attributes", "service_areas", "additional_urls")
    for name in parts:
        assert [row["id"] for row in after[name]] == [row["id"] for row in before[name]], name


def test_equal_parts_have_ids_of_their_own(get, service):
    Location.objects.create(service=service, address="Hämeentie 1, 00530 Helsinki", name="Backyard")
    links = get(f"services/{service.uuid}").json()["service_at_locations"]
    assert len(links) == 3 == len({row["id"] for row in links}) == len({row["location_id"] for row in links})
    names = [get(f"service_at_locations/{row['id']}").json()["location"].get("name") for row in links]
    assert names == ["The house", None, "Backyard"]
