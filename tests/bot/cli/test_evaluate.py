"""`kiosk evaluate`: the figures mean what the contract says, and a malformed row is named by its line."""

import argparse
import json

import pytest

from bot.cli import evaluate
from bot.evaluation import Result, Row, read_rows, report, result_of


def result(wanted, top, offered=(), language="en", identified="en", ms=1.0):
    return Result(Row(language, "text", wanted), top, tuple(offered), identified, ms)


RESULTS = [
    result("greet", "greet"),
    result("greet", "thank"),  # wrong while sure
    result("get_loan", "get_grant", ["get_grant", "get_loan"]),  # offered
    result("get_loan", "get_loan", ["get_grant", "get_loan"], "fi", None),  # right, asked back, language unsure
    result("out_of_scope", "out_of_scope", language="fi", identified="fi"),
    result("thank", "out_of_scope", ["out_of_scope", "greet"], "fi", "fi"),  # neither
]


def test_figures():
    figures = report(RESULTS)
    assert figures["n"] == 6
    assert figures["accuracy"] == pytest.approx(3 / 6)
    assert figures["right_or_offered"] == pytest.approx(4 / 6, abs=1e-4)
    assert figures["asked_back"] == pytest.approx(3 / 6)
    assert figures["wrong_while_sure"] == pytest.approx(1 / 6, abs=1e-4)
    assert figures["language_identified"] == pytest.approx(5 / 6, abs=1e-4)
    assert figures["out_of_scope"] == {"precision": 0.5, "recall": 1.0}
    assert figures["intents"]["greet"] == {"n": 2, "precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert figures["languages"]["fi"]["identified"] == pytest.approx(2 / 3, abs=1e-4)
    assert ["greet", "thank", 1] in figures["confusions"]
    # greet 0.6667, get_loan 0.6667, out_of_scope 0.6667, thank 0
    assert figures["macro_f1"] == pytest.approx(0.5, abs=1e-3)


def test_the_keys_are_those_of_the_contract():
    figures = report(RESULTS)
    assert {"n", "accuracy", "macro_f1", "languages", "intents", "language_identified", "out_of_scope",
            "right_or_offered", "asked_back", "wrong_while_sure", "confusions", "ms"} <= set(figures)
    assert {"n", "accuracy", "macro_f1", "identified", "right_or_offered", "wrong_while_sure"} <= set(
        figures["languages"]["en"])
    assert set(figures["ms"]) == {"p50", "p95"}
    json.dumps(figures)


def test_the_top_intent_is_the_one_before_fallback():
    parsed = {
        "intent": {"name": "nlu_fallback", "confidence": 0.7},
        "intent_ranking": [{"name": "greet", "confidence": 0.3}, {"name": "thank", "confidence": 0.2}],
        "asked_back": {"candidates": [{"name": "greet", "confidence": 0.3}, {"name": "thank", "confidence": 0.2}]},
        "language": {"code": None, "confidence": 0.2, "candidates": []},
    }
    row = Row("fi", "x", "thank")
    detected, known = result_of(row, parsed, 1.0), result_of(row, parsed, 1.0, known="fi")
    assert detected.top == "greet" and detected.offered == ("greet", "thank") and detected.right_or_offered
    assert detected.language is None and known.language == "fi"


@pytest.mark.parametrize(
    "line, said",
    [
        ("{not json", "JSON"),
        ("[]", "object"),
        ('{"lang": "en", "text": "hi"}', "intent"),
        ('{"lang": "en", "text": "", "intent": "greet"}', "text"),
        ('{"lang": "en", "text": 7, "intent": "greet"}', "text"),
        ('{"lang": "en", "text": "hi", "intent": "no_such_intent"}', "no_such_intent"),
        ('{"lang": "tlh", "text": "hi", "intent": "greet"}', "tlh"),
    ],
)
def test_a_malformed_row_names_its_line_and_exits_2(tmp_path, capsys, line, said):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"lang": "en", "text": "hi", "intent": "greet"}\n\n' + line + "\n", encoding="utf-8")
    assert evaluate.run(argparse.Namespace(file=path, language="known", json=None)) == 2
    error = capsys.readouterr().err
    assert "line 3" in error and said in error


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe"])
def test_a_file_without_rows_exits_2(tmp_path, content):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(content)
    assert evaluate.run(argparse.Namespace(file=path, language="known", json=None)) == 2


def test_a_missing_file_exits_2(tmp_path):
    assert evaluate.run(argparse.Namespace(file=tmp_path / "none.jsonl", language="known", json=None)) == 2


def test_without_a_model_it_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KIOSK_MODELS_DIR", str(tmp_path / "models"))
    path = tmp_path / "rows.jsonl"
    path.write_text('{"lang": "en", "text": "hi", "intent": "greet"}\n')
    assert evaluate.run(argparse.Namespace(file=path, language="known", json=None, against=None)) == 1
    assert "kiosk train" in capsys.readouterr().err


def test_a_text_may_hold_other_line_ends(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"lang": "en", "text": "hi\u2028there", "intent": "greet", "source": "x"}\n', encoding="utf-8")
    assert read_rows(path) == [Row("en", "hi\u2028there", "greet")]
