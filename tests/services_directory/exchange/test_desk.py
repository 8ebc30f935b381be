"""Upload → report → import now, and downloads, as an officer meets them."""

import io
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from openpyxl import load_workbook

from services_directory.exchange import uploads
from services_directory.models import Service
from tests.officers import account

CHANGE = b"id;city;alert;caution\r\nytj;helsinki;Neu f\xfcr alle;\r\n"


@pytest.fixture
def officer(directory, client, settings, tmp_path):
    settings.STATE_DIR = tmp_path
    client.force_login(User.objects.create_superuser("officer", "officer@example.org", "x"))
    return client


def upload(client, content: bytes, name: str = "services.csv", city: str = ""):
    return client.post("/officer/exchange/", {"file": SimpleUploadedFile(name, content), "city": city})


class Forms(HTMLParser):
    """Hidden values, labels and what they label."""

    def __init__(self, text: str):
        super().__init__()
        self.hidden, self.labelled, self.inputs, self.headings = {}, set(), set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "label":
            self.labelled.add(given.get("for"))
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        if tag in ("input", "select") and given.get("type") not in ("hidden", "submit"):
            self.inputs.add(given.get("id"))
        if given.get("type") == "hidden" and given.get("name"):
            self.hidden[given["name"]] = given.get("value")
        assert "style" not in given and not any(name.startswith("on") for name in given), given


def test_upload_report_import(officer, tmp_path):
    page = officer.get("/officer/exchange/")
    forms = Forms(page.content.decode())
    assert page.status_code == 200 and {"id_file", "id_city"} <= forms.inputs & forms.labelled
    answer = upload(officer, CHANGE)
    assert answer.status_code == 302
    report = officer.get(answer.url)
    content = report.content.decode()
    assert "Neu für alle" in content and "1 changed" in content and Service.objects.get(slug="ytj").alert == ""
    assert len(list(tmp_path.glob("imports/*/*"))) == 1
    done = officer.post(answer.url, {"shown": Forms(content).hidden["shown"]}, follow=True)
    assert "0 new, 1 changed" in done.content.decode()
    service = Service.objects.get(slug="ytj")
    assert service.alert == "Neu für alle" and service.changes.first().history_user.username == "officer"
    assert "services.csv" in service.changes.first().history_change_reason
    assert not list(tmp_path.glob("imports/*/*"))
    assert officer.get(answer.url).status_code == 302


def test_a_wrong_row_is_shown_and_cannot_be_imported(officer):
    answer = upload(officer, b"id,city,url,alert\nytj,helsinki,ytj.fi,<script>x\n")
    content = officer.get(answer.url).content.decode()
    assert "http://" in content and "&lt;script&gt;" in content and "<script>x" not in content
    hidden = Forms(content).hidden
    assert "shown" not in hidden and "Import now" not in content
    assert officer.post(answer.url, {"shown": ""}).status_code == 409
    assert Service.objects.get(slug="ytj").alert == ""


def test_what_was_shown_is_what_is_imported(officer):
    answer = upload(officer, CHANGE)
    shown = Forms(officer.get(answer.url).content.decode()).hidden["shown"]
    service = Service.objects.get(slug="ytj")
    service.caution = "Meanwhile"
    service.save()
    again = officer.post(answer.url, {"shown": shown})
    assert again.status_code == 409 and "Meanwhile" in again.content.decode()
    service.refresh_from_db()
    assert (service.alert, service.caution) == ("", "Meanwhile")


def test_a_database_that_fails_keeps_the_file(officer):
    answer = upload(officer, CHANGE)
    shown = Forms(officer.get(answer.url).content.decode()).hidden["shown"]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER gone BEFORE UPDATE ON services_directory_service BEGIN SELECT RAISE(ABORT, 'disk'); END"
        )
    failed = officer.post(answer.url, {"shown": shown})
    assert failed.status_code == 503 and "Nothing was changed" in failed.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER gone")
    assert officer.post(answer.url, {"shown": shown}).status_code == 302
    assert Service.objects.get(slug="ytj").alert == "Neu für alle"


