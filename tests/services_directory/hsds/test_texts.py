"""Languages, hours, addresses: what an object says."""

from datetime import date, time

import pytest

from services_directory.hsds.serialise.attribute import iso_duration
from services_directory.hsds.serialise.location import split
from services_directory.hsds.serialise.schedule import rule_fields
from services_directory.models import OrganizationTranslation, Schedule, Translation


def record(get, service, language="en") -> dict:
    response = get(f"services/{service.uuid}", **{"accept-language": language})
    assert response["Content-Language"] == language
    return response.json()


def values(row: dict, kind: str) -> list[tuple]:
    return [(each.get("label"), each["value"]) for each in row["attributes"] if each["link_type"] == kind]


def test_an_officers_translation_is_served_and_the_rest_says_what_it_is(get, service):
    Translation.objects.create(service=service, field="description", language="ar", text="كل شيء")
    found = record(get, service, "ar")
    assert found["description"] == "كل شيء" and found["name"] == "Everything house"
    marked = dict(values(found, "text_language"))
    assert marked["name"] == "en" and "description" not in marked
    assert values(record(get, service), "text_language") == []
    Translation.objects.update(state=Translation.State.WITHHELD)
    assert record(get, service, "ar")["description"] == "All of it."


def test_texts_of_an_organization_in_the_language_asked_for(get, service):
    row = service.organization
    row.language, row.proper_name, row.name, row.description = "fi", False, "Alkuapu", "Neuvoja alkuun."
    row.save()
    for field, text in {"name": "دعم البداية", "description": "نصائح للبداية"}.items():
        OrganizationTranslation.objects.create(organization=row, field=field, language="ar", text=text)
    calls = (f"organizations/{row.uuid}", f"services/{service.uuid}")
    for path in calls:
        answer = get(path, **{"accept-language": "ar"})
        found = answer.json().get("organization", answer.json())
        assert answer["Content-Language"] == "ar" and "attributes" not in found
        assert (found["name"], found["description"]) == ("دعم البداية", "نصائح للبداية")
        answer = get(path, **{"accept-language": "sv"}).json()
        found = answer.get("organization", answer)
        assert (found["name"], found["description"]) == ("Alkuapu", "Neuvoja alkuun.")
        assert values(found, "text_language") == [("name", "fi"), ("description", "fi")]
        assert {each["link_entity"] for each in found["attributes"]} == {"organization"}
    row.translations.filter(field="description").update(state="withheld")
    found = get(calls[0], **{"accept-language": "ar"}).json()
    assert found["description"] == "Neuvoja alkuun." and values(found, "text_language") == [("description", "fi")]
    named = [each["id"] for each in get("organizations?search=نصائح").json()["contents"]]
    assert named == [str(row.uuid)], "found by a translation"


def test_shipped_texts_come_in_the_language_asked_for(get):
    found = get("services?search=Finnvera", **{"accept-language": "xx, fi;q=0.9"})
    assert found["Content-Language"] == "fi"
    assert "Finnveran Alkutakaus" in {row["name"] for row in found.json()["contents"]}


def test_languages_say_by_whom_and_when(get, service):
    found = record(get, service)
    assert [(row["code"], row["note"]) for row in found["languages"]] == [("ar", "Spoken by staff; Tue: 09:00–15:00")]
    assert found["interpretation_services"] == "Somali"
    assert [row["code"] for row in found["phones"][0]["languages"]] == ["ar", "zh"]


def test_what_the_toolkit_asks_is_in_attributes(get, service):
    found = record(get, service)
    assert values(found, "support_length") == [("6 months", "P6M")]
    assert values(found, "exit_strategy") == [(None, "A mentor goes on.")]
    assert values(found, "intercultural_training") == [(None, "yes")] and values(found, "staff_diversity") == []
    assert [value for _, value in values(found, "channel")] == ["print", "communities"]
    assert values(found, "reach") == [(None, "targeted")]
    terms = [each for each in found["attributes"] if "taxonomy_term" in each]
    codes = [(each["link_type"], each["taxonomy_term"]["code"]) for each in terms]
    assert codes == [("topic", "advice"), ("phase", "idea"), ("audience", "immigrants")]
    partner = service.partnerships.exclude(to_service=None).get().to_service
    assert values(found, "refers-to") == [(partner.name, str(partner.uuid))]
    partner.publication = "draft"
    partner.save()
    assert values(record(get, service), "refers-to") == []


def test_costs_are_figures(get, service):
    seat, part = record(get, service)["cost_options"]
    assert (seat["option"], seat["amount"], seat["currency"]) == ("seat", 8.33, "EUR")
    assert "amount" not in part and part["amount_description"] == "24.4%"
    assert record(get, service)["fees_description"] == "A seat costs €8.33."


