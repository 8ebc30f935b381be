"""What spreadsheets make of a CSV or XLSX: read right, or refused with the reason."""

import io
import zipfile
from datetime import date, time

import pytest
from openpyxl import Workbook, load_workbook

from services_directory.exchange.columns import COLUMNS
from services_directory.exchange.plan import State
from services_directory.models import Service

ROW = {
    "id": "neu", "city": "vienna", "name": "Beratung für Gründer", "organization": "wk-wien",
    "description": "Erste Zeile\nzweite; mit \"Zitat\", und Komma", "topics": "advice | tax", "status": "current",
    "languages": "de | tr; given_by=interpreter; note=dienstags", "cost_options": "gebühr=75.50 EUR | dauer=45 minutes",
    "cost_note": "Kostet {gebühr} für {dauer}.", "phones": "+43 1 514500; phone_note=vormittags; languages=de, en",
    "schedules": "FREQ=WEEKLY;BYDAY=MO,TU; opens=9:00; closes=15.30", "assured_date": "31.1.2026",
}  # fmt: skip


def table(separator: str, rows=(ROW,), line: str = "\r\n") -> str:
    def cell(text):
        return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in f'{separator}"\n') else text

    lines = [list(rows[0]), *([row[name] for name in rows[0]] for row in rows)]
    return "".join(separator.join(map(cell, cells)) + line for cells in lines)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_saved_csv_is_read_right(exchange, code, separator):
    exchange.load("neu.csv", table(separator).encode(code))
    service = Service.objects.get(slug="neu")
    assert service.name == "Beratung für Gründer" and service.description == ROW["description"]
    assert service.codes("topic") == ["advice", "tax"] and service.assured_date == date(2026, 1, 31)
    assert [(row.code, row.given_by, row.note) for row in service.spoken_languages.all()] == [
        ("de", "unknown", ""), ("tr", "interpreter", "dienstags")
    ]  # fmt: skip
    assert {row.key: row.value for row in service.cost_options.all()} == {
        "gebühr": {"type": "money", "amount": "75.50", "currency": "EUR"},
        "dauer": {"type": "duration", "count": 45, "unit": "minute"},
    }
    phone, schedule = service.phones.get(), service.schedules.get()
    assert (phone.number, phone.note, phone.languages) == ("+431514500", "vormittags", ["de", "en"])
    assert (schedule.rrule, schedule.opens_at, schedule.closes_at) == ("FREQ=WEEKLY;BYDAY=MO,TU", time(9), time(15, 30))
    assert service.changes.count() == 1 and service.uuid.version == 5


def test_excels_own_first_line_and_short_rows(exchange):
    content = "sep=;\r\n" + table(";", line=";;\r\n")
    assert exchange.plan("neu.csv", content).count(State.NEW) == 1
    short = "id,city,alert,caution\r\nytj,helsinki,Soon\r\n"
    assert exchange.plan("some.csv", short).of(State.CHANGED)[0].changed == ["alert"]


@pytest.mark.parametrize(
    "code, text",
    [
        ("cp1251", "Консультация для предпринимателей"),
        ("cp1253", "Συμβουλές για επιχειρήσεις"),
        ("cp1256", "استشارة لأصحاب الأعمال"),
        ("cp1254", "İşletme danışmanlığı"),
        ("cp1250", "Poradna pro začínající podnikatele, możliwość"),
        ("mac_roman", "Yrittäjän käsikirja ja Ärger mit Förderung"),
        ("cp850", "Yrittäjän käsikirja"),
    ],
)
def test_another_code_is_refused_and_never_guessed(exchange, code, text):
    content = f"id,city,alert\r\nytj,helsinki,{text}\r\n".encode(code)
    plan = exchange.plan("some.csv", content)
    assert [fault.row for fault in plan.faults] == [2] and "UTF-8" in plan.faults[0].reason


@pytest.mark.parametrize(
    "text", ["“Nyt” – käy jo, 5 € für Gründer’s", "Déjà vu, ça va, œuvre, Öl, Äiti, ÅÄÖ, Straße", "3 × 4 m²"]
)
def test_western_texts_are_not_refused(exchange, text):
    content = f'id,city,alert\r\nytj,helsinki,"{text}"\r\n'.encode("cp1252")
    exchange.load("some.csv", content)
    assert Service.objects.get(slug="ytj").alert == text


def test_a_table_is_safe_to_open_and_its_formulas_stay_texts(exchange, directory):
    text = "=HYPERLINK(\"http://x\";\"y\");=1+1"
    service = Service.objects.get(slug="ytj")
    service.alert = text
    service.save()
    chosen = Service.objects.filter(pk=service.pk)
    assert "'=HYPERLINK" in exchange.save("csv", chosen).decode() and ";'=1+1" in exchange.save("csv", chosen).decode()
    book = load_workbook(io.BytesIO(exchange.save("xlsx", chosen)))
    for row in book["services"].iter_rows():
        assert all(cell.data_type != "f" and str(cell.value or " ")[0] not in "=+-@" for cell in row)
    for form, name in (("csv", "a.csv"), ("xlsx", "a.xlsx")):
        assert exchange.plan(name, exchange.save(form, chosen)).is_empty


