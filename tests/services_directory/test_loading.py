"""Loading: repeatable, atomic, with an officer's changes kept; faults named with file and key."""

import shutil

import pytest
import yaml

from services_directory import version
from services_directory.loading import ROOT, ContentError, content_faults, load_all, load_city
from services_directory.models import Service, Statement


@pytest.fixture
def content(tmp_path):
    """A copy of the shipped content that a test may spoil."""
    return shutil.copytree(ROOT, tmp_path / "content")


def rewrite(file, change):
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    change(data)
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def service(data, slug):
    return next(row for row in data["services"] if row["id"] == slug)


def test_loading_again_changes_nothing(directory):
    before, services = version.current(), Service.objects.count()
    summary = load_all()
    assert (summary.created, summary.updated, summary.removed) == (0, 0, 0)
    assert summary.kept > 0 and Service.objects.count() == services
    assert version.current() == before


def test_an_officers_change_survives_until_the_entry_changes(directory, content):
    record = Service.objects.get(slug="ytj")
    record.description = "Changed by an officer."
    record.save()
    load_all()
    assert Service.objects.get(slug="ytj").description == "Changed by an officer."

    rewrite(content / "helsinki/services.yml", lambda data: service(data, "ytj").update(description="Shipped anew."))
    load_city("helsinki", content)
    assert Service.objects.get(slug="ytj").description == "Shipped anew."


def test_an_entry_that_is_gone_goes_and_an_officers_own_stays(directory, content):
    ytj = Service.objects.get(slug="ytj")
    Service.objects.create(
        city_id="helsinki",
        slug="own",
        organization=ytj.organization,
        name="Own",
        description="Own",
        source_status="current",
    )
    # The map of districts stands in no guidance file, so one service can go without breaking answers.
    gone = "helsinki-partners"
    rewrite(content / "helsinki/services.yml", lambda data: data["services"].remove(service(data, gone)))
    shutil.rmtree(content / "fi")
    load_city("helsinki", content)
    assert not Service.objects.filter(slug=gone).exists()
    assert Service.objects.filter(slug="own").exists()


@pytest.mark.parametrize(
    "change, named",
    [
        ({"topics": ["money"]}, "helsinki/services.yml: services.ytj.topics: 'money'"),
        ({"phones": [{"number": "09 310 1400"}]}, "services.ytj.phones"),
        ({"phones": [{"number": "+358 9 310 1400"}]}, "services.ytj.phones"),
        ({"emails": ["nobody"]}, "services.ytj.emails"),
        ({"cost_note": "It costs {fee}."}, "services.ytj.cost_note: {fee} has no value"),
        ({"cost_note": "It costs {0.__class__}."}, "services.ytj.cost_note"),
        ({"cost_options": {"fee": {"type": "money", "amount": "x", "currency": "EUR"}}}, "services.ytj.values.fee"),
        ({"sources": []}, "services.ytj: lacks sources"),
        ({"status": "alive"}, "services.ytj.status"),
        ({"status": "time-limited"}, "services.ytj: is limited in time, but has no window"),
        ({"schedules": [{"rrule": "FREQ=SOMETIMES"}]}, "services.ytj.schedules.rrule"),
        ({"as_of_date": "last year"}, "services.ytj.as_of_date"),
        ({"phonse": []}, "services.ytj.phonse: unknown key"),
        ({"organization": "nobody"}, "services.ytj.organization"),
        ({"area": "Finland"}, "services.ytj.area"),
        ({"topics": "tax"}, "services.ytj.topics"),
        ({"phones": "+35893101400"}, "services.ytj.phones"),
        ({"sources": ["https://example.org"]}, "services.ytj.sources"),
        ({"url": "ytj.fi"}, "services.ytj.url"),
    ],
)
def test_a_fault_is_named_and_nothing_is_loaded(directory, content, change, named):
    rewrite(content / "helsinki/services.yml", lambda data: service(data, "ytj").update(change))
    assert any(named in fault for fault in content_faults(content)), content_faults(content)
    before = version.current()
    with pytest.raises(ContentError):
        load_all(content)
    assert version.current() == before


def test_faults_of_files(content):
    (content / "vienna/city.yml").write_text("id: [", encoding="utf-8")
    (content / "helsinki/city.yml").write_text("id: helsinki\nid: espoo\n", encoding="utf-8")
    faults = content_faults(content)
    assert any("vienna/city.yml" in fault for fault in faults)
    assert any("helsinki/city.yml" in fault and "twice" in fault for fault in faults)


def test_an_unknown_city_is_a_content_error(db):
    with pytest.raises(ContentError):
        load_city("atlantis")


def test_guidance_that_names_what_is_not_there(content):
    def spoil(data):
        answer = data["answers"]["get_loan"]
        answer["services"] = {"helsinki": ["bank-of-nowhere"], "atlantis": ["ytj"]}
        answer["statements"] = ["nothing.at-all"]

    rewrite(content / "fi/guidance/answers_running_and_finance.yml", spoil)
    faults = "\n".join(content_faults(content))
    assert "bank-of-nowhere" in faults and "atlantis" in faults and "nothing.at-all" in faults


def test_a_figure_corrected_by_an_officer_is_right_wherever_it_is_quoted(directory):
    answer = directory.answer("helsinki", "understand_taxes", "en")
    assert "€20,000" in answer["short"]
    figure = Statement.objects.get(country="fi", slug="tax.vat-limit").figures.get(name="limit")
    figure.value = {"type": "money", "amount": "21000", "currency": "EUR"}
    figure.save()
    answer = directory.answer("helsinki", "understand_taxes", "en")
    assert "€21,000" in answer["short"] and "€20,000" not in answer["short"]
    limit = next(row for row in answer["statements"] if row["id"] == "tax.vat-limit")
    assert "€21,000" in limit["text"]
