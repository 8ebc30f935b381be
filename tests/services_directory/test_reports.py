"""Reports of errors: taken with what is wrong and nothing about who says it, whose words do not stay."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.models import AuditEntry
from services_directory import version
from services_directory.models import ErrorReport, Service
from services_directory.reports import empty_settled, forget

URL = "/api/directory/reports"
GOOD = {"city": "helsinki", "service": "ytj", "text": "The number is wrong.", "language": "ar"}


@pytest.fixture
def send(directory, client):
    cache.clear()
    yield lambda body: client.post(URL, body, content_type="application/json", headers={"accept-language": "fi"})
    cache.clear()


def test_a_report_waits_for_an_officer(send):
    response = send(GOOD)
    assert response.status_code == 201 and response.json() == {"state": "open"}
    report = ErrorReport.objects.get()
    assert (report.city_id, report.service.slug, report.text) == ("helsinki", "ytj", "The number is wrong.")
    assert (report.language, report.state) == ("ar", "open")
    stored = {field.name for field in ErrorReport._meta.fields}
    assert stored == {"id", "city", "service", "text", "language", "reported_at", "state", "outcome"} | {
        "conversation", "settled_at",
    }  # fmt: skip
    assert report.conversation == "", "from a page"


def test_the_same_words_are_kept_once_while_they_wait(send):
    assert send(GOOD).status_code == send(GOOD).status_code == 201
    assert ErrorReport.objects.count() == 1
    ErrorReport.objects.update(state="settled")
    send(GOOD)
    assert ErrorReport.objects.count() == 2


def test_the_words_go_with_the_conversation_they_come_from(send):
    mine, other = str(uuid.uuid4()), str(uuid.uuid4())
    for conversation in (mine, other, mine):
        assert send(GOOD | {"conversation": conversation}).status_code == 201
    assert send(GOOD).status_code == 201
    assert ErrorReport.objects.count() == 3, "each conversation has its own, that it can take along"
    assert not [each for each in ErrorReport.objects.all() if mine in str(vars(each))], "nobody finds the talk by it"
    forget(mine)
    assert sorted(ErrorReport.objects.values_list("text", flat=True)) == ["", GOOD["text"], GOOD["text"]]
    forget("")
    assert ErrorReport.objects.exclude(text="").count() == 2, "what came from a page belongs to no conversation"


def test_the_words_of_a_settled_report_are_dropped_after_thirty_days(send):
    for text in ("settled long ago", "settled now", "open"):
        send(GOOD | {"text": text})
    reports = {report.text: report for report in ErrorReport.objects.all()}
    ErrorReport.objects.update(reported_at=timezone.now() - timedelta(days=400))
    for text, state in (("settled long ago", "settled"), ("settled now", "declined")):
        reports[text].state = state
        reports[text].save()
    ErrorReport.objects.filter(text="settled long ago").update(settled_at=timezone.now() - timedelta(days=31))
    assert empty_settled() == 1
    assert sorted(ErrorReport.objects.values_list("text", flat=True)) == ["", "open", "settled now"]
    reports["settled now"].state = "open"
    reports["settled now"].save()
    assert ErrorReport.objects.get(text="settled now").settled_at is None, "opened again, its time begins anew"


def test_the_audit_log_has_no_word_of_it(send):
    send(GOOD | {"text": "My name is Rareword", "conversation": str(uuid.uuid4())})
    report = ErrorReport.objects.get()
    report.state, report.text = "settled", "Rareword again"
    report.save()
    report.delete()
    entries = AuditEntry.objects.filter(object_type="services_directory.errorreport")
    assert {entry.action for entry in entries} == {"add", "change", "delete"}
    assert {entry.object_name for entry in entries} == {str(report.service)}
    for entry in entries:
        assert "Rareword" not in str(vars(entry)) and not {"text", "conversation"} & set(entry.changes)


def test_about_the_city_in_general(send):
    assert send({"city": "helsinki", "text": "Where is the fair?"}).status_code == 201
    report = ErrorReport.objects.get()
    assert report.service is None and report.language == "fi", "no language named: the caller's"


@pytest.mark.parametrize(
    "change, status, code",
    [
        ({"text": ""}, 400, "missing_parameter"),
        ({"text": " \n\u0000 "}, 400, "missing_parameter"),
        ({"text": "x" * 2001}, 400, "too_long"),
        ({"text": 5}, 400, "bad_request"),
        ({"text": ["x"]}, 400, "bad_request"),
        ({"city": ""}, 400, "missing_parameter"),
        ({"city": "atlantis"}, 404, "unknown_city"),
        ({"city": "a\u0000"}, 404, "unknown_city"),
        ({"service": "nothing"}, 404, "unknown_service"),
        ({"language": "xx"}, 400, "unknown_language"),
    ],
)
def test_bad_input_is_named_and_nothing_is_kept(send, change, status, code):
    response = send(GOOD | change)
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '"x"', "\ud800"])
def test_what_is_no_report(send, body):
    assert send(body.encode("utf-8", "surrogatepass")).json()["error"]["code"] == "bad_request"


def test_drafts_cannot_be_told_from_what_does_not_exist(send):
    service = Service.objects.get(slug="ytj")
    service.publication = "draft"
    service.save()
    assert send(GOOD).status_code == 404


def test_script_is_kept_as_text(send):
    text = "<script>alert(1)</script>\u0007 two\nlines"
    send(GOOD | {"text": text})
    assert ErrorReport.objects.get().text == "<script>alert(1)</script> two\nlines"


def test_a_report_makes_no_new_version_so_nobody_can_empty_the_caches(send):
    before = version.current()
    send(GOOD)
    assert version.current() == before


def test_too_many_are_told_to_wait(send):
    statuses = [send(GOOD | {"text": f"Wrong {number}."}).status_code for number in range(22)]
    assert statuses == [201] * 20 + [429] * 2
    response = send(GOOD)
    assert response.json()["error"]["code"] == "throttled" and int(response["Retry-After"]) > 0


def test_reports_cannot_be_read(directory, client):
    assert client.get(URL).status_code == 405
