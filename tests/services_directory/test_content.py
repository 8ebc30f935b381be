"""Everything that was collected is in the directory, with its sources."""

import re

import pytest
import yaml

from services_directory.loading import ROOT, content_faults, taxonomy_codes
from services_directory.models import Phone, Service, StatusRecord

CITIES = {"helsinki": 41, "vienna": 15}


def test_shipped_content_has_no_fault():
    assert content_faults() == []


@pytest.mark.parametrize("city", CITIES)
def test_every_service_with_every_source(directory, collected, city):
    assert len(collected[city]) == CITIES[city]
    for slug, addresses in collected[city].items():
        service = Service.objects.get(city=city, slug=slug)
        stored = [row.source.url or row.source.title for row in service.service_sources.all()]
        for address in addresses:
            title = "Integrating Cities Toolkit"
            assert address in stored or address.startswith(title) and any(s.startswith(title) for s in stored), slug


def test_every_entry_of_the_toolkit_is_kept_as_history(directory, collected):
    history = set(Service.objects.filter(historical=True).values_list("slug", flat=True))
    records = StatusRecord.objects.filter(status="history", as_of="2018")
    merged = {row.reference for row in records}
    assert set(collected["toolkit"]) <= history | merged
    assert all("EUROCITIES, 2018" in row.source.title for row in records)
    for service in Service.objects.filter(historical=True):
        assert any("EUROCITIES, 2018" in row.source.title for row in service.service_sources.all())


def test_copies_are_not_confirmed(directory):
    service = Service.objects.get(slug="prh-trade-register")
    main = service.service_sources.first().source
    assert "github.com" in main.url and main.kind == "copy" and not main.confirmed


def test_contacts_are_clean(directory):
    assert all(re.fullmatch(r"\+\d{6,15}", number) for number in Phone.objects.values_list("number", flat=True))
    newco = Service.objects.get(slug="newco-helsinki-advice", city="helsinki")
    assert [row.address for row in newco.emails.all()] == ["yrityshelsinki@hel.fi", "startup@hel.fi"]
    assert Service.objects.get(slug="yrittajan-talousapu").name == "Yrittäjän talousapu"


def test_formats_of_support_of_the_toolkit_where_the_record_says_so(directory):
    formats = {"information-session", "basic-course", "intensive-training", "one-to-one", "digital-tool"}
    assert formats <= taxonomy_codes()["format"]
    stated = {
        (service.slug, code)
        for service in Service.objects.all() for code in service.codes("format") if code in formats
    }  # fmt: skip
    assert stated == {
        ("womens-enterprise-agency", "information-session"),  # "There are information events and courses too"
        ("wirtschaftsagentur-wien", "one-to-one"),  # "with one-to-one coaching"
        ("elo-yel", "digital-tool"),  # "with a calculator and guidance in English"
        ("lisbon-refugee-business-idea", "one-to-one"),  # "Meetings in groups and one to one"
    }


def test_one_list_of_codes_for_content_and_training_data():
    codes = taxonomy_codes()
    for file in (ROOT.parent.parent / "data" / "nlu").glob("*/values.yml"):
        looked_up = {}
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            kind, code, _ = entry["lookup"].split(".")
            looked_up.setdefault(kind, set()).add(code)
        for kind in codes:
            assert looked_up[kind] == codes[kind], f"{file.parent.name}: {kind}"