@pytest.mark.parametrize("name, content", [("a.pdf", b"%PDF"), ("noending", b"id,city\n")])
def test_a_file_of_another_kind_is_refused_at_the_field(officer, name, content, tmp_path):
    page = upload(officer, content, name)
    assert page.status_code == 400 and ".xlsx" in page.content.decode() and not list(tmp_path.glob("imports/*/*"))


def test_no_file_at_all_and_an_empty_one(officer):
    assert officer.post("/officer/exchange/", {}).status_code == 400
    assert "empty" in officer.get(upload(officer, b"").url).content.decode()


def test_a_file_of_another_session_is_not_found(officer, client):
    answer = upload(officer, CHANGE)
    from django.test import Client

    other = Client()
    other.force_login(User.objects.get(username="officer"))
    assert other.get(answer.url).status_code == 302
    assert uploads.find("some-session", "../../secret_key") is None


def test_who_may_only_look_exports_and_imports_nothing(officer, client):
    client.force_login(account("viewer", role="viewer"))
    page = client.get("/officer/exchange/").content.decode()
    assert "Import services" not in page and "Export services" in page
    assert upload(client, CHANGE).status_code == 403
    assert client.get("/officer/exchange/template/").status_code == 403
    client.force_login(User.objects.create_user("nobody", password="x", is_staff=True))
    assert client.get("/officer/exchange/").status_code == 403
    assert client.get("/officer/exchange/export/").status_code == 403
    client.logout()
    assert client.get("/officer/exchange/export/").status_code == 302


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_filtered_list_is_exported(officer):
    answer = officer.get("/officer/exchange/export/?as=xlsx&city__id__exact=vienna&q=loan")
    sheet = load_workbook(io.BytesIO(body(answer)))["services"]
    cities = {row[1].value for row in sheet.iter_rows(min_row=2)}
    assert cities == {"vienna"} and 1 < sheet.max_row < 18
    assert "attachment" in answer["Content-Disposition"] and "no-store" in answer["Cache-Control"]
    assert officer.get("/officer/exchange/export/?as=exe").status_code == 400


@pytest.mark.parametrize("form, name", [("csv", "a.csv"), ("yaml", "a.yml"), ("xlsx", "a.xlsx")])
def test_what_is_downloaded_can_be_uploaded(officer, form, name):
    content = body(officer.get(f"/officer/exchange/export/?as={form}"))
    report = officer.get(upload(officer, content, name).url).content.decode()
    assert "nothing to import" in report and f"{Service.objects.count()} the same" in report


def test_templates(officer):
    for form in ("csv", "xlsx"):
        content = body(officer.get(f"/officer/exchange/template/?as={form}"))
        report = officer.get(upload(officer, content, f"t.{form}").url).content.decode()
        assert "nothing stands below its headings" in report and "nothing to import" not in report


async def test_under_the_asynchronous_server_a_file_is_sent_in_pieces(officer):
    from django.test import AsyncRequestFactory

    from services_directory.exchange import downloads

    request = AsyncRequestFactory().get("/")
    answer = downloads.response(request, "a.csv", "text/csv", lambda file: file.write(b"x" * 200_000))
    pieces = [piece async for piece in answer.streaming_content]
    assert answer.is_async and len(pieces) == 4 and sum(map(len, pieces)) == 200_000


@pytest.mark.parametrize("column", ["owner", "deputy"])
def test_owner_and_deputy_are_those_whom_the_form_offers(directory, client, settings, tmp_path, column):
    settings.STATE_DIR = tmp_path
    aino, _ = (account(name, role="officer", city_id="helsinki") for name in ("aino", "ola"))
    account("vera", role="officer", city_id="vienna"), account("viv", role="viewer", city_id="helsinki")
    client.force_login(aino)

    def report(name: str) -> str:
        return client.get(upload(client, f"id,city,{column}\nytj,helsinki,{name}\n".encode()).url).content.decode()

    said = [report(name).replace(name, "…") for name in ("vera", "viv", "nobody")]
    assert all("‘…’ is neither an officer of your cities nor an administrator." in page for page in said)
    assert "Import now" in report("ola") and "is neither" not in report("ola")
    Service.objects.filter(slug="ytj").update(**{column: User.objects.get(username="vera")})
    assert "is neither" not in report("vera"), "whoever stands there may stay"
