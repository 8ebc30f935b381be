"""Search, one service, first steps: the directory without JavaScript."""

import pytest

from services_directory.models import Contact, Partnership, Service

from .test_pages import Page, get_page

pytestmark = pytest.mark.django_db


def names(page: Page) -> list[str]:
    return [
        each["href"].split("?")[0]
        for each in page.all("a")
        if "/services/" in each["href"] and each["href"].count("/") > 3
    ]


def test_filters_narrow_and_are_kept_in_the_form(web):
    everything, _ = get_page(web, "/helsinki/services/", "en")
    loans, _ = get_page(web, "/helsinki/services/?topic=loans", "en")
    assert 0 < len(names(loans)) < len(names(everything)) + 1
    assert [each["value"] for each in loans.all("option") if "selected" in each] == ["loans"]


def test_what_was_left_out_is_said(web):
    page, _ = get_page(web, "/helsinki/services/?topic=loans&spoken=so&cost=free", "en")
    notices = [each for each in page.all("p") if each.get("class") == "notice"]
    assert notices and names(page), "the nearest services are shown, and it is said that they do not fit"


def test_pages_of_results_keep_the_search(web):
    first, _ = get_page(web, "/helsinki/services/?cost=free", "en")
    following = [each["href"] for each in first.all("a") if each.get("rel") == "next"]
    if not following:
        pytest.skip("one page holds all free services")
    assert "cost=free" in following[0]
    second = Page(web.get(following[0]).content.decode())
    assert names(second) and not set(names(first)) & set(names(second))


def test_a_search_text_is_shown_as_text(web):
    answer = web.get("/helsinki/services/", {"q": '"><script>alert(1)</script>', "language": "en"})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("text", ["x" * 10_000, "\x00\x01", "😀😀", "%", "'; --", "\ud83d"])
def test_odd_search_texts_are_no_fault_of_ours(web, text):
    query = text.encode("utf-8", "surrogatepass")
    from urllib.parse import quote

    assert web.get(f"/helsinki/services/?language=en&q={quote(query)}").status_code == 200


def test_a_service_says_what_is_known_what_is_not_and_where_it_comes_from(web):
    page, answer = get_page(web, "/helsinki/services/newco-helsinki-advice/", "en")
    assert any(each["href"] == "tel:+358931036360" and each["dir"] == "ltr" for each in page.all("a") if "href" in each)
    assert "No source gives an address." in page.text
    assert any(each["href"].startswith("https://newcohelsinki.fi") for each in page.all("a"))
    assert "2020" in page.text, "the date of the source"
    assert [each for each in page.all("p") if "note" in (each.get("class") or "")], "an old source is marked"


def test_a_service_says_how_to_apply_what_comes_after_and_leads_there(web):
    service, then = (Service.objects.get(city="helsinki", slug=slug) for slug in ("newco-helsinki-advice", "ytj"))
    service.application_process, service.exit_strategy = "Call us first.", "A mentor goes on."
    service.save()
    Partnership.objects.create(service=service, kind="refers-to", to_service=then)
    Contact.objects.create(service=service, title="Adviser", email="adviser@example.org", public=True)
    Contact.objects.create(service=service, title="Head", name="Heikki Hidden")
    page, answer = get_page(web, "/helsinki/services/newco-helsinki-advice/", "en")
    at = [page.text.index(text) for text in ("How to apply", "Call us first.", "A mentor goes on.", "Adviser (")]
    assert at == sorted(at) and "Hidden" not in page.text
    assert '<a href="/helsinki/services/ytj/?language=en">' in answer.content.decode()
    assert "mailto:adviser@example.org" in [each.get("href") for each in page.all("a")]


def test_first_steps_follow_the_status(web):
    eu, _ = get_page(web, "/helsinki/first-steps/?status=eu-citizen", "en")
    student, _ = get_page(web, "/helsinki/first-steps/?status=student", "en")
    steps = [
        {each["id"] for each in page.all("li") if each.get("id") and "source" not in each["id"]}
        for page in (eu, student)
    ]
    assert "right-eu" in steps[0] and "right-eu" not in steps[1]


def test_every_reference_of_the_first_steps_leads_to_its_source(web):
    page, _ = get_page(web, "/helsinki/first-steps/", "ar")
    targets = {each["href"][1:] for each in page.all("a") if each.get("class") == "ref"}
    assert targets and targets <= {each.get("id") for each in page.all("li")}


def test_history_offers_nothing(web):
    page, _ = get_page(web, "/helsinki/history/", "en")
    assert "2018" in page.text
    assert not names(page)


def test_a_plan_that_is_the_same_for_every_business_says_so(web):
    sentence = "no checked information yet on the rules for this kind of business"
    vienna, _ = get_page(web, "/vienna/first-steps/?business=food&status=refugee", "en")
    unasked, _ = get_page(web, "/vienna/first-steps/?status=refugee", "en")
    helsinki, _ = get_page(web, "/helsinki/first-steps/?business=food", "en")
    assert sentence in vienna.text
    assert sentence not in unasked.text and sentence not in helsinki.text


def test_a_service_that_is_closed_says_so_in_the_list_and_on_its_page(web):
    service = Service.objects.get(city="helsinki", slug="newco-helsinki-advice")
    service.language, service.alert = "fi", "Suljettu heinäkuussa"
    service.save()
    for path in ("/helsinki/services/?q=newco+helsinki+advice", "/helsinki/services/newco-helsinki-advice/"):
        page, _ = get_page(web, path, "en")
        notices = [each for each in page.all("p") if each.get("class") == "notice"]
        assert service.alert in page.text and {"class": "notice", "lang": "fi", "dir": "auto"} in notices
