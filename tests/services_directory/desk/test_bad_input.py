"""What else a form is sent by mistake: each has its words at the field, nothing changes, and what was typed stays."""

import pytest

from services_directory.desk.versions import state_of
from services_directory.models import Organization, Partnership, Service
from tests.officers import account

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
    nobody = officer.post(url, form_of(officer.get(url)) | row | {"partnerships-0-to_service": ""})
    assert messages_of(nobody).count("Choose a service or an organization, one of them.") == 1
    assert "constraint" not in messages_of(nobody).casefold()
    itself = officer.post(url, form_of(officer.get(url)) | row | {"partnerships-0-to_service": service.pk})
    assert "cannot refer to itself" in messages_of(itself)
    assert state_of(service) == before


def test_a_partner_that_cannot_be_chosen_gets_one_message(client, service):
    client.force_login(account("aino", role="officer", city_id="helsinki"))
    elsewhere = Service.objects.filter(city="vienna", publication="published").first()
    url = f"{DESK}service/{service.pk}/change/"
    row = {"partnerships-TOTAL_FORMS": "1", "partnerships-0-kind": "refers-to", "partnerships-0-service": service.pk,
           "partnerships-0-to_service": elsewhere.pk}  # fmt: skip
    answer = client.post(url, form_of(client.get(url)) | row)
    formset = next(
        each.formset for each in answer.context["inline_admin_formsets"] if each.formset.prefix == "partnerships"
    )
    assert list(formset.forms[0].errors) == ["to_service"] and len(formset.forms[0].errors["to_service"]) == 1
    assert "Choose a service or an organization" not in messages_of(answer)


def test_an_organization_that_would_be_a_part_of_itself(officer, directory):
    above, below = Organization.objects.order_by("pk")[:2]
    Organization.objects.filter(pk=below.pk).update(parent=above)
    url = f"{DESK}organization/{above.pk}/change/"
    answer = officer.post(url, form_of(officer.get(url), "organization_form") | {"parent": below.pk})
    assert answer.status_code == 200 and "would be a part of itself" in messages_of(answer)
    above.refresh_from_db()
    assert above.parent_id is None


LONG = "x" * 20_000_000


@pytest.mark.parametrize(
    "part, row, field, said",
    [
        ("barriers", {"kind": "language", "state": "open", "description": LONG}, "description", "at most 8000"),
        ("barriers", {"kind": "language", "state": "removed", "done": LONG}, "done", "at most 8000"),
        ("eligibility", {"text": LONG}, "text", "at most 8000"),
        ("cost_options", {"key": "fee", "value_0": "text", "value_1": LONG}, "value", "at most 8000"),
        ("spoken_languages", {"code": LONG, "given_by": "staff"}, "code", "There is no language xxx"),
    ],
)
def test_a_part_of_20_megabytes(officer, service, part, row, field, said):
    url, before = f"{DESK}service/{service.pk}/change/", state_of(service)
    data = form_of(officer.get(url))
    place = int(data[f"{part}-INITIAL_FORMS"][0])
    data |= {f"{part}-TOTAL_FORMS": str(place + 1), f"{part}-{place}-service": str(service.pk)}
    answer = officer.post(url, data | {f"{part}-{place}-{name}": value for name, value in row.items()})
    formset = next(each.formset for each in answer.context["inline_admin_formsets"] if each.formset.prefix == part)
    assert said in str(formset.forms[place].errors[field])
    assert state_of(service) == before


@pytest.mark.parametrize("field", ["aliases", "values-0-value_1"])
def test_a_list_of_20_megabytes(officer, service, field):
    url, before = f"{DESK}service/{service.pk}/change/", state_of(service)
    data = form_of(officer.get(url)) | {"values-0-name": "fee", "values-0-value_0": "text", field: LONG}
    data["values-0-value_1"] = data.get("values-0-value_1") or "Free"
    answer = officer.post(url, data)
    assert "at most" in str(answer.context["adminform"].form.errors[field.partition("-")[0]])
    assert state_of(service) == before


def test_names_in_a_list_are_as_long_as_an_import_takes_them(officer, service):
    url = f"{DESK}service/{service.pk}/change/"
    answer = officer.post(url, form_of(officer.get(url)) | {"aliases": "A name\n" + "x" * 201})
    assert "The text has 201 characters; at most 200 fit." in messages_of(answer)


@pytest.mark.parametrize("model", ["city", "event"])
def test_languages_of_20_megabytes(officer, directory, model):
    field = {"city": "own_languages", "event": "languages"}[model]
    url = f"{DESK}city/helsinki/change/" if model == "city" else f"{DESK}event/add/"
    answer = officer.post(url, form_of(officer.get(url), f"{model}_form") | {f"{field}_1": "fi," * 7_000_000})
    assert "at most 1000 characters" in str(answer.context["adminform"].form.errors[field])


def test_a_comment_that_is_too_long_is_refused_and_given_back(officer, service):
    url, text = f"{DESK}service/{service.pk}/comment/", "z" * 4001
    page = officer.post(url, {"text": text}, follow=True)
    assert "at most 4000 characters" in messages_of(page) and f">{text}</textarea>" in page.content.decode()
    assert not service.comments.exists()
    page = officer.post(url, {"text": "one\r\n" * 900}, follow=True)  # as a browser sends 3 600 characters
    assert "The comment is there" in messages_of(page) and len(service.comments.get().text) == 3_599


def test_a_translation_of_20_megabytes(officer, service):
    url = f"{DESK}translation/add/"
    data = form_of(officer.get(url), "translation_form")
    answer = officer.post(url, data | {"service": service.pk, "field": "name", "language": "fi", "text": LONG})
    assert "at most 8000 characters" in str(answer.context["adminform"].form.errors["text"])
    assert not service.translations.filter(language="fi").exists()


def test_hours_of_a_language_that_end_before_they_begin(officer, service):
    url = f"{DESK}service/{service.pk}/change/"
    sent, count = form_of(officer.get(url)), service.spoken_languages.count()
    row = {"code": "Tamil", "given_by": "staff", "opens_at": "17:00", "closes_at": "09:00"}
    sent |= {f"spoken_languages-{count}-{name}": value for name, value in row.items()}
    sent |= {"spoken_languages-TOTAL_FORMS": str(count + 1)}
    answer = officer.post(url, sent)
    assert answer.status_code == 200 and "This is before the beginning." in " ".join(errors_of(answer))
    officer.post(url, sent | {f"spoken_languages-{count}-closes_at": "18:00"})
    assert service.spoken_languages.get(code="ta").closes_at.hour == 18