def workbook(rows, edit=None) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if edit:
        edit(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_workbook_with_typed_cells(exchange):
    rows = [["id", "City", "assured date", "minimum_age", "proper_name", "review_after", "eligibility", "as_of_date"]]
    rows += [["ytj", "helsinki", date(2026, 2, 1), 18.0, True, 90, "Adults.", 2026], [None, None], ["# remark"]]
    exchange.load("some.xlsx", workbook(rows))
    service = Service.objects.get(slug="ytj")
    assert (service.assured_date, service.proper_name, service.review_after) == (date(2026, 2, 1), True, 90)
    assert service.eligibility.minimum_age == 18 and service.as_of_date == "2026"


def test_a_formula_in_a_workbook_is_refused(exchange):
    plan = exchange.plan("some.xlsx", workbook([["id", "city", "alert"], ["ytj", "helsinki", "=1+1"]]))
    assert [(fault.row, "C" in fault.reason) for fault in plan.faults] == [(2, True)]


def test_organizations_have_a_sheet(exchange):
    def organizations(book):
        sheet = book.create_sheet("organizations")
        sheet.append(["id", "name", "aliases", "parent"])
        sheet.append(["ministry", "Ministry", "M | Min", None])
        sheet.append(["office", "Office", None, "ministry"])

    rows = [["id", "city", "organization"], ["ytj", "helsinki", "office"]]
    exchange.load("some.xlsx", workbook(rows, organizations))
    office = Service.objects.get(slug="ytj").organization
    assert (office.slug, office.parent.slug, office.parent.aliases) == ("office", "ministry", ["M", "Min"])


def test_the_template_is_read_as_empty_and_offers_choices(exchange, directory):
    from services_directory.exchange import template

    for form in ("csv", "xlsx"):
        target = io.BytesIO()
        template.write(target, form)
        plan = exchange.plan(f"template.{form}", target.getvalue())
        assert not plan.services, form
        assert [fault.reason for fault in plan.faults] == [
            "The file has no services: nothing stands below its headings."
        ]
    book = load_workbook(io.BytesIO(target.getvalue()))
    assert [cell.value for cell in book["services"][1]] == list(COLUMNS)
    rules = book["services"].data_validations.dataValidation
    assert len(rules) >= 6 and all(rule.formula1.startswith("choices!") for rule in rules)
    told = {row[0].value: row[2].value for row in book["explanations"].iter_rows(min_row=2)}
    assert set(told) == set(COLUMNS) and all(told.values())


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(200):
                part.write(b"0" * 1024 * 1024)
    return target.getvalue()


def entities() -> bytes:
    content = io.BytesIO(workbook([["id", "city"], ["ytj", "helsinki"]]))
    target = io.BytesIO()
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data
            archive.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    "name, content",
    [
        ("bomb.xlsx", bomb),
        ("entities.xlsx", entities),
        ("cut.xlsx", lambda: workbook([["id"], ["ytj"]])[:-300]),
        ("text.xlsx", lambda: b"id,city\nytj,helsinki\n"),
        ("zip.csv", lambda: workbook([["id"]])),
        ("zip.yml", lambda: workbook([["id"]])),
        ("picture.csv", lambda: b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("page.csv", lambda: b"<html><body>id,city</body></html>"),
        ("bytes.csv", lambda: b"id,city\nytj,hel\x00sinki\n"),
        ("other.csv", lambda: b"vorname,nachname\na,b\n"),
        ("cut.csv", lambda: b'id,city,alert\nytj,helsinki,"it goes on'),
        ("cut2.csv", lambda: b"id,city,alert\nytj,hels"),
        ("empty.csv", lambda: b""),
        ("blank.csv", lambda: b"\n\n"),
        ("empty.xlsx", lambda: workbook([])),
        ("name.pdf", lambda: b"id,city\n"),
    ],
)
def test_another_kind_of_file_gets_a_clear_message(exchange, name, content):
    plan = exchange.plan(name, content())
    assert len(plan.faults) == 1 and not plan.services, plan.faults
    assert len(plan.faults[0].reason) < 200 and "Traceback" not in plan.faults[0].reason


def test_unknown_and_doubled_columns_are_named(exchange):
    plan = exchange.plan("some.csv", "id;city;fones;city;name.xx1y2z3w4v\nytj;helsinki;;;\n")
    assert [(fault.row, fault.column) for fault in plan.faults] == [
        (1, "fones"), (1, "city"), (1, "name.xx1y2z3w4v")
    ]  # fmt: skip
    assert "phones" in plan.faults[0].reason
