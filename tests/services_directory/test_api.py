"""The read API: ETags, localised errors, bad input."""

import pytest

from locales.languages import served
from services_directory.models import Service

API = "/api/directory/"


@pytest.fixture
def get(directory, client):
    return lambda path, **headers: client.get(API + path, headers=headers)


def test_every_call_answers(get):
    for path in (
        "version", "cities", "services?city=helsinki", "services/ytj?city=helsinki", "answers/get_loan?city=vienna",
        "plan?city=vienna", "match?city=vienna&text=AMS", "terms?language=ar",
    ):  # fmt: skip
        assert get(path).status_code == 200, path


def test_etag_by_version_language_and_address(get):
    first = get("answers/get_loan?city=helsinki&language=en")
    again = get("answers/get_loan?city=helsinki&language=en", **{"if-none-match": first["ETag"]})
    assert again.status_code == 304 and again.content == b""
    weak = get("answers/get_loan?city=helsinki&language=en", **{"if-none-match": "W/" + first["ETag"]})
    assert weak.status_code == 304
    other = get("answers/get_loan?city=helsinki&language=fi", **{"if-none-match": first["ETag"]})
    assert other.status_code == 200
    service = Service.objects.get(slug="ytj")
    service.caution = "Changed."
    service.save()
    changed = get("answers/get_loan?city=helsinki&language=en", **{"if-none-match": first["ETag"]})
    assert changed.status_code == 200 and changed.json()["version"] != first.json()["version"]


@pytest.mark.parametrize(
    "path, status, code",
    [
        ("services", 400, "missing_parameter"),
        ("services?city=", 400, "missing_parameter"),
        ("services?city=atlantis", 404, "unknown_city"),
        ("version?city=atlantis", 404, "unknown_city"),
        ("services?city=%00", 404, "unknown_city"),
        ("services?city=helsinki&language=xx", 400, "unknown_language"),
        ("services?city=helsinki&language=zh-Hant", 400, "unknown_language"),
        ("services?city=helsinki&topic=gold", 400, "unknown_filter"),
        ("services?city=helsinki&topic=loans,gold", 400, "unknown_filter"),
        ("services?city=helsinki&district=ottakring", 400, "unknown_filter"),
        ("services?city=helsinki&spoken=%F0%9F%98%80", 400, "unknown_filter"),
        ("services?city=helsinki&page=0", 400, "bad_number"),
        ("services?city=helsinki&page=-1", 400, "bad_number"),
        ("services?city=helsinki&page=%D9%A1", 400, "bad_number"),
        ("services?city=helsinki&per_page=1000000", 400, "bad_number"),
        ("services?city=helsinki&page=99999999999999999999999", 400, "bad_number"),
        ("services?city=helsinki&q=" + "a" * 1001, 400, "too_long"),
        ("services?city=helsinki&ids=" + ",".join(map(str, range(60))), 400, "bad_number"),
        ("services/nothing?city=helsinki", 404, "unknown_service"),
        ("services/ytj?city=vienna", 404, "unknown_service"),
        ("services/%00?city=helsinki", 404, "unknown_service"),
        ("answers/nothing?city=helsinki", 404, "unknown_answer"),
        ("answers/%ED%A0%80?city=helsinki", 404, "unknown_answer"),
        ("plan?city=helsinki&status=king", 400, "unknown_filter"),
        ("plan?city=helsinki&business=%00", 400, "unknown_filter"),
        ("match?text=Kallio", 400, "missing_parameter"),
        ("nothing/at/all", 404, "not_found"),
    ],
)
def test_the_callers_fault_is_named(get, path, status, code):
    response = get(path)
    assert response.status_code == status
    assert response.json()["error"]["code"] == code and response.json()["error"]["message"]


def test_errors_speak_the_callers_language(get, monkeypatch):
    from locales import catalogue

    def marked(msgid, language, domain):
        return msgid if language == "en" else f"{language}: {msgid}"

    monkeypatch.setattr(catalogue, "translate", marked)
    monkeypatch.setattr(catalogue, "translated", lambda *args: True)
    catalogue.reload()
    from locales.render import _template

    _template.cache_clear()
    for language in served():
        if language.code != "en":
            for response in (
                get(f"services?city=atlantis&language={language.code}"),
                get("services?city=atlantis", **{"accept-language": f"xx,{language.code};q=0.9,en;q=0.1"}),
            ):
                assert response.json()["error"]["message"].strip("\u2066\u2067\u2069").startswith(language.code + ": ")
    _template.cache_clear()


def test_only_reading(directory, client):
    for method in (client.post, client.put, client.delete, client.patch):
        response = method(API + "services?city=helsinki")
        assert response.status_code == 405 and response.json()["error"]["code"] == "method_not_allowed"


def test_a_slip_of_ours_is_told_without_a_trace(get, monkeypatch):
    from services_directory import reading

    def fails(*args, **kwargs):
        raise RuntimeError("secret")

    monkeypatch.setattr(reading, "cities", fails)
    response = get("cities")
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "internal" and b"secret" not in response.content


def test_filters_may_be_repeated_or_listed(get):
    one = get("services?city=helsinki&topic=loans&topic=grants").json()
    other = get("services?city=helsinki&topic=loans,grants").json()
    assert [card["id"] for card in one["services"]] == [card["id"] for card in other["services"]] and one["total"] > 2


def test_region_variants_are_the_language(get):
    response = get("terms?language=ar-SY")
    assert response.status_code == 200 and response["Content-Language"] == "ar"


def test_the_schema_names_every_call(directory, client):
    paths = client.get("/api/openapi.json").json()["paths"]
    names = ("version", "cities", "services", "services/{id}", "answers/{intent}", "plan", "match", "terms", "coverage")
    names += ("events", "reports")
    assert {API + name for name in names} <= set(paths)
