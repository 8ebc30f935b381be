"""Translations of events and organizations at the desk: as those of services are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services_directory import version
from services_directory.desk import untranslated
from services_directory.models import (
    City,
    CityTranslation,
    Event,
    EventTranslation,
    Organization,
    OrganizationTranslation,
    Service,
)

from .conftest import DESK, errors_of, form_of, messages_of


@pytest.fixture
def event(directory) -> Event:
    now = timezone.now()
    return Event.objects.create(
        city_id="helsinki", slug="fair", organization=Organization.objects.get(slug="prh"), name="Startup fair",
        description="For {everybody}.", cost_note="20 €", starts_at=now, ends_at=now + timedelta(days=1),
        publication="published",
    )  # fmt: skip


@pytest.fixture
def organization(event) -> Organization:
    row = event.organization
    row.name, row.proper_name, row.description = "Register office", False, "It keeps the registers."
    row.save()
    return row


@pytest.fixture(params=["event", "organization"])
def record(request, organization, event):
    return {"event": event, "organization": organization}[request.param]


def pages(record, language: str = "fi") -> tuple[str, str]:
    """The page of its texts, and its form."""
    base = f"{DESK}{record._meta.model_name}/{record.pk}/"
    return f"{base}translate/{language}/", f"{base}change/"


def form(client, record) -> dict:
    return form_of(client.get(pages(record)[1]), f"{record._meta.model_name}_form")


def translated(record, field: str = "description", language: str = "fi"):
    return record.translations.filter(field=field, language=language).values_list("text", "state").first()


def test_a_translation_beside_its_original(officer, record):
    url, change = pages(record)
    assert url in officer.get(change).content.decode(), "one finds the page from the form"
    page = officer.get(url)
    assert record.description in messages_of(page) and "not there yet" in messages_of(page)
    data = form_of(page, None)
    assert officer.post(url, data | {"description-text": "Kaikille."}).status_code == 302
    assert translated(record) == ("Kaikille.", "published") and record.translations.count() == 1
    assert errors_of(officer.post(url, data | {"description-text": "<i>kursiivi</i>"}))
    officer.post(url, form_of(officer.get(url), None) | {"description-text": ""})
    assert not record.translations.exists()
    assert officer.get(pages(record, "en")[0]).status_code == 404, "the language of the original"


def test_the_second_to_write_a_translation_sees_the_first(officer, colleague, record):
    url, _ = pages(record)
    mine, theirs = (form_of(client.get(url), None) for client in (officer, colleague))
    colleague.post(url, theirs | {"description-text": "Heidän.", "name-text": "Nimi"})
    answer = officer.post(url, mine | {"description-text": "Minun."})
    assert "Heidän." in messages_of(answer) and "kai" in messages_of(answer) and errors_of(answer)
    assert translated(record) == ("Heidän.", "published")
    assert officer.post(url, form_of(answer, None)).status_code == 302
    assert translated(record) == ("Minun.", "published") and translated(record, "name") == ("Nimi", "published")


@pytest.mark.parametrize("decision, state", [("outdated", "outdated"), ("wording", "published"), ("withheld",) * 2])
def test_a_changed_original_marks_its_translations(officer, record, decision, state):
    for field in ("name", "description"):
        type(record).translations.rel.related_model.objects.create(
            **{record._meta.model_name: record}, field=field, language="fi", text="Teksti"
        )
    data = form(officer, record) | {"description": "Other words.", "text_change": decision}
    assert officer.post(pages(record)[1], data).status_code == 302
    assert translated(record) == ("Teksti", state) and translated(record, "name") == ("Teksti", "published")


def test_a_new_record_is_not_asked_what_a_change_means(officer, organization):
    for model in ("event", "organization"):
        assert "text_change" not in form_of(officer.get(f"{DESK}{model}/add/"), f"{model}_form")


def test_a_name_that_ships_in_other_languages_keeps_them(officer, directory):
    row = Organization.objects.filter(proper_name=False, services__city="helsinki").first()
    url, change = pages(row)
    shipped = form_of(officer.get(url), None)["name-text"]
    assert shipped != [row.name] and "comes with Kiosk" in messages_of(officer.get(url))
    officer.post(change, form(officer, row) | {"name": f"{row.name} (new)", "text_change": "outdated"})
    assert translated(row, "name") == (shipped[0], "outdated")
    officer.post(change, form(officer, row) | {"name": row.name})
    assert translated(row, "name") is None, "the old words are back"


def test_proper_names_are_not_translated(officer, organization):
    organization.proper_name, organization.description = True, ""
    organization.save()
    assert "There is no text to translate here." in messages_of(officer.get(pages(organization)[0]))


def test_going_back_to_a_version_marks_the_translations_and_keeps_them(officer, record):
    from services_directory.desk.versions import versions

    officer.post(pages(record)[1], form(officer, record) | {"description": "Other words."})
    officer.post(pages(record)[0], form_of(officer.get(pages(record)[0]), None) | {"description-text": "Teksti"})
    first = next(each for each in versions(record) if each.state["fields"]["description"] == record.description)
    answer = officer.post(pages(record)[1].replace("change", "restore"), {"at": first.at.isoformat()})
    assert answer.status_code == 302 and translated(record) == ("Teksti", "outdated")
    assert "Teksti" in messages_of(officer.get(pages(record)[1].replace("change", "history")))


def test_what_waits_is_counted_and_leads_to_its_page(officer, organization, event, account):
    url = "/officer/translations/?language=fi"
    page = officer.get(url).content.decode()
    for each in (event, organization):
        assert pages(each)[0] in page
    start = officer.get("/officer/")
    assert pages(event, "fi")[0].rsplit("fi/", 1)[0] in start.content.decode(), "what is soon over comes first"

    def count() -> int:
        return sum(len(row.languages) for row in untranslated.waiting(account))

    before = count()
    for record, field in ((event, "name"), (organization, "description")):
        officer.post(pages(record)[0], form_of(officer.get(pages(record)[0]), None) | {f"{field}-text": "Teksti"})
    assert count() == before - 2
    EventTranslation.objects.filter(event=event).update(state="outdated")
    OrganizationTranslation.objects.filter(organization=organization).update(state="withheld")
    organization.save()  # a change, or the look before would do
    assert count() == before and "out of date" in messages_of(officer.get(url))
    fields = {row.field for row in untranslated.waiting(account) if row.kind is Event}
    assert fields == {"name", "description"}, "a price is the same in every language"
    Event.objects.filter(pk=event.pk).update(ends_at=timezone.now())
    event.organization.save()
    assert pages(event)[0] not in officer.get(url).content.decode(), "over"
    Service.objects.filter(organization=organization).update(publication="draft")
    organization.save()
    assert pages(organization)[0] not in officer.get(url).content.decode(), "it offers nothing now"


def test_what_waits_is_asked_with_a_query_more_for_each_kind(organization, event, account):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = untranslated.waiting(account)
    tables = [query["sql"] for query in asked if "translation" in query["sql"]]
    cities = (
        len({row.pk for row in found if row.kind is Event})
        and Service.objects.exclude(city=None).values("city").distinct().count()
    )
    assert len(tables) == cities + 3, "one a city for services, one for all events, organizations, welcomes"
    with CaptureQueriesContext(connection) as asked:
        assert untranslated.waiting(account) == found
    assert not [query for query in asked if "translation" in query["sql"]], "nothing changed"


def test_a_welcome_is_translated_as_other_texts_and_waits_for_it(officer, account, directory):
    City.objects.filter(pk="helsinki").update(welcome="Tervetuloa!")
    version.bump()
    waiting = [row for row in untranslated.waiting(account) if row.kind is City]
    assert [(row.pk, row.field) for row in waiting] == [("helsinki", "welcome")] and "ar" in waiting[0].languages
    page = untranslated.url(City, "helsinki", "ar")
    sent = form_of(officer.get(page), None) | {"welcome-text": "أهلاً!"}
    assert officer.post(page, sent).status_code == 302
    assert CityTranslation.objects.get(city="helsinki", language="ar").text == "أهلاً!"
    assert "ar" not in next(row for row in untranslated.waiting(account) if row.kind is City).languages
    form = f"{DESK}city/helsinki/change/"
    sent = form_of(officer.get(form), "city_form") | {"welcome": "Hei ja tervetuloa!", "text_change": "withheld"}
    answer = officer.post(form, sent)
    assert answer.status_code == 302, errors_of(answer)
    assert CityTranslation.objects.get(city="helsinki", language="ar").state == "withheld"
