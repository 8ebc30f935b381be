"""The pages say what the closed periods may show, to whom they may, and the files say the same."""

import csv
import io
import re

import pytest
from django.urls import reverse

from enquiries.models import ReportPeriod
from enquiries.reports.closing import close_due
from tests.officers import account

from .conftest import MONDAY
from .test_closing import LATER, SOON

PAGE = "/staff/reports/"


@pytest.fixture
def viewer(client, city, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    client.force_login(account("vera", role="viewer", city_id="seedville"))
    return client


def cells(page: str, key: str) -> list[list[str]]:
    part = page[page.index(f'id="of-{key}"') :]
    rows = part[part.index("<tbody>") : part.index("</tbody>")].split("</tr>")[:-1]
    clean = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in clean]


def test_before_there_is_anything(viewer):
    assert "There is no report yet" in viewer.get(PAGE).content.decode()


def test_a_week_as_tables_pictures_and_files(viewer, enquire):
    for _ in range(9):
        enquire(MONDAY, language="ar", wait=1.5, helped=True)
    for _ in range(8):
        enquire(MONDAY, language="fi", wait=1.5, helped=True)
    for _ in range(6):
        enquire(MONDAY, language="en")
    enquire(MONDAY, language="so")
    close_due(SOON)
    page = viewer.get(PAGE).content.decode()
    rows = {row[0]: row for row in cells(page, "language")}
    assert rows["Arabic"][1] == "9" and rows["Arabic"][5] == "9" and rows["Arabic"][7] == "2 h"
    assert rows["Finnish"][1] == "8" and rows["All"][1] == "24"
    assert rows["All"][4] == "– withheld" and not {"Somali", "English"} & set(rows)
    assert re.search("All numbers are withheld: [^<]*English[^<]*Somali", page)
    picture = page[page.index('id="of-language"') :].split("<svg")[1].split("</svg>")[0]
    assert picture.count("<rect") == 2 and ">9</text>" in picture
    file = viewer.get(PAGE + "language.csv")
    lines = {row[0]: row for row in csv.reader(io.StringIO(file.content.decode("utf-8-sig")))}
    assert lines["Arabic"][1] == "9" and lines["Somali"][1] == ""
    assert "attachment" in file["Content-Disposition"]


def test_the_quarter_comes_first_and_weeks_can_be_chosen(viewer, busy):
    busy(weeks=13, a_week=20)
    close_due(LATER)
    page = viewer.get(PAGE).content.decode()
    assert "Quarter 3 of 2026" in page and "Barriers by service and kind" in page
    assert cells(page, "week")[-1][0] == "The quarter"
    week = ReportPeriod.objects.get(kind="week", start="2026-07-06")
    assert "<h2>Week 28 of 2026" in viewer.get(f"{PAGE}?period={week.pk}").content.decode()
    assert viewer.get(PAGE + "nothing.csv").status_code == 404


@pytest.mark.parametrize("query", ["?period=99999", "?period=x", "?period=-1", "?period=²"])
def test_a_period_that_is_not_there_is_the_newest(viewer, enquire, query):
    enquire(MONDAY)
    close_due(SOON)
    assert viewer.get(PAGE + query).status_code == 200


def test_of_other_cities_nothing(viewer, city):
    from services_directory.models import City

    other = City.objects.create(pk="elsewhere", name="E", country="at", default_language="de", timezone="Europe/Vienna")
    period = ReportPeriod.objects.create(city=other, kind="week", start="2026-07-06", end="2026-07-12")
    assert viewer.get(f"{PAGE}?city=elsewhere").status_code == 403
    assert "There is no report yet" in viewer.get(f"{PAGE}?period={period.pk}").content.decode()


@pytest.mark.parametrize(("role", "status"), [("officer", 200), ("staff", 200), ("lead", 200), ("partner", 403)])
def test_who_may_see_reports(client, city, role, status):
    from services_directory.models import Organization

    where = {"city_id": city.pk}
    if role == "partner":
        where = {"organization": Organization.objects.create(slug="o", name="O")}
    client.force_login(account("x", role=role, **where))
    assert client.get(PAGE).status_code == status


def test_a_page_costs_the_same_whatever_is_in_it(viewer, busy, django_assert_max_num_queries):
    busy(weeks=13, a_week=10)
    close_due(LATER)
    viewer.get(PAGE)
    with django_assert_max_num_queries(25):
        viewer.get(PAGE)


def test_officers_see_barriers_at_their_desk(client, city, enquire, settings):
    from enquiries.models import Barrier
    from services_directory.models import Organization, Service

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    owner = Organization.objects.create(slug="o", name="O")
    names = ("Loans at the bank", "Quiet office")
    bank, office = (
        Service.objects.create(city=city, slug=name[:5].lower(), organization=owner, name=name, description="…")
        for name in names
    )
    for service, count in ((bank, 9), (office, 2)):
        for _ in range(count):
            Barrier.objects.create(city=city, service=service, kind="papers", language="ar", reported_on="2026-07-07")
    enquire(MONDAY)
    client.force_login(account("olli", role="officer", city_id=city.pk))
    assert "Barriers that newcomers told of" not in client.get("/officer/").content.decode()
    close_due(LATER)
    page = client.get("/officer/").content.decode()
    part = page[page.index("Barriers that newcomers told of") :]
    assert 'href="/staff/reports/"' in part and ">11<" in part
    assert "Quiet office" not in part, "two can be found neither there"
    assert "Loans at the bank" not in part, "nor from the total less the other"


def test_addresses():
    assert reverse("reports:reports") == PAGE
