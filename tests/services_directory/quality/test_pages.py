"""The pages on an admin site, the CSV file and the API: what they say, and what wrong input gets."""

import csv
import io
import re

import pytest

from services_directory import version
from services_directory.models import City, KnownGap, Partnership, Service
from tests.officers import account

from .conftest import TODAY

TABLE, CELL = "/officer/coverage/?city=seedville", "/officer/coverage/cell/?city=seedville"
API = "/api/directory/coverage?city=seedville"
LOANS = CELL + "&topic=loans&phase=idea"


def text(response):
    """The words of a page, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def seeded(add):
    """Loans: an overlap in the idea phase, one service in the starting phase; tax and advice: nothing."""
    bank = add("bank", topic="loans", phase="idea", cost="paid", format="online")
    fund = add("fund", topic="loans", phase="idea starting", organization="fund", exit_strategy="The bank.")
    add("asked", topic="tax", phase="idea", source_status="undated", assured_date=None)
    Partnership.objects.create(service=bank, kind="refers-to", to_service=fund)
    return bank, fund


def test_the_table_is_a_table_for_everybody(officer, seeded):
    page = officer.get(TABLE)
    content = page.content.decode()
    assert page.status_code == 200
    assert '<caption id="coverage-caption">' in content and 'role="region"' in content and 'tabindex="0"' in content
    assert content.count('scope="row"') > 4 and content.count('scope="col"') > 2
    cells = re.findall(r'<td class="([^"]*)"><a href="([^"]*)">(.*?)</a>', content)
    loans = [cell for cell in cells if "topic=loans&amp;phase=idea" in cell[1]]
    assert len(loans) == 1 and "mark-overlap" in loans[0][0] and "overlap" in loans[0][2] and "<b>2</b>" in loans[0][2]
    tax = next(cell for cell in cells if "topic=tax&amp;phase=idea" in cell[1])
    assert "mark-gap" in tax[0] and "gap" in tax[2] and "1 to check" in tax[2]
    assert "<script>" not in content and "style=" not in content


def test_axes_and_filters_of_an_address(officer, seeded):
    page = officer.get(TABLE + "&rows=language&columns=district&format=online")
    assert page.status_code == 200 and page.context["current"] == 1
    assert "Harbour" in text(page) and "English" in text(page)


@pytest.mark.parametrize(
    "query", ["&rows=phase&columns=phase", "&rows=colour", "&topic=gold", "&spoken=%00", "&district=nowhere"]
)
def test_a_wrong_address_is_told_at_the_field(officer, seeded, query):
    for address in (TABLE, TABLE.replace("?", "table.csv?")):
        page = officer.get(address + query)
        assert page.status_code == 400 and "errorlist" in page.content.decode()
        assert 'aria-invalid="true"' in page.content.decode()
    assert officer.get(CELL + query).status_code in (200, 302)


def test_a_cell_lists_services_marks_and_rules(officer, seeded):
    page = officer.get(LOANS)
    words = text(page)
    assert "Bank" in words and "Fund" in words and "Candidates for working together" in words
    assert "different organizations have the same topic" in words
    assert "dead end" not in words.split("Fund")[-1] and "nobody refers to it" in words
    assert "Mark as known" not in words  # an overlap is no gap
    assert f"/officer/services_directory/service/{seeded[0].pk}/change/" in page.content.decode()
    assert f"/officer/scorecard/{seeded[0].pk}/" in page.content.decode()
    assert "service/add/?city=seedville&amp;topic=loans&amp;phase=idea" in page.content.decode()


def test_to_be_checked_and_thin_are_explained(officer, seeded):
    assert "Asked" in text(officer.get(CELL + "&topic=tax&phase=idea"))
    thin = text(officer.get(CELL + "&topic=loans&phase=starting"))
    assert "There is one service only." in thin and "Rule: There is little here" in thin


def test_what_is_to_be_checked_is_confirmed_where_it_is_listed(officer, client, seeded):
    address = CELL + "&topic=tax&phase=idea"
    asked = Service.objects.get(city="seedville", slug="asked")
    content = officer.get(address).content.decode()
    assert content.count("Still right") == 1 and f"/service/{asked.pk}/do/confirm/" in content
    assert "Still right" not in officer.get(LOANS).content.decode(), "what is current waits for nobody"
    back = re.search(r'name="back" value="([^"]+)"', content)[1].replace("&amp;", "&")
    answer = officer.post(f"/officer/services_directory/service/{asked.pk}/do/confirm/", {"back": back})
    assert (answer.status_code, answer.url) == (302, address)
    asked.refresh_from_db()
    assert asked.assured_date is not None
    Service.objects.filter(pk=asked.pk).update(assured_date=None)
    version.bump()
    client.force_login(account("viewer", role="viewer", city_id="seedville"))
    page = client.get(address).content.decode()
    assert "Asked" in page and "Still right" not in page


def test_a_gap_is_marked_as_known_changed_and_removed(officer, seeded):
    address = CELL + "&topic=advice&phase=idea"
    assert "Mark as known" in text(officer.get(address))
    assert officer.post(address, {"plan": "A course opens.", "until": "2027-03-01"}).status_code == 302
    gap = KnownGap.objects.get(city="seedville")
    assert gap.cell == {"topic": "advice", "phase": "idea"} and gap.author.username == "officer"
    assert "A course opens." in text(officer.get(address)) and "planned until" in text(officer.get(TABLE))
    officer.post(address, {"plan": "Two courses open.", "until": "2027-04-01"})
    assert KnownGap.objects.get(city="seedville").plan == "Two courses open."
    removed = officer.post(f"/officer/coverage/known/{gap.pk}/remove/", follow=True)
    assert removed.status_code == 200 and not KnownGap.objects.filter(city="seedville").exists()


@pytest.mark.parametrize(
    "plan, until",
    [
        ("", "2027-03-01"), ("A plan", ""), ("A plan", "2026-01-01"), ("A plan", "soon"),
        ("<script>alert(1)</script>", "2027-03-01"), ("x" * 2001, "2027-03-01"),
    ],
)  # fmt: skip
def test_a_wrong_plan_is_told_at_the_field_and_kept_there(officer, seeded, plan, until):
    page = officer.post(CELL + "&topic=advice", {"plan": plan, "until": until})
    assert page.status_code == 400 and "errorlist" in page.content.decode()
    assert page.context["plan"]["plan"].value() == plan and "<script>alert" not in page.content.decode()
    assert not KnownGap.objects.filter(city="seedville").exists()


def test_who_may_not(client, officer, seeded):
    KnownGap.objects.create(city_id="seedville", cell={"topic": "tax"}, plan="Later.", until="2027-01-01")
    gap = KnownGap.objects.get(city="seedville")
    client.logout()
    assert client.get(TABLE).status_code == 302
    City.objects.create(pk="elsewhere", name="Elsewhere", country="fi", default_language="fi", timezone="UTC")
    for name, role in (("nobody", {}), ("vera", {"role": "officer", "city_id": "elsewhere"})):
        client.force_login(account(name, **role))
        assert client.get(TABLE).status_code in (302, 403), name
        assert client.get(f"/officer/scorecard/{seeded[0].pk}/").status_code in (302, 403), name
    client.force_login(account("viewer", role="viewer", city_id="seedville"))
    assert client.get(TABLE).status_code == 200
    assert "Mark as known" not in text(client.get(CELL + "&topic=advice"))
    assert client.post(CELL + "&topic=advice", {"plan": "Mine", "until": "2027-01-01"}).status_code == 403
    assert client.post(f"/officer/coverage/known/{gap.pk}/remove/").status_code == 403
    assert KnownGap.objects.filter(city="seedville").count() == 1
    assert client.get(TABLE.replace("seedville", "atlantis")).status_code == 403


def test_the_csv_file_says_the_same_and_is_harmless(officer, seeded, add):
    add("evil", topic="advice", name="=HYPERLINK(1)")
    KnownGap.objects.create(city_id="seedville", cell={"topic": "tax"}, plan="@later", until="2027-01-01")
    page = officer.get(TABLE.replace("?", "table.csv?"))
    raw = page.content.decode("utf-8")
    assert raw.startswith("\ufeff") and "coverage-seedville-topic-phase.csv" in page["Content-Disposition"]
    rows = {(row["row"], row["column"]): row for row in csv.DictReader(io.StringIO(raw.lstrip("\ufeff")))}
    assert rows["loans", "idea"]["ids"] == "bank | fund" and rows["loans", "idea"]["marks"] == "overlap"
    assert rows["tax", "idea"]["plan"] == "'@later" and rows["tax", "idea"]["until"] == "2027-01-01"
    assert rows["advice", "all"]["names"] == "'=HYPERLINK(1)"


def test_the_api_says_the_same(officer, seeded):
    KnownGap.objects.create(city_id="seedville", cell={"topic": "tax"}, plan="Secret.", until="2027-01-01")
    answer = officer.get(API + "&language=en")
    found = answer.json()
    cells = {(cell["row"], cell["column"]): cell for cell in found["cells"]}
    assert cells["loans", "idea"]["services"] == ["bank", "fund"] and cells["loans", "idea"]["marks"] == ["overlap"]
    assert cells["tax", "idea"]["known"] == {"until": "2027-01-01", "late": False} and "Secret" not in str(found)
    assert found["unreferred"] == ["bank"] and found["dead_ends"] == [] and found["day"] == TODAY.isoformat()
    assert officer.get(API + "&language=en", headers={"if-none-match": answer["ETag"]}).status_code == 304
    narrowed = officer.get(API + "&rows=language&columns=format&spoken=en&topic=loans,tax").json()
    assert [row["code"] for row in narrowed["rows"]["codes"]] == ["en", "all"]


@pytest.mark.parametrize(
    "query", ["&rows=x", "&columns=topic", "&rows=phase&columns=phase", "&topic=gold", "&spoken=x%00"]
)
def test_a_callers_fault_is_named(officer, seeded, query):
    answer = officer.get(API + query)
    assert answer.status_code == 400 and answer.json()["error"]["code"] == "unknown_filter"


def test_format_is_a_filter_of_the_api_and_no_wish_of_the_framework(officer, seeded):
    assert officer.get("/api/directory/services?city=seedville&format=online").json()["total"] == 1
    assert officer.get(API + "&format=online", headers={"accept": "text/html"}).status_code == 200


def test_score_cards_open(officer, seeded):
    page = text(officer.get(f"/officer/scorecard/{seeded[0].pk}/"))
    assert "EUROCITIES Integrating Cities Toolkit (2018)" in page and "The one change that would help most" in page
    whole = text(officer.get("/officer/scorecard/city/seedville/"))
    assert "Current services nobody refers to: 1." in whole and "Is it made known in several ways" in whole
    assert officer.get("/officer/scorecard/999999/").status_code == 404
    assert officer.get("/officer/scorecard/city/atlantis/").status_code == 403
