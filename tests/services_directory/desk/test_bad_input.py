"""What else a form is sent by mistake: each has its words at the field, nothing changes, and what was typed stays."""

import pytest

from services_directory.desk.versions import state_of
from services_directory.models import Organization, Partnership, Service

from .conftest import DESK, errors_of, form_of, messages_of


@pytest.fixture
def service(directory):
    return Service.objects.get(slug="newco-helsinki-advice", city="helsinki")


def test_a_description_of_20_megabytes(officer, service):
    url, long = f"{DESK}service/{service.pk}/change/", "x" * 20_000_000
    answer = officer.post(url, form_of(officer.get(url)) | {"description": long})
    errors = answer.context["adminform"].form.errors
    assert answer.status_code == 200 and "at most 8000 characters" in str(errors["description"])
    assert long in answer.content.decode(), "it comes back as it was typed"
    service.refresh_from_db()
    assert len(service.description) < 8000


def test_an_id_that_another_service_of_the_city_has(officer, service):
    data = form_of(officer.get(f"{DESK}service/add/")) | {
        "city": "helsinki", "name": "Another one", "slug": service.slug, "organization": service.organization_id,
        "description": "Twice.", "main_topic": service.codes("topic")[0], "source_status": "current",
    }  # fmt: skip
    answer = officer.post(f"{DESK}service/add/", data)
    assert answer.status_code == 200 and "Another service of the city has this id" in messages_of(answer)
    assert "slug" in answer.context["adminform"].form.errors and form_of(answer)["name"] == ["Another one"]
    assert not Service.objects.filter(name="Another one").exists()


def test_referrals_that_lead_in_a_circle(officer, service):
    other = Service.objects.get(slug="ytj")
    Partnership.objects.create(service=other, kind="refers-to", to_service=service)
    url, before = f"{DESK}service/{service.pk}/change/", state_of(service)
    row = {"partnerships-TOTAL_FORMS": "1", "partnerships-0-kind": "refers-to", "partnerships-0-service": service.pk,
           "partnerships-0-to_service": other.pk}  # fmt: skip
    answer = officer.post(url, form_of(officer.get(url)) | row)
    assert answer.status_code == 200 and "people would go in a circle" in messages_of(answer), errors_of(answer)
    itself = officer.post(url, form_of(officer.get(url)) | row | {"partnerships-0-to_service": service.pk})
    assert "cannot refer to itself" in messages_of(itself)
    assert state_of(service) == before


def test_an_organization_that_would_be_a_part_of_itself(officer, directory):
    above, below = Organization.objects.order_by("pk")[:2]
    Organization.objects.filter(pk=below.pk).update(parent=above)
    url = f"{DESK}organization/{above.pk}/change/"
    answer = officer.post(url, form_of(officer.get(url), "organization_form") | {"parent": below.pk})
    assert answer.status_code == 200 and "would be a part of itself" in messages_of(answer)
    above.refresh_from_db()
    assert above.parent_id is None
