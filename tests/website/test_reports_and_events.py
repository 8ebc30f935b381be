"""The form 'something is wrong here' and the page of events, without JavaScript."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from services_directory.models import ErrorReport, Event, EventTranslation, Organization, Service

from .test_pages import Page, get_page

pytestmark = pytest.mark.django_db
SERVICE = "/helsinki/services/newco-helsinki-advice/"


@pytest.fixture(autouse=True)
def fresh_throttle():
    cache.clear()
    yield
    cache.clear()


def test_a_report_is_thanked_for_and_kept(web):
    page, _ = get_page(web, SERVICE, "en")
    form = next(each for each in page.all("form") if each.get("class") == "report")
    assert form["method"] == "post"
    answer = web.post(form["action"], {"text": "The address\r\nis old."})
    assert answer.status_code == 303 and answer.cookies == {}
    thanked = Page(web.get(answer["Location"]).content.decode())
    assert "Thank you." in thanked.text and not thanked.all("textarea")
    report = ErrorReport.objects.get()
    assert (report.text, report.language, report.service.slug) == (
        "The address\nis old.", "en", "newco-helsinki-advice"
    )  # fmt: skip


@pytest.mark.parametrize("text, said", [("", "Please write what is wrong."), ("x" * 2001, "at most 2,000 characters")])
def test_what_is_wrong_with_it_stands_at_the_field_and_nothing_is_lost(web, text, said):
    answer = web.post(SERVICE + "report/?language=en", {"text": text})
    page = Page(answer.content.decode())
    field = page.all("textarea")[0]
    assert answer.status_code == 400 and said in page.text and text in page.text
    assert field["aria-invalid"] == "true" and "report-fault" in field["aria-describedby"]
    assert any(each.get("id") == "report-fault" for each in page.all("p"))
    assert any(each.get("for") == field["id"] for each in page.all("label"))
    assert not ErrorReport.objects.exists()


def test_too_many_keep_the_text(web):
    for number in range(20):
        web.post(SERVICE + "report/", {"text": f"Wrong {number}."})
    answer = web.post(SERVICE + "report/?language=en", {"text": "<b>One more.</b>"})
    page = Page(answer.content.decode())
    assert answer.status_code == 429 and "<b>One more.</b>" in page.text and not page.all("b")
    assert ErrorReport.objects.count() == 20


def test_the_address_of_the_form_leads_back_and_an_unknown_service_is_none(web):
    assert web.get(SERVICE + "report/?language=ar")["Location"] == SERVICE + "?language=ar#report"
    assert web.post("/helsinki/services/nothing/report/", {"text": "x"}).status_code == 404
    assert web.post("/atlantis/services/nothing/report/", {"text": "x"}).status_code == 404


def test_the_page_says_when_a_service_was_checked(web):
    service = Service.objects.get(slug="business-helsinki")
    service.assured_date = timezone.localdate() - timedelta(days=1)
    service.save()
    page, _ = get_page(web, "/helsinki/services/business-helsinki/", "en")
    assert any(each.get("class") == "dates" for each in page.all("p")) and "Checked on" in page.text
    service.assured_date = timezone.localdate() - timedelta(days=200)
    service.save()
    page, _ = get_page(web, "/helsinki/services/business-helsinki/", "en")
    assert "Please check that it is still right." in page.text


@pytest.fixture
def event():
    now = timezone.now()
    return Event.objects.create(
        city_id="helsinki", slug="fair", name="<i>Fair</i>", organization=Organization.objects.first(),
        starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2), publication="published",
        place="Hall 1", sign_up="https://example.org/fair",
    )  # fmt: skip


def links(page: Page) -> list[str]:
    return [each["href"].split("?")[0] for each in page.all("a") if "href" in each]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_events_have_a_page_that_is_linked_while_there_are_any(web, event, language):
    chat, _ = get_page(web, "/helsinki/", language)
    assert "/helsinki/events/" in links(chat)
    page, answer = get_page(web, "/helsinki/events/", language)
    assert "<i>Fair</i>" in page.text and not page.all("i") and "https://example.org/fair" in links(page)
    assert len(page.all("h1")) == 1 and answer.cookies == {}
    vienna, _ = get_page(web, "/vienna/", language)
    assert "/vienna/events/" not in links(vienna)
    Event.objects.update(starts_at=timezone.now() - timedelta(hours=2), ends_at=timezone.now() - timedelta(minutes=1))
    chat, _ = get_page(web, "/helsinki/", language)
    assert "/helsinki/events/" not in links(chat)
    page, _ = get_page(web, "/helsinki/events/", language)
    assert "Fair" not in page.text


def test_an_event_in_the_readers_language_or_marked_with_its_own(web, event):
    Event.objects.update(name="Messut", description="Kaikille.", language="fi")
    EventTranslation.objects.create(event=event, field="name", language="ar", text="معرض")
    row = EventTranslation.objects.create(event=event, field="description", language="ar", text="للجميع")
    page, _ = get_page(web, "/helsinki/events/", "ar")
    assert "معرض" in page.text and "للجميع" in page.text and "Messut" not in page.text
    assert not [each for each in page.all("div") if each.get("lang")], "nothing to mark"
    row.delete()
    page, _ = get_page(web, "/helsinki/events/", "ar")
    assert "Kaikille." in page.text and [each["lang"] for each in page.all("div") if each.get("lang")] == ["fi"]


def test_pages_of_events_that_do_not_exist(web, event):
    assert web.get("/helsinki/events/?page=2").status_code == 404
    assert web.get("/helsinki/events/?page=x").status_code == 400


def ways_to_a_person(web, language="ar") -> list[dict]:
    page, _ = get_page(web, SERVICE, language)
    return [each for each in page.all("a") if each.get("href") == f"/helsinki/enquiry/?language={language}#new"]


def test_who_can_answer_is_named_beside_the_form_and_beside_a_record_that_is_overdue(web):
    service = Service.objects.get(slug="newco-helsinki-advice")
    service.assured_date, service.review_after = timezone.localdate(), 30
    service.save()
    assert len(ways_to_a_person(web)) == 1, "beside 'they cannot answer you'"
    service.assured_date = timezone.localdate() - timedelta(days=31)
    service.save()
    assert len(ways_to_a_person(web)) == 2
