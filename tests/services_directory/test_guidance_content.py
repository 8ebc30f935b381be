"""The guidance files: complete, honest about their sources, easy to read, and true to the collected facts."""

import re
from itertools import product

import pytest
import yaml

from services_directory.loading.check_guidance import guidance_faults
from services_directory.loading.files import ROOT, countries, guidance
from tests.services_directory.facts import figures, listed, stated

GROUPS = ("starting", "running", "finance", "networking", "groups")
COUNTRIES = countries()
TAXONOMY = yaml.safe_load((ROOT / "taxonomy.yml").read_text(encoding="utf-8"))
CODES = {dimension: [row["code"] for row in TAXONOMY[dimension]] for dimension in ("business", "status", "detail")}
CITIES = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("*/city.yml"))]
NAMES_WITH_DIGITS = re.compile(r"\bY[136]\b|\bMaria 01\b|\bstep2business\b")
SENTENCE = re.compile(r"(?<=[.?!])\s+")


def intents() -> set[str]:
    """The wants that guidance answers, as the training data groups them."""
    found = set()
    for group in GROUPS:
        data = yaml.safe_load((ROOT.parents[1] / f"data/nlu/en/{group}.yml").read_text(encoding="utf-8"))
        found |= {row["intent"] for row in data["nlu"] if "intent" in row}
    return found


