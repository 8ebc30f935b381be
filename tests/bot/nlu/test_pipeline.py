"""A trained, stored and loaded model understands; nothing a person types makes it fail."""

import tarfile

import pytest


@pytest.mark.parametrize(
    "text, intent, language",
    [
        ("I need a loan for my shop", "get_loan", "en"),
        ("how much tax do I pay for my company", "understand_taxes", "en"),
        ("tarvitsen lainaa kampaamoon", "get_loan", "fi"),
        ("hyvää huomenta", "greet", "fi"),
    ],
)
def test_a_loaded_model_predicts(parse, text, intent, language):
    parsed = parse(text)
    assert parsed["intent_ranking"][0]["name"] == intent
    assert parsed["language"]["code"] == language
    assert sum(entry["confidence"] for entry in parsed["intent_ranking"]) == pytest.approx(1, abs=1e-3)


def test_values_carry_codes_and_offsets_of_the_original(parse):
    text = "who explains the tax in ARABIC, free  of charge?"
    found = {entity["entity"]: entity for entity in parse(text)["entities"]}
    assert {name: entity["value"] for name, entity in found.items()} == {"topic": "tax", "language": "ar", "cost": "free"}
    assert text[found["cost"]["start"] : found["cost"]["end"]] == "free  of charge"
    assert text[found["language"]["start"] : found["language"]["end"]] == "in ARABIC"
    assert {entity["extractor"] for entity in found.values()} == {"ValueExtractor"}


def test_an_unsure_model_asks_back_with_the_two_likeliest(parse):
    parsed = parse("qwrt zxcv")  # nothing it was taught, so nothing it may be sure of
    assert parsed["intent"]["name"] == "nlu_fallback"
    offered = parsed["asked_back"]["candidates"]
    assert [entry["name"] for entry in offered] == [entry["name"] for entry in parsed["intent_ranking"][:2]]


def test_a_sure_model_does_not(parse):
    parsed = parse("I need a loan")
    assert parsed.get("asked_back") is None and parsed["intent"]["name"] == "get_loan"


def test_a_checked_payload_is_not_understood_as_a_message(parse):
    parsed = parse('/greet', {"payload": True})
    assert parsed["intent"]["name"] == "greet"
    assert "language" not in parsed or parsed["language"]["code"] is None


@pytest.mark.parametrize(
    "text",
    [" ", "\ud800", "a\udc00b", "\x00\x01", "🙂", "👩‍🍳👩‍🍳", "x" * 10_000, "loan " * 5_000, "\u202e\u200f", "12345",
     "привіт 你好 hello مرحبا", "?!", "\u0301", "'", "{}", "{name}"],
)
def test_nothing_typed_makes_it_fail(parse, text):
    parsed = parse(text)
    assert parsed["intent"]["name"] is not None or not text.strip()
    assert isinstance(parsed["entities"], list)


def test_the_model_holds_no_pickles(small_model):
    with tarfile.open(small_model) as archive:
        assert not [name for name in archive.getnames() if name.endswith((".pkl", ".pickle", ".joblib"))]
