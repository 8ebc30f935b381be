"""Translations of services, and a city's own words for statements."""

from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from services_directory.models import City, Service, Statement, Wording

from .conftest import DESK, errors_of, form_of, messages_of


@pytest.fixture
def service(directory):
    return Service.objects.get(slug="newco-helsinki-advice", city="helsinki")


def test_a_translation_beside_its_original(officer, service, directory):
    url = f"{DESK}service/{service.pk}/translate/fi/"
    data = form_of(officer.get(url), None)
    assert service.description in messages_of(officer.get(url))
    officer.post(url, data)
    assert not service.translations.exists(), "what the catalogue says is not copied"
    officer.post(url, data | {"description-text": "Neuvontaa kaikille."})
    assert directory.service("helsinki", service.slug, "fi")["service"]["description"] == "Neuvontaa kaikille."
    for wrong in ("<i>kursiivi</i>", "Maksaa {price}"):
        answer = officer.post(url, data | {"description-text": wrong})
        assert errors_of(answer) and service.translations.get(field="description").text == "Neuvontaa kaikille."
    officer.post(url, form_of(officer.get(url), None) | {"description-text": ""})
    assert not service.translations.filter(field="description").exists()


def translated(service, field, language="fi"):
    return service.translations.filter(field=field, language=language).values_list("text", "state").first()


def test_who_changes_one_text_leaves_what_a_colleague_did_to_the_others(officer, colleague, service):
    url = f"{DESK}service/{service.pk}/translate/fi/"
    mine, theirs = (form_of(client.get(url), None) for client in (officer, colleague))
    colleague.post(url, theirs | {"description-text": "Heidän.", "description-state": "outdated"})
    assert officer.post(url, mine | {"name-text": "Neuvonta"}).status_code == 302
    assert translated(service, "description") == ("Heidän.", "outdated")
    assert translated(service, "name") == ("Neuvonta", "published")
    # A text with a fault is shown again, and beside it the colleague's text that this person never touched.
    wrong = form_of(officer.post(url, mine | {"name-text": "<i>"}), None)
    assert wrong["name-text"] == ["<i>"] and wrong["description-text"] == ["Heidän."]
    officer.post(url, wrong | {"name-text": "Neuvontaa"})
    assert translated(service, "description") == ("Heidän.", "outdated")


def test_the_second_to_write_one_translation_sees_the_first_and_saves_again(officer, colleague, service):
    url = f"{DESK}service/{service.pk}/translate/fi/"
    mine, theirs = (form_of(client.get(url), None) for client in (officer, colleague))
    colleague.post(url, theirs | {"description-text": "Heidän."})
    answer = officer.post(url, mine | {"description-text": "Minun.", "name-text": "Neuvonta"})
    page = messages_of(answer)
    assert "Heidän." in page and "kai" in page and any("Somebody else saved this" in each for each in errors_of(answer))
    assert translated(service, "description") == ("Heidän.", "published") and not translated(service, "name")
    seen = form_of(answer, None)
    assert (seen["description-text"], seen["name-text"]) == (["Minun."], ["Neuvonta"])
    assert officer.post(url, seen).status_code == 302
    assert translated(service, "description") == ("Minun.", "published") and translated(service, "name")


def test_a_translation_of_an_original_that_changed_meanwhile_is_looked_at_again(officer, colleague, service):
    url = f"{DESK}service/{service.pk}/translate/ckb/"
    service.translations.all().delete()
    mine = form_of(officer.get(url), None)
    form = f"{DESK}service/{service.pk}/change/"
    colleague.post(form, form_of(colleague.get(form)) | {"description": "New words.", "text_change": "wording"})
    answer = officer.post(url, mine | {"description-text": "نوێ"})
    assert errors_of(answer) and "New words." in messages_of(answer)
    assert officer.post(url, form_of(answer, None)).status_code == 302
    assert translated(service, "description", "ckb") == ("نوێ", "published")


def test_both_wrote_the_same_translation(officer, colleague, service):
    url = f"{DESK}service/{service.pk}/translate/fi/"
    mine = form_of(officer.get(url), None) | {"description-text": "Sama."}
    assert colleague.post(url, mine).status_code == officer.post(url, mine).status_code == 302
    assert service.translations.get(field="description", language="fi").changes.count() == 1