def test_hours_have_the_offset_of_the_city(get, service):
    weekly, booked = record(get, service)["schedules"]
    assert (weekly["opens_at"], weekly["timezone"]) == ("09:00+02:00", 2)  # November
    assert booked["attending_type"] == "By appointment only" and "freq" not in booked and "timezone" not in booked
    Schedule.objects.create(
        service=service, rrule="FREQ=WEEKLY;BYDAY=FR", opens_at=time(8), closes_at=time(9), valid_from=date(2027, 7, 1)
    )
    summer = record(get, service)["schedules"][-1]
    assert (summer["opens_at"], summer["timezone"], summer["dtstart"]) == ("08:00+03:00", 3, "2027-07-01")


def test_hours_in_words_are_right_or_left_out(get, service):
    times = {"opens_at": time(8), "closes_at": time(9)}
    for rule in ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20270101", "FREQ=DAILY;INTERVAL=3"):
        Schedule.objects.create(service=service, rrule=rule, **times)
    second, ending, third = record(get, service)["schedules"][-3:]
    assert (second["interval"], second["description"]) == (2, "Tue (every second week): 08:00–09:00")
    assert (ending["until"], ending["description"]) == ("2027-01-01", "Fri: 08:00–09:00")
    assert {"freq", "opens_at", "closes_at", "timezone", "description"}.isdisjoint(third)


@pytest.mark.parametrize(
    "rule, fields",
    [
        ("FREQ=WEEKLY;BYDAY=MO,TU", {"freq": "WEEKLY", "byday": "MO,TU"}),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO", {"freq": "WEEKLY", "interval": 2, "wkst": "MO"}),
        ("FREQ=DAILY", {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR,SA,SU"}),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2", {"freq": "MONTHLY", "byday": "2MO"}),
        ("FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3", {"freq": "MONTHLY", "bymonthday": "1", "count": 3}),
        ("FREQ=WEEKLY;UNTIL=20261231T000000Z;BYDAY=MO", {"freq": "WEEKLY", "until": "2026-12-31", "byday": "MO"}),
        ("FREQ=DAILY;INTERVAL=3", {}),
        ("FREQ=YEARLY;BYMONTH=5", {}),
        ("FREQ=WEEKLY;BYDAY=MO;BYMONTH=5", {}),
        ("", {}),
    ],
)
def test_rules_are_said_in_full_or_not_at_all(rule, fields):
    assert {name: value for name, value in rule_fields(rule, None).items() if value is not None} == fields


@pytest.mark.parametrize(
    "written, parts",
    [
        ("Food Safety, Viikinkaari 2a, 00790 Helsinki", ("Food Safety, Viikinkaari 2a", "00790", "Helsinki")),
        ("P.O. Box 58235, 00099 City of Helsinki", ("P.O. Box 58235", "00099", "City of Helsinki")),
        ("Am Hof 4, 1010 Wien", ("Am Hof 4", "1010", "Wien")),
        ("Straße 1234 b", ("Straße 1234 b", "", "")),
        ("Town hall", ("Town hall", "", "")),
    ],
)
def test_an_address_is_taken_apart_only_where_it_can_be(written, parts):
    assert split(written) == parts


def test_addresses_and_places(get, service):
    house, meeting = (row["location"] for row in record(get, service)["service_at_locations"])
    address = {name: value for name, value in house["addresses"][0].items() if not name.endswith("id")}
    assert address == {
        "address_1": "Hämeentie 1", "city": "Helsinki", "region": "Uusimaa", "state_province": "Uusimaa",
        "postal_code": "00530", "country": "FI", "address_type": "physical",
    }  # fmt: skip
    assert (house["latitude"], house["longitude"]) == (60.184, 24.95) and house["accessibility"][0]["details"] == "Lift"
    assert meeting["url"] == "https://example.org/meet" and "addresses" not in meeting


@pytest.mark.parametrize(
    "count, unit, written",
    [(6, "month", "P6M"), ("1.5", "year", "P1.5Y"), ("90", "minute", "PT90M"), (10, "day", "P10D")],
)
def test_durations_for_programs(count, unit, written):
    assert iso_duration({"type": "duration", "count": count, "unit": unit}) == written


def test_the_profile_names_every_kind_of_attribute(get, service):
    from tests.conftest import ROOT

    text = (ROOT / "docs" / "hsds.md").read_text(encoding="utf-8")
    rows = get("services?full=true&per_page=500", **{"accept-language": "ar"}).json()["contents"]
    kinds = {each["link_type"] for row in rows for each in row["attributes"]}
    assert len(kinds) > 15 and {kind for kind in kinds if f"`{kind}`" not in text} == set()
