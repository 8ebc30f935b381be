"""History with its parts, going back, and two people at one record."""

from datetime import timedelta

import pytest

from services_directory.desk.versions import differences, state_at, state_of, versions
from services_directory.models import (
    Accessibility,
    District,
    Event,
    Location,
    Organization,
    Phone,
    Service,
    SpokenLanguage,
    Statement,
    StatusRecord,
)

from .conftest import DESK, errors_of, form_of, messages_of


@pytest.fixture
def service(directory):
    """A service whose history so far lies a day back, so that what a test does is told apart from it."""
    found = Service.objects.get(slug="newco-helsinki-advice", city="helsinki")
    aged(found)
    return found


def aged(record, by=timedelta(days=1)):
    """Moves everything that happened to a record so far into the past."""
    from services_directory.desk.versions.state import SPECS
    from services_directory.desk.versions.timeline import part_history
    from services_directory.models import ServiceTerm

    spec = SPECS[type(record)]
    histories = [type(record).changes.filter(**{type(record)._meta.pk.attname: record.pk})]
    histories += [part_history(record, name) for name in spec.parts]
    if spec.terms:
        histories.append(ServiceTerm.changes.filter(service_id=record.pk))
    for rows in histories:
        for row in rows:
            row.history_date -= by
            row.save()


def url_of(service) -> str:
    return f"{DESK}service/{service.pk}/change/"


def edit(client, service, **typed):
    data = form_of(client.get(url_of(service))) | typed
    answer = client.post(url_of(service), data)
    assert answer.status_code == 302, errors_of(answer)


def test_the_history_tells_who_changed_what_from_what_to_what(officer, service):
    phone = service.phones.first() or Phone.objects.create(service=service, number="+358931000000")
    aged(service)
    data = form_of(officer.get(url_of(service)))
    place = next(name for name in data if name.startswith("phones-") and data[name] == [phone.number])
    data |= {"description": "Advice for everybody who starts.", place: "+358931011111",
             "formats": []}  # fmt: skip
    assert officer.post(url_of(service), data).status_code == 302
    page = messages_of(officer.get(f"{DESK}service/{service.pk}/history/"))
    assert "olga" in page and "Advice for everybody who starts." in page
    assert phone.number in page and "+358931011111" in page
    newest, before = versions(service)[:2]
    labels = [each.label for each in differences(Service, before.state, newest.state)]
    # The translations of the old description are kept, for newcomers and for translators.
    assert labels[:3] == ["Description", "Format", "Phone number, number"] and set(labels[3:]) == {"Translation"}


def test_one_click_restores_a_version_with_its_parts(officer, service, directory):
    whole = state_of(service)
    edit(officer, service, description="Wrong.", alert="Closed.", audience=[])
    service.phones.all().delete()
    SpokenLanguage.objects.filter(service=service).first().delete()
    service.districts.add(service.city.districts.first())
    assert state_of(service) != whole
    past = versions(service)[-1]
    answer = officer.post(f"{DESK}service/{service.pk}/restore/", {"at": past.at.isoformat()}, follow=True)
    assert "Restored as it was on" in messages_of(answer)
    assert differences(Service, whole, state_of(service)) == []
    assert state_of(service)["parts"] == whole["parts"]
    assert directory.service("helsinki", service.slug, "en")["service"]["details"]["phone"]["known"]
    assert versions(service)[0].state["fields"]["description"] == whole["fields"]["description"]


def test_restoring_neither_publishes_nor_gives_away(officer, service, account):
    past = versions(service)[-1]
    service.publication, service.owner = "archived", account
    service.save()
    officer.post(f"{DESK}service/{service.pk}/restore/", {"at": past.at.isoformat()})
    service.refresh_from_db()
    assert service.publication == "archived" and service.owner == account


def test_a_state_of_a_moment(service):
    before = state_of(service)
    moment = versions(service)[0].at
    Phone.objects.create(service=service, number="+358931022222")
    service.description = "Other words."
    service.save()
    assert state_at(service, moment) == before
    assert state_at(service, moment - timedelta(days=1000)) is None