@pytest.mark.parametrize(("decision", "state", "shown"), [
    ("outdated", "outdated", True), ("wording", "published", True), ("withheld", "withheld", False)
])  # fmt: skip
def test_a_changed_original_marks_its_translations(officer, service, directory, decision, state, shown):
    finnish = directory.service("helsinki", service.slug, "fi")["service"]["description"]
    data = form_of(officer.get(f"{DESK}service/{service.pk}/change/"))
    data |= {"description": service.description + " It is new.", "text_change": decision}
    officer.post(f"{DESK}service/{service.pk}/change/", data)
    row = service.translations.get(field="description", language="fi")
    assert (row.state, row.text) == (state, finnish)
    card = directory.service("helsinki", service.slug, "fi")["service"]
    assert (card["description"] == finnish) is shown
    if not shown:
        assert card["language"] == "en" and card["elsewhere"]
    waiting = "NewCo Helsinki" in messages_of(officer.get("/officer/translations/?language=fi"))
    assert waiting is (decision != "wording") or service.translations.count() > 1


def test_spaces_alone_do_not_make_a_translation_out_of_date(officer, service):
    data = form_of(officer.get(f"{DESK}service/{service.pk}/change/"))
    officer.post(f"{DESK}service/{service.pk}/change/", data | {"description": f"  {service.description}\n"})
    assert not service.translations.exists()


@pytest.fixture
def statement(directory):
    return Statement.objects.filter(country="fi", figures__name="fee").exclude(figures__value=None).first()


def said(directory, statement, language, city="helsinki"):
    from services_directory.presentation.guidance import Guidance

    return Guidance("fi", language, city).statement(statement.slug)


def test_a_city_says_it_in_its_own_words_at_once(officer, statement, directory):
    url = f"{DESK}wording/add/?statement={statement.pk}"
    data = form_of(officer.get(url), "wording_form")
    assert data["text"] == [statement.text]
    lost = officer.post(url, data | {"city": "helsinki", "text": "No figure", "change": "wording"})
    assert "These figures are missing in the text: {fee}" in messages_of(lost)
    abroad = officer.post(url, data | {"city": "vienna", "change": "wording"})
    assert "about another country" in messages_of(abroad)
    answer = officer.post(
        url, data | {"city": "helsinki", "change": "wording", "text": "You pay {fee}. " + _rest(statement)}
    )
    assert answer.status_code == 302, errors_of(answer)
    assert said(directory, statement, "en")["text"].startswith("You pay €")
    assert said(directory, statement, "fi")["language"] == "fi", "only the wording: translations stay"
    assert not said(directory, statement, "en", city=None)["text"].startswith("You pay €")


def _rest(statement) -> str:
    from locales.template import placeholders

    return " ".join(f"{{{name}}}" for name in placeholders(statement.text) - {"fee"})


def test_a_changed_meaning_withholds_translations_and_says_so(officer, statement, directory):
    city = City.objects.get(pk="helsinki")
    text = "Pay {fee} at the desk. " + _rest(statement)
    Wording.objects.create(city=city, statement=statement, language="en", text=text, change="meaning")
    finnish = said(directory, statement, "fi")
    assert finnish["language"] == "en" and finnish["text"].count("Pay") and "renewed" not in finnish["text"]
    assert finnish["elsewhere"] and said(directory, statement, "en")["elsewhere"] is None
    assert statement.slug in messages_of(officer.get("/officer/translations/"))
    Wording.objects.create(
        city=city, statement=statement, language="fi", text="Maksa {fee}. " + _rest(statement), change="wording"
    )
    assert (
        said(directory, statement, "fi")["text"].startswith("Maksa")
        and said(directory, statement, "fi")["elsewhere"] is None
    )
    po = officer.get(f"{DESK}wording/po/helsinki/fi/")
    catalogue = read_po(BytesIO(po.content))
    assert catalogue[statement.text].string.startswith("Maksa {fee}.")


def test_a_corrected_figure_is_right_in_every_language_at_once(officer, statement, directory):
    url = f"{DESK}statement/{statement.pk}/change/"
    data = form_of(officer.get(url), "statement_form")
    place = next(name for name in data if name.endswith("-name") and data[name] == ["fee"]).removesuffix("-name")
    data[f"{place}-value_1"] = "1 234,50"
    assert officer.post(url, data).status_code == 302
    assert "1,234.50" in said(directory, statement, "en")["text"]
    assert "1\u00a0234,50" in said(directory, statement, "fi")["text"]
