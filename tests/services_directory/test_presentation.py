"""Cards, details, answers and plans as readers get them."""

from datetime import date, time

import pytest

from locales.languages import served
from services_directory.models import (
    Accessibility,
    Contact,
    CostOption,
    Eligibility,
    Location,
    Organization,
    Partnership,
    Phone,
    RequiredDocument,
    Service,
    SpokenLanguage,
    Translation,
)

DETAILS = {
    "cost", "address", "hours", "phone", "email", "language", "conditions", "website", "duration", "documents",
}  # fmt: skip


def card(directory, slug, language="en", city="helsinki"):
    return directory.service(city, slug, language)["service"]


def test_a_corrected_fee_is_right_in_every_language(directory):
    assert "€75" in card(directory, "prh-trade-register")["details"]["cost"]["text"]
    option = CostOption.objects.get(service__slug="prh-trade-register", key="trader")
    option.value = {"type": "money", "amount": "80", "currency": "EUR"}
    option.save()
    for language in served():
        text = card(directory, "prh-trade-register", language.code)["details"]["cost"]["text"]
        assert "80" in text and "75" not in text


@pytest.mark.parametrize("city", ["helsinki", "vienna"])
def test_every_detail_of_every_service_has_a_text_in_every_language(directory, city):
    for language in served():
        found = directory.search(city, language.code, per_page=100)
        for row in found["services"]:
            one = card(directory, row["id"], language.code, city)
            assert set(one["details"]) == DETAILS
            assert all(detail["text"] and "{" not in detail["text"] for detail in one["details"].values())
            assert one["source"]["title"] and one["source"]["as_of_text"]
            assert one["page"] == f"/{city}/services/{row['id']}/"


def test_what_no_source_gave_says_so(directory):
    details = card(directory, "business-helsinki")["details"]
    assert details["phone"] == {"text": "No source gives a phone number.", "known": False}


def test_hours_in_the_readers_language(directory):
    assert "Mon–Fri: 09:00–11:00 (Advice)" in card(directory, "newco-helsinki-advice")["details"]["hours"]["text"]
    assert "ma–pe" in card(directory, "newco-helsinki-advice", "fi")["details"]["hours"]["text"]


def test_languages_say_by_whom_and_when(directory):
    service = Service.objects.get(slug="ytj")
    service.spoken_languages.all().delete()
    service.language_note = ""
    service.save()
    tuesdays = {"rrule": "FREQ=WEEKLY;BYDAY=TU", "opens_at": time(9), "closes_at": time(12)}
    rows = [
        {"code": "fi"},
        {"code": "ar", "given_by": "staff", **tuesdays},
        {"code": "so", "given_by": "interpreter", "note": "Book it {days} ahead"},
        {"code": "uk", "given_by": "on-request", "as_of": "2018"},
        {"code": "fa", **tuesdays, "rrule": "FREQ=MONTHLY;BYMONTHDAY=3"},
        {"code": "ru", "as_of": "2018"},
    ]
    for row in rows:
        SpokenLanguage.objects.create(service=service, **row)
    said = (
        "Finnish, Arabic (Spoken by staff; Tue: 09:00–12:00), Somali (With an interpreter{}), Ukrainian (On request;"
        " Source of 2018), Persian (at certain times, please ask when) and Russian (stated in 2018)"
    )
    shown = card(directory, "ytj")
    assert shown["details"]["language"]["text"] == said.format("; Book it {days} ahead")
    assert said.format("") in [line["text"] for line in shown["lines"]]  # too long for a card with every note
    SpokenLanguage.objects.filter(code__in=("uk", "fa", "ru")).delete()
    shown = card(directory, "ytj")
    assert shown["details"]["language"]["text"] in [line["text"] for line in shown["lines"]]


def test_an_officers_translation_goes_first_and_a_withheld_one_is_marked(directory):
    service = Service.objects.get(slug="business-helsinki")
    row = Translation.objects.create(service=service, field="description", language="ar", text="وصف المدينة")
    shown = card(directory, "business-helsinki", "ar")
    assert shown["description"] == "وصف المدينة" and shown["language"] == "ar" and shown["elsewhere"] is None
    row.state = Translation.State.WITHHELD
    row.save()
    shown = card(directory, "business-helsinki", "ar")
    assert shown["description"] == service.description and shown["language"] == "en" and shown["elsewhere"]


def test_an_officers_own_text_in_finnish_is_marked_for_others(directory):
    service = Service.objects.get(slug="business-helsinki")
    service.language, service.description = "fi", "Kaupungin yritysneuvonta."
    service.save()
    assert card(directory, "business-helsinki", "fi")["elsewhere"] is None
    shown = card(directory, "business-helsinki", "en")
    assert shown["language"] == "fi" and "Finnish" in shown["elsewhere"]