def conflict(officer, colleague, service, theirs: dict, mine: dict):
    """Both open the form, the colleague saves first."""
    my_form = form_of(officer.get(url_of(service)))
    edit(colleague, service, **theirs)
    return officer.post(url_of(service), my_form | mine)


def test_the_second_saver_sees_the_difference_and_loses_nothing(officer, colleague, service):
    answer = conflict(officer, colleague, service, {"description": "Theirs.", "alert": "Closed in July."},
                      {"description": "Mine.", "exit_strategy": "The chamber goes on helping."})  # fmt: skip
    page = messages_of(answer)
    assert answer.status_code == 409 and "kai" in page
    for text in (service.description, "Theirs.", "Mine.", "Closed in July.", "The chamber goes on helping."):
        assert text in page
    service.refresh_from_db()
    assert service.description == "Theirs." and not service.exit_strategy
    answer.status_code = 200
    chosen = {name: values for name, values in form_of(answer, None).items() if name.startswith("take:")}
    assert chosen == {"take:alert": ["theirs"], "take:exit_strategy": ["mine"]}, (
        "what clashes must be chosen by a person"
    )


def merge_form(answer) -> dict:
    """The hidden fields and what is chosen already."""
    answer.status_code = 200
    return form_of(answer, None)


def test_choosing_line_by_line_saves_both(officer, colleague, service):
    answer = conflict(officer, colleague, service, {"description": "Theirs.", "alert": "Closed in July."},
                      {"description": "Mine.", "exit_strategy": "The chamber goes on helping."})  # fmt: skip
    form = merge_form(answer)
    undecided = officer.post(f"{DESK}service/{service.pk}/merge/", form)
    assert "Please choose in every line" in messages_of(undecided)
    saved = officer.post(f"{DESK}service/{service.pk}/merge/", form | {"take:description": "mine"}, follow=True)
    assert "Saved, with what you chose of both" in messages_of(saved)
    service.refresh_from_db()
    assert (service.description, service.alert) == ("Mine.", "Closed in July.")
    assert service.exit_strategy == "The chamber goes on helping."


def test_parts_are_merged_too(officer, colleague, service):
    Phone.objects.create(service=service, number="+358931000001")
    Phone.objects.create(service=service, number="+358931000002")
    mine = form_of(officer.get(url_of(service)))
    service.phones.get(number="+358931000001").delete()
    SpokenLanguage.objects.create(service=service, code="so")
    rows = int(mine["phones-TOTAL_FORMS"][0])
    place = next(name for name in mine if name.startswith("phones-") and mine[name] == ["+358931000002"])
    mine |= {place: "+358931000022", "phones-TOTAL_FORMS": str(rows + 1), f"phones-{rows}-number": "+358931000003",
             f"phones-{rows}-service": str(service.pk)}  # fmt: skip
    answer = officer.post(url_of(service), mine)
    assert answer.status_code == 409, errors_of(answer)
    officer.post(f"{DESK}service/{service.pk}/merge/", merge_form(answer))
    numbers = set(service.phones.values_list("number", flat=True))
    assert {"+358931000022", "+358931000003"} <= numbers and not numbers & {"+358931000001", "+358931000002"}
    assert service.spoken_languages.filter(code="so").exists()


def test_a_third_save_in_between_is_shown_as_well(officer, colleague, service):
    answer = conflict(officer, colleague, service, {"description": "Theirs."}, {"description": "Mine."})
    form = merge_form(answer)
    edit(colleague, service, description="Theirs, once more.")
    again = officer.post(f"{DESK}service/{service.pk}/merge/", form | {"take:description": "mine"})
    assert "Theirs, once more." in messages_of(again) and "It was saved once more" in messages_of(again)
    service.refresh_from_db()
    assert service.description == "Theirs, once more."


def test_a_choice_that_cannot_hold_is_said_and_nothing_changes(officer, colleague, service):
    answer = conflict(officer, colleague, service, {"window_start": "2026-06-01"}, {"window_end": "2026-05-01"})
    wrong = officer.post(f"{DESK}service/{service.pk}/merge/", merge_form(answer))
    assert "This day is before the first one" in messages_of(wrong)
    service.refresh_from_db()
    assert service.window_end is None


