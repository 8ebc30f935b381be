"""What goes out comes back the same, into the same directory and into an empty one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from locales.values import UNITS
from services_directory import version
from services_directory.exchange import apply, cells, typed
from services_directory.exchange.plan import State
from services_directory.loading import ROOT
from services_directory.models import Organization, OrganizationTranslation, Service, Translation
from tests.services_directory.exchange.conftest import documents

FORMS = [("yaml", "all.yml"), ("csv", "all.csv"), ("xlsx", "all.xlsx")]


@pytest.mark.parametrize("city", ["helsinki", "vienna"])
def test_the_shipped_files_are_what_is_loaded(exchange, city):
    plan = exchange.plan("services.yml", (ROOT / city / "services.yml").read_bytes(), city)
    assert plan.is_empty and not plan.faults
    assert plan.count(State.SAME) == Service.objects.filter(city=city).count()


@pytest.mark.parametrize("form, name", FORMS)
def test_importing_an_export_changes_nothing(exchange, rich, form, name):
    before, changes = version.current(), rich.changes.count()
    plan = exchange.load(name, exchange.save(form))
    assert plan.is_empty and plan.count(State.SAME) == Service.objects.count()
    assert version.current() == before and rich.changes.count() == changes


@pytest.mark.parametrize("form, name", FORMS)
def test_an_empty_directory_becomes_the_same(exchange, rich, form, name):
    before, content = documents(), exchange.save(form)
    outdated = Translation.objects.get(state="outdated")
    Service.objects.all().delete()
    Organization.objects.all().delete()
    plan = exchange.load(name, content)
    assert plan.count(State.NEW) == len(before)
    if form != "yaml":  # a table has no place for the state of a translation
        before["helsinki", rich.slug]["translations"][f"{outdated.field}.{outdated.language}"]["state"] = "published"
    assert documents() == before
    assert exchange.plan(name, content).is_empty


def test_ids_parts_and_histories_stay_where_nothing_changed(exchange, rich):
    phone, note = rich.phones.get(), rich.schedules.first()
    uuid, revision, changes = rich.uuid, rich.revision, rich.changes.count()
    content = exchange.save("yaml").decode().replace("note: until 2020", "note: until 2019")
    content = content.replace("hours_note: Booking an appointment", "hours_note: Booking")
    plan = exchange.load("all.yml", content)
    assert [(each.key[1], set(each.changed)) for each in plan.of(State.CHANGED)] == [
        (rich.slug, {"former_contact", "schedules"})
    ]
    rich.refresh_from_db()
    assert (rich.uuid, rich.revision, rich.changes.count()) == (uuid, revision + 1, changes + 1)
    assert rich.changes.first().history_change_reason == "test"
    assert rich.phones.get() == phone and rich.phones.get().changes.count() == phone.changes.count()
    assert rich.schedules.first() == note and [each.note for each in rich.schedules.all()] == ["Advice", "Booking"]
    gone = rich.schedules.model.changes.filter(service_id=rich.pk, history_type="-").get()
    assert gone.note == "Booking an appointment"


def test_a_withdrawn_contact_never_leaves_and_stays(exchange, rich):
    content = exchange.save("yaml").decode()
    assert "Adviser" in content and "Somebody who left" not in content
    exchange.load("all.yml", content.replace("name: Adviser", "name: Reception"))
    assert sorted(rich.contacts.values_list("name", "withdrawn")) == [("Reception", False), ("Somebody who left", True)]


def test_a_changed_original_makes_its_translations_out_of_date(exchange, rich):
    content = "id,city,name\nnewco-helsinki-advice,helsinki,Advice of the city\n"
    exchange.load("some.csv", content)
    translation = Translation.objects.get(service=rich, field="name")
    assert translation.state == "outdated" and translation.changes.count() == 2
    assert exchange.plan("some.csv", content).is_empty
    exchange.load("some.csv", "id,city,name.fi\nnewco-helsinki-advice,helsinki,Kaupungin neuvonta\n")
    translation.refresh_from_db()
    assert (translation.text, translation.state) == ("Kaupungin neuvonta", "published")


def test_a_changed_organization_keeps_its_translations_as_out_of_date(exchange, rich):
    row = rich.organization
    Organization.objects.filter(pk=row.pk).update(language="fi", description="Neuvoja.")
    for field in ("name", "description"):
        OrganizationTranslation.objects.create(organization=row, field=field, language="ar", text="نص")
    content = exchange.save("yaml").decode()
    assert exchange.plan("all.yml", content).is_empty and "language: fi\n" in content
    exchange.load("all.yml", content.replace("description: Neuvoja.", "description: Uutta neuvoa."))
    assert dict(row.translations.values_list("field", "state")) == {"name": "published", "description": "outdated"}
    exchange.load("some.yml", f"organizations: [{{id: {row.slug}, language: sv}}]\nservices: []\n")
    row.refresh_from_db()
    assert (row.language, row.description) == ("sv", "Uutta neuvoa.")


def test_a_column_that_is_missing_changes_nothing_and_an_empty_cell_empties(exchange, rich):
    exchange.load("some.csv", "id,city,alert\nnewco-helsinki-advice,helsinki,\n")
    rich.refresh_from_db()
    assert rich.alert == "" and rich.channels == ["website", "press"] and rich.phones.exists()


def test_an_entry_of_a_complete_file_loses_what_it_lacks_of_another_file_not(exchange, rich):
    one = Service.objects.filter(pk=rich.pk)
    content = exchange.save("yaml", one).decode().replace("  alert: '@home today'\n", "")
    assert content.count("alert") == 0
    assert exchange.plan("part.yml", content.replace("complete: true\n", "")).is_empty
    assert [each.changed for each in exchange.plan("all.yml", content).of(State.CHANGED)] == [["alert"]]


texts = some.text(alphabet=some.sampled_from("ab =+-@'\"|;,\\\t\r\n{}äع＝"), max_size=12)


@given(texts)
def test_a_formula_is_neutral_and_comes_back(text):
    neutral = cells.neutral(text)
    assert cells.natural(neutral) == text
    assert neutral[:1] not in set("=+-@\t\r\n＝＋－＠")


@given(some.lists(some.fixed_dictionaries({}, optional={"main": texts, "note": texts, "url": texts}), max_size=3))
def test_values_of_a_cell_come_back(rows):
    rows = [{name: text.strip() for name, text in row.items() if text.strip()} for row in rows]
    rows = [row for row in rows if row]
    names = ("main", "note", "url")
    order = [[(name, row[name]) for name in names if name in row] for row in rows]
    cell = cells.DIVIDER.join(cells.item("main", fields, names) for fields in order)
    back = [{name: found[0] for name, found in cells.named(each, "main", names).items()} for each in cells.items(cell)]
    assert back == rows


numbers = some.decimals(-9999, 9999, places=2).map(str)
figures = some.one_of(
    some.builds(lambda amount: {"type": "money", "amount": amount, "currency": "EUR"}, numbers),
    some.builds(lambda n, unit: {"type": "duration", "count": n, "unit": unit}, numbers, some.sampled_from(UNITS)),
    some.builds(lambda share: {"type": "share", "share": share}, numbers),
    some.builds(lambda number: {"type": "number", "number": number}, numbers),
    some.sampled_from([{"type": "date", "date": date} for date in ("2026", "2026-02", "2026-02-28")]),
    some.builds(lambda text: {"type": "text", "text": text}, texts),
    some.just({"type": "list", "items": ["a", {"type": "phone", "number": "112"}], "style": "or"}),
)


@given(figures)
def test_figures_come_back(figure):
    figure = typed.normal(figure)
    assert typed.read(typed.write(figure)) == figure


PLAIN = some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=40)
WORDS = PLAIN.map(lambda text: " ".join(text.split()))
SAFE = WORDS.filter(lambda text: text and not set(text) & set("<&:{}\ufffe\uffff"))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=SAFE, alert=SAFE, aliases=some.lists(SAFE, max_size=3, unique=True), note=SAFE)
@pytest.mark.parametrize("form, file", FORMS)
def test_any_text_comes_back(exchange, form, file, name, alert, aliases, note):
    service = Service.objects.get(slug="ytj")
    service.name, service.alert, service.aliases = name[:200], alert, aliases
    service.save()
    service.phones.all().delete()
    service.phones.create(number="+358931036360", note=note)
    content = exchange.save(form, Service.objects.filter(pk=service.pk))
    before = documents()["helsinki", "ytj"]
    Service.objects.filter(pk=service.pk).update(name="x", alert="", aliases=[])
    service.phones.all().delete()
    made = exchange.plan(file, content)
    assert not made.faults, made.faults
    apply.apply(made)
    assert documents()["helsinki", "ytj"] == before