def test_every_card_says_what_an_officer_has_to_say_for_the_time_being(directory):
    service = Service.objects.get(slug="business-helsinki")
    service.language, service.alert = "fi", "Suljettu heinäkuussa"
    service.save()
    alert = card(directory, "business-helsinki")["alert"]
    assert alert["text"] == service.alert and alert["language"] == "fi" and "Finnish" in alert["elsewhere"]
    found = {row["id"]: row for row in directory.search("helsinki", "en", per_page=100)["services"]}
    assert found["business-helsinki"]["alert"] == alert and found["ytj"]["alert"] is None


def test_details_have_what_is_kept_beside_them(directory):
    service = Service.objects.get(slug="business-helsinki")
    for part in (service.phones, service.locations, service.required_documents):
        part.all().delete()
    Eligibility.objects.update_or_create(
        service=service, defaults={"text": "Residents.", "minimum_age": 18, "maximum_age": 29}
    )
    Phone.objects.create(service=service, number="+358931036360", extension=1234, languages=["ar", "so"], note="Desk")
    place = Location.objects.create(service=service, address="Hämeentie 1, 00530 Helsinki")
    Accessibility.objects.create(location=place, description="No steps", details="Lift", url="https://example.org/a")
    RequiredDocument.objects.create(service=service, document="Residence card", uri="https://example.org/card")
    texts = {code: detail["text"] for code, detail in card(directory, "business-helsinki")["details"].items()}
    assert texts["conditions"] == "Residents. (Minimum age: 18; Maximum age: 29)"
    assert texts["phone"].endswith(" (extension 1234; Desk; Arabic and Somali)")
    assert texts["address"] == "Hämeentie 1, 00530 Helsinki (No steps; Lift; https://example.org/a)"
    assert texts["documents"] == "Residence card (https://example.org/card)"


@pytest.fixture
def helper(directory):
    """A service with nothing but what a test gives it."""
    organization = Organization.objects.create(slug="helpers", name="Helpers", proper_name=True)
    more = {"name": "Help", "description": "What it does.", "source_status": "current"}
    return Service.objects.create(city_id="helsinki", slug="help", organization=organization, **more)


def texts(directory, language="en") -> dict[str, str]:
    """Code → text of the details of `helper` that are known."""
    return {code: each["text"] for code, each in card(directory, "help", language)["details"].items() if each["known"]}


def test_how_to_apply_how_long_and_what_comes_after(directory, helper):
    assert not {"application", "afterwards", "contact"} & set(card(directory, "help")["details"])
    helper.application_process, helper.exit_strategy = "Call us, then fill in one form.", "A mentor goes on."
    helper.support_length, helper.duration_note = {"type": "duration", "count": 6, "unit": "month"}, "Once a week."
    helper.save()
    found = texts(directory)
    assert found["application"] == "Call us, then fill in one form."
    assert found["duration"] == "Longest support: 6 months; Once a week."
    assert found["afterwards"] == "A mentor goes on."


def test_texts_of_a_record_that_nobody_translated_say_in_which_language_they_are(directory, helper):
    helper.language, helper.application_process = "fi", "Soita ensin."
    helper.exit_strategy, helper.duration_note = "Mentori jatkaa.", "Kerran viikossa."
    helper.save()
    assert texts(directory, "fi")["application"] == "Soita ensin."
    for code in ("application", "duration", "afterwards"):
        assert "Finnish: nobody has translated it yet" in texts(directory)[code], code
    Translation.objects.create(service=helper, field="application_process", language="ar", text="اتصل أولاً.")
    assert texts(directory, "ar")["application"] == "اتصل أولاً."


def test_where_a_service_refers_people_to_as_far_as_they_can_see_it(directory, helper):
    to = {
        slug: Service.objects.get(slug=slug, city="helsinki") for slug in ("ytj", "business-helsinki", "tyota-stadiin")
    }
    Service.objects.filter(slug="business-helsinki").update(publication="draft")
    for slug, kind in (("ytj", "refers-to"), ("business-helsinki", "refers-to"), ("tyota-stadiin", "works-with")):
        Partnership.objects.create(service=helper, kind=kind, to_service=to[slug])
    Partnership.objects.create(service=helper, kind="refers-to", to_organization=helper.organization)
    shown = card(directory, "help")
    assert [each["page"] for each in shown["onward"]] == ["/helsinki/services/ytj/", None]
    named = [each["name"] for each in shown["onward"]]
    assert shown["details"]["afterwards"]["text"] == f"They refer people on to: {named[0]} and Helpers"