@pytest.fixture
def place(service):
    """A place with a ramp, as old as the service."""
    found = service.locations.first() or Location.objects.create(service=service, address="Street 1")
    Accessibility.objects.create(location=found, description="Ramp", details="At the back.")
    aged(service)
    return found


def test_a_copy_has_the_accessibility_of_its_places(officer, service, place):
    officer.post(f"{DESK}service/{service.pk}/do/copy/")
    twin = Service.objects.latest("pk")
    assert twin != service and twin.locations.get(address=place.address).accessibility.get().details == "At the back."
    assert place.accessibility.count() == 1


def test_restoring_brings_a_place_back_with_its_accessibility(officer, service, place):
    whole = state_of(service)
    service.locations.all().delete()
    assert not Accessibility.objects.exists()
    past = versions(service)[1]
    assert past.state["parts"]["accessibility"] == whole["parts"]["accessibility"]
    officer.post(f"{DESK}service/{service.pk}/restore/", {"at": past.at.isoformat()})
    assert state_of(service)["parts"] == whole["parts"]
    assert differences(Service, whole, state_of(service)) == []
    # The same place and ramp under other ids is no change that anybody made.
    service.locations.all().delete()
    place.pk = None
    place.save()
    Accessibility.objects.create(location=place, description="Ramp", details="At the back.")
    assert differences(Service, whole, state_of(service)) == []


def test_the_second_saver_of_a_place_loses_nothing_of_its_accessibility(officer, colleague, service, place):
    url, form = f"{DESK}location/{place.pk}/change/", "location_form"
    mine, theirs = form_of(officer.get(url), form), form_of(colleague.get(url), form)
    whole_service = form_of(officer.get(url_of(service)))
    assert colleague.post(url, theirs | {"accessibility-0-description": "Lift"}).status_code == 302
    answer = officer.post(url, mine | {"transportation": "Tram 3"})
    assert answer.status_code == 409 and "Lift" in messages_of(answer) and "kai" in messages_of(answer)
    officer.post(f"{DESK}location/{place.pk}/merge/", merge_form(answer))
    place.refresh_from_db()
    assert (place.transportation, place.accessibility.get().description) == ("Tram 3", "Lift")
    # Who had the form of the service open is told of both.
    answer = officer.post(url_of(service), whole_service | {"description": "Mine."})
    assert answer.status_code == 409 and "Lift" in messages_of(answer) and "Tram 3" in messages_of(answer)
    officer.post(f"{DESK}service/{service.pk}/merge/", merge_form(answer))
    place.refresh_from_db()
    service.refresh_from_db()
    assert (service.description, place.transportation, place.accessibility.get().description) == (
        "Mine.", "Tram 3", "Lift",
    )  # fmt: skip


@pytest.mark.parametrize(("model", "field"), [(District, "name"), (StatusRecord, "called")])
def test_no_record_with_a_page_of_its_own_is_overwritten(officer, colleague, service, model, field):
    record = model.objects.first()
    name = model._meta.model_name
    url = f"{DESK}{name}/{record.pk}/change/"
    mine, theirs = form_of(officer.get(url), f"{name}_form"), form_of(colleague.get(url), f"{name}_form")
    assert colleague.post(url, theirs | {field: "Theirs"}).status_code == 302
    answer = officer.post(url, mine | {field: "Mine"})
    record.refresh_from_db()
    assert answer.status_code == 409 and getattr(record, field) == "Theirs" and "kai" in messages_of(answer)


@pytest.mark.parametrize("model", [Organization, Statement, Event, Location, District, StatusRecord])
def test_other_records_have_versions_too(officer, model, service):
    record = model.objects.first() or Event.objects.create(
        city=service.city, slug="fair", organization=service.organization, name="Fair",
        starts_at="2027-01-01T10:00Z", ends_at="2027-01-01T12:00Z",
    )  # fmt: skip
    name = model._meta.model_name
    assert officer.get(f"{DESK}{name}/{record.pk}/history/").status_code == 200
    before = state_of(record)
    data = form_of(officer.get(f"{DESK}{name}/{record.pk}/change/"), f"{name}_form")
    answer = officer.post(f"{DESK}{name}/{record.pk}/change/", data)
    assert answer.status_code == 302, errors_of(answer)
    assert state_of(record) == before
