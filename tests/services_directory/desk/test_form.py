"""The form of a service: sent as it came it changes nothing; what is wrong is said at its field and nothing changes."""

import pytest

from services_directory import version
from services_directory.desk.versions import state_of, versions
from services_directory.models import Service, SpokenLanguage

from .conftest import DESK, errors_of, form_of, messages_of


@pytest.fixture
def service(directory):
    return Service.objects.get(slug="newco-helsinki-advice", city="helsinki")


def url_of(service) -> str:
    return f"{DESK}service/{service.pk}/change/"


@pytest.mark.parametrize("city", ["helsinki", "vienna"])
def test_a_form_that_is_sent_as_it_came_changes_nothing(officer, city):
    for service in Service.objects.filter(city=city):
        before = state_of(service)
        answer = officer.post(url_of(service), form_of(officer.get(url_of(service))))
        assert answer.status_code == 302, errors_of(answer)
        assert state_of(service) == before, service.slug


def test_a_new_service_is_a_draft_and_then_what_the_next_answer_says(officer, directory):
    data = form_of(officer.get(f"{DESK}service/add/"))
    assert data["publication"] == ["draft"]
    organization = Service.objects.get(slug="newco-helsinki-advice").organization_id
    data |= {
        "city": "helsinki", "name": "Drop-in for cargo bikes", "organization": organization, "language": "English",
        "description": "Lends cargo bikes to new businesses.", "main_topic": "first-steps" , "source_status": "current",
        "spoken_languages-0-code": "Arabic", "spoken_languages-0-given_by": "staff",
        "spoken_languages-0-rrule_0": ["TU", "TH"], "aliases": "bike office\nPyörätoimisto",
        "phones-0-number": "+358931012345", "support_length_0": "6", "support_length_1": "month",
        "cost_options-0-key": "rent", "cost_options-0-value_0": "money", "cost_options-0-value_1": "12,50",
        "cost_options-0-value_2": "EUR", "cost_note": "A bike costs {rent} a day.", "channels": ["print", "events"],
    }  # fmt: skip
    data["main_topic"] = _topic()
    answer = officer.post(f"{DESK}service/add/", data)
    assert answer.status_code == 302, errors_of(answer)
    made = Service.objects.get(slug="drop-in-for-cargo-bikes")
    assert made.aliases == ["bike office", "Pyörätoimisto"] and made.channels == ["print", "events"]
    assert made.support_length == {"type": "duration", "count": 6, "unit": "month"}
    assert made.spoken_languages.get().rrule == "FREQ=WEEKLY;BYDAY=TU,TH"
    assert made.cost_options.get().value == {"type": "money", "amount": "12.50", "currency": "EUR"}
    assert directory.service("helsinki", made.slug, "en") is None
    officer.post(f"{DESK}service/{made.pk}/do/publish/")
    card = directory.service("helsinki", made.slug, "en")["service"]
    assert "€12.50" in card["details"]["cost"]["text"] and card["details"]["language"]["text"].startswith("Arabic")


def _topic() -> str:
    from services_directory.models import TaxonomyTerm

    return TaxonomyTerm.objects.filter(kind="topic").first().code


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"main_topic": ""}, "A service needs a topic"),
        ({"language": "Klingonish"}, "There is no language Klingonish"),
        ({"window_start": "2026-05-02", "window_end": "2026-05-01"}, "This day is before the first one"),
        ({"description": "Nice <script>alert(1)</script>"}, "looks like HTML or script"),
        ({"name": "A <b>bold</b> name"}, "looks like HTML or script"),
        ({"aliases": "one\n<img src=x onerror=alert(1)>"}, "looks like HTML or script"),
        ({"description": "x" * 9000}, "at most 8000 characters"),
        ({"description": "Costs {price}."}, "No value for: price"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"phones-0-number": "0931 01"}, "Write the number with + and the country code"),
        ({"spoken_languages-0-code": "xx-nonsense"}, "There is no language"),
        ({"support_length_0": "3", "support_length_1": ""}, "Write a number such as 6"),
        ({"values-0-name": "fee", "values-rows": "1", "values-0-value_0": "money", "values-0-value_1": "many",
          "values-0-value_2": "EUR"}, "Row 1, Value: Write an amount such as 75"),
    ],
)  # fmt: skip
def test_bad_input_is_said_at_the_field_and_nothing_changes(officer, service, wrong, said):
    before, content = state_of(service), version.current()
    data = form_of(officer.get(url_of(service))) | wrong
    answer = officer.post(url_of(service), data)
    assert answer.status_code == 200 and said in messages_of(answer), errors_of(answer)
    assert state_of(service) == before and version.current() == content
    again = form_of(answer)
    name, typed = next(iter(wrong.items()))
    assert again[name] == [typed]


def test_a_service_is_never_deleted(officer, service):
    assert officer.post(f"{DESK}service/{service.pk}/delete/", {"post": "yes"}).status_code == 403
    officer.post(f"{DESK}service/", {"action": "delete_selected", "_selected_action": [service.pk], "post": "yes"})
    assert Service.objects.filter(pk=service.pk).exists()


def test_terms_keep_their_order_and_the_main_topic_comes_first(officer, service):
    topics = service.codes("topic")
    data = form_of(officer.get(url_of(service)))
    assert data["main_topic"] == [topics[0]]
    data["main_topic"], data["topics"] = ["loans"], topics
    officer.post(url_of(service), data)
    fresh = Service.objects.get(pk=service.pk)
    assert fresh.codes("topic") == ["loans", *topics]


def test_every_save_is_one_version_of_the_content(officer, service):
    data = form_of(officer.get(url_of(service)))
    number = int(version.current().split(".")[0])
    data |= {"spoken_languages-TOTAL_FORMS": str(int(data["spoken_languages-TOTAL_FORMS"][0]) + 1)}
    place = int(data["spoken_languages-TOTAL_FORMS"]) - 1
    data |= {f"spoken_languages-{place}-code": "so", f"spoken_languages-{place}-given_by": "staff",
             f"spoken_languages-{place}-service": str(service.pk), "alert": "Closed in July."}  # fmt: skip
    assert officer.post(url_of(service), data).status_code == 302
    assert SpokenLanguage.objects.filter(service=service, code="so").exists()
    assert int(version.current().split(".")[0]) == number + 1
    assert len(versions(service)) == 2