def test_contacts_that_may_be_shown_with_the_role_before_the_name(directory, helper):
    rows = [
        {
            "title": "Adviser",
            "department": "Start-ups",
            "name": "Maija Malli",
            "phone": "+358931036360",
            "public": True,
        },
        {"name": "Front desk", "email": "desk@example.org", "public": True},
        {"title": "Head", "name": "Heikki Hidden", "phone": "+358931036361"},
        {"title": "Mentor", "name": "Gone Person", "email": "gone@example.org", "public": True, "withdrawn": True},
    ]
    for row in rows:
        Contact.objects.create(service=helper, **row)
    found, shown = texts(directory), card(directory, "help")
    assert found["contact"] == ("Adviser (Start-ups; Maija Malli; +358 9 31036360); Front desk (desk@example.org)")
    assert not [text for text in found.values() if "Hidden" in text or "36361" in text or "one@example" in text]
    # A page that names a number must not say beside it that no source gives one.
    assert (shown["phone"], shown["email"]) == ("+358931036360", "desk@example.org")
    assert (found["phone"], found["email"]) == ("+358 9 31036360", "desk@example.org")
    Phone.objects.create(service=helper, number="+358931036300")
    assert card(directory, "help")["phone"] == "+358931036300" and texts(directory)["phone"] == "+358 9 31036300"


def test_details_come_in_the_order_in_which_a_newcomer_asks(directory, helper):
    helper.application_process, helper.exit_strategy = "Call us.", "A mentor goes on."
    helper.save()
    Contact.objects.create(service=helper, title="Adviser", public=True)
    assert list(card(directory, "help")["details"]) == [
        "conditions", "application", "documents", "cost", "language", "hours", "address", "duration", "afterwards",
        "contact", "phone", "email", "website",
    ]  # fmt: skip


def test_a_proper_name_stays_in_every_language(directory):
    assert {card(directory, "tyota-stadiin", language.code)["name"] for language in served()} == {"Työtä Stadiin"}


def test_dates_of_sources(directory):
    assured = Service.objects.get(slug="ytj")
    assured.assured_date = date(2026, 11, 1)
    assured.save()
    shown = card(directory, "ytj")
    assert shown["source"]["checked_on"] == "2026-11-01" and "1 November 2026" in shown["source"]["checked_text"]
    assert shown["status"] == "current"
    assert card(directory, "der-mikrokredit", city="vienna")["source"]["as_of"] == "2025-12-19"


def test_answers_offer_current_services_first_and_none_that_is_over(directory):
    answer = directory.answer("helsinki", "get_loan", "en")
    statuses = [row["status"] for row in answer["services"]]
    assert statuses == sorted(statuses, key=["current", "check"].index)
    assert answer["office"]["id"] and 2 <= len(answer["next"]) <= 3
    assert all(0 <= row["source"] < len(answer["sources"]) for row in answer["statements"])


@pytest.mark.parametrize("city", ["helsinki", "vienna"])
def test_no_answer_breaks_in_any_language(directory, city, caplog):
    from services_directory.models import Answer, City

    country = City.objects.get(pk=city).country
    for language in served():
        for intent in Answer.objects.filter(country=country).values_list("intent", flat=True):
            answer = directory.answer(city, intent, language.code)
            texts = [
                answer["short"],
                answer["simple"],
                answer["unknown"] or "",
                *(s["text"] for s in answer["statements"]),
            ]
            assert all("{" not in text and "…" not in text for text in texts), (intent, language.code)
            assert answer["services"] or answer["office"], intent
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_the_plan_follows_the_person(directory):
    def steps(**person):
        return [step["id"] for step in directory.plan("helsinki", "en", **person)["steps"]]

    assert "right" in steps() and "right-permit" not in steps()
    assert "right-permit" in steps(status="refugee") and "right" not in steps(status="refugee")
    assert "food" in steps(business="food") and "food" not in steps(business="tech")


def test_history_has_the_city_and_examples_from_elsewhere(directory):
    rows = directory.history("vienna", "en")
    assert {row["status"] for row in rows} == {"history"}
    assert any(row["page"] is None for row in rows) and any(row["page"] for row in rows)
    assert all("2018" in row["status_note"] for row in rows)


def test_terms_name_the_languages_spoken(directory):
    before = {row["code"] for row in directory.terms("en")["language"]}
    assert {"ar", "fi", "uk"} <= before and "hi" not in before
    SpokenLanguage.objects.create(service=Service.objects.get(slug="ytj"), code="hi")
    assert {"code": "hi", "name": "Hindi"} in directory.terms("en")["language"]