@pytest.fixture(scope="module", params=COUNTRIES)
def country(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def document(country) -> dict:
    return guidance(country)


def texts(document: dict):
    """(where, text, values) of every text of the document."""
    def one(where, text, beside=None):
        if isinstance(text, dict):
            text, beside = text["text"], text.get("values")
        if text:
            yield where, text, beside or {}

    for key, source in document["sources"].items():
        yield from one(key, source.get("as_of_note"))
    for row in document["statements"]:
        yield from one(row["id"], row["text"], row.get("values"))
        yield from one(row["id"], row.get("caution"))
    for intent, row in document["answers"].items():
        for key in ("short", "simple", "unknown"):
            yield from one(f"{intent}.{key}", row.get(key))
    yield from one("plan", document["plan"]["title"])
    for step in document["plan"]["steps"]:
        for text in (step["title"], step.get("cost"), *step["documents"]):
            yield from one(f"plan.{step['id']}", text)


def sentences(text: str) -> list[str]:
    return SENTENCE.split(text)


def test_files_hold_the_documented_format(country):
    assert guidance_faults(country) == []


def test_every_want_is_answered_in_every_country(document):
    assert set(document["answers"]) == intents()


def test_every_answer_leads_on(country, document):
    """A short answer, plain words, an office in each city of the country and two or three next questions."""
    cities = [city["id"] for city in CITIES if city["country"] == country]
    assert cities
    for intent, row in document["answers"].items():
        assert set(row["office"]) == set(row["services"]) == set(cities), intent
        assert all(row["services"].values()), intent
        assert 2 <= len(row["next"]) <= 3 and intent not in row["next"], intent
        assert len(row["next"]) == len(set(row["next"])), intent
        assert len(row["statements"]) == len(set(row["statements"])) <= 7, intent


def test_thin_answers_say_what_is_not_known(document):
    for intent, row in document["answers"].items():
        if len(row["statements"]) < 3:
            assert row["unknown"], intent


def test_figures_are_typed_values(document):
    """A figure in a sentence would have to be corrected in every language."""
    for where, text, _ in texts(document):
        assert not re.search(r"\d", NAMES_WITH_DIGITS.sub("", re.sub(r"{\w+}", "", text))), f"{where}: {text}"


def test_answers_and_plan_quote_their_figures(document):
    """So that a fee which is corrected in its statement is corrected in every answer."""
    for where, _, values in texts(document):
        if where.partition(".")[0] in (*document["answers"], "plan"):
            assert all("from" in value for value in values.values()), where


def test_answers_do_not_pass_on_unconfirmed_figures_as_sure(document):
    unconfirmed = {row["id"] for row in document["statements"] if not row.get("confirmed", True)}
    for where, text, values in texts(document):
        if where.partition(".")[0] in (*document["answers"], "plan"):
            if unconfirmed & {value["from"] for value in values.values()}:
                assert "please check" in text.lower(), f"{where}: {text}"


def test_sentences_can_be_read_aloud(document):
    for where, text, _ in texts(document):
        for sentence in sentences(text):
            assert len(sentence.split()) <= 32, f"{where}: {sentence}"
        assert text[-1] in ".?!" or where.startswith("plan"), f"{where}: {text}"


def test_plain_words_are_three_short_sentences(document):
    for intent, row in document["answers"].items():
        text = row["simple"] if isinstance(row["simple"], str) else row["simple"]["text"]
        assert len(sentences(text)) <= 3, f"{intent}: {text}"
        for sentence in sentences(text):
            assert len(sentence.split()) <= 15, f"{intent}: {sentence}"


def test_what_is_not_from_the_authority_says_so(document):
    for row in document["statements"]:
        kind = document["sources"][row["source"]]["kind"]
        assert row.get("confirmed", True) == (kind not in ("secondary", "copy")), row["id"]
        assert (kind == "history") == (row["kind"] == "history"), row["id"]
        if not row.get("confirmed", True):
            assert "authority" in row, row["id"]
            assert row["authority"] or row.get("caution"), row["id"]


def test_nobody_claims_to_have_checked_a_page(document):
    """Until a person of the city opens the pages, the day of a check stays empty."""
    assert {source["checked_on"] for source in document["sources"].values()} == {None}


def test_sources_and_statements_are_used(document):
    used = {row["source"] for row in document["statements"]}
    used |= {key for row in document["statements"] for key in row.get("more_sources", [])}
    assert used == set(document["sources"])


def test_prices_and_papers_can_be_asked_for(document):
    for row in document["statements"]:
        money = [value for value in row.get("values", {}).values() if value.get("type") == "money"]
        if row["kind"] == "amount":
            assert {"cost", "conditions"} & set(row["about"]), row["id"]
        if row["kind"] == "document":
            assert "documents" in row["about"], row["id"]
        if money:
            assert row["about"], row["id"]


def shown(entry: dict, given: dict) -> bool:
    """The rule of docs/architecture.md: all of `only` hold, none of `not`; what was not said is 'unknown'."""
    return (all(given[dimension] in codes for dimension, codes in entry.get("only", {}).items())
            and not any(given[dimension] in codes for dimension, codes in entry.get("not", {}).items()))


def test_everybody_gets_a_plan_of_their_own(document):
    for business, status in product([*CODES["business"], "unknown"], [*CODES["status"], "unknown"]):
        given = {"business": business, "status": status}
        steps = [step for step in document["plan"]["steps"] if shown(step, given)]
        assert 8 <= len(steps) <= 12, given
        rights = [step["id"] for step in steps if step["id"].startswith("right")]
        assert len(rights) == (status != "citizen"), (given, rights)
        for step in steps:
            ids = [row if isinstance(row, str) else row["id"] for row in step["statements"]
                   if isinstance(row, str) or shown(row, given)]
            assert ids and len(ids) == len(set(ids)), (given, step["id"])
            assert all(step["office"].values()), step["id"]


def test_no_answer_sends_to_what_is_over(document):
    """A service with a window of time, or one that only history names, is told of and not offered."""
    passing = set()
    for city in CITIES:
        rows = yaml.safe_load((ROOT / city["id"] / "services.yml").read_text(encoding="utf-8"))["services"]
        passing |= {row["id"] for row in rows if row.get("window") or row["status"] in ("history", "time-limited")}
    assert passing
    for intent, row in document["answers"].items():
        for ids in (*row["services"].values(), row["office"].values()):
            assert not passing & set(ids), intent


def test_every_collected_fact_is_stated(shared, country, document):
    facts = listed(shared, country)
    said = {row["fact"] for row in document["statements"]}
    assert facts.keys() - said == {key for key in facts if key.startswith(("services/", "toolkit/"))} - said
    assert said <= facts.keys()


def test_statements_carry_the_source_and_date_of_their_fact(shared, country, document):
    facts = listed(shared, country)
    for row in document["statements"]:
        fact, source = facts[row["fact"]], document["sources"][row["source"]]
        if row["fact"].startswith("toolkit/"):
            assert source["kind"] == "history" and source["as_of"] == str(fact["as_of"])
            continue
        links = [fact["source_url"], *fact.get("more_sources", [])]
        assert source["url"] in links, row["id"]
        if row["fact"].startswith("services/") or source["url"] != fact["source_url"]:
            continue
        given = str(fact["as_of"])
        assert given.startswith(source["as_of"] or "unknown"), row["id"]
        official = "source_kind" not in fact
        assert row.get("confirmed", True) == official, row["id"]


def test_no_figure_is_lost_and_none_is_invented(shared, country, document):
    facts = listed(shared, country)
    said: dict[str, set] = {}
    for row in document["statements"]:
        own = figures(row)
        said.setdefault(row["fact"], set()).update(own)
        assert own <= stated(facts[row["fact"]], words=True), row["id"]
    for key, fact in facts.items():
        if not key.startswith(("services/", "toolkit/")):
            assert stated({"text": fact["text"]}) <= said[key], key
