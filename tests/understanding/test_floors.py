"""The trained model understands what it was never taught: floors per language, the language found out by itself."""

from pathlib import Path

import pytest

from locales.languages import served

HERE = Path(__file__).parent
ACCURACY = 0.80
HARD_LANGUAGES = {"ckb": 0.70, "so": 0.70}
"""The encoder knows these least; the gate of the others is not held against them."""
RIGHT_OR_OFFERED = 0.92
WRONG_WHILE_SURE = 0.03
IDENTIFIED, IDENTIFIED_LONG = 0.95, 0.98
"""Share of all messages, and of those of three words and more."""
BEHIND = 0.12
"""No language may be this much behind the best."""


@pytest.fixture(scope="module")
def results(trained_model):
    from bot.cli.evaluate import understand
    from bot.evaluation import read_rows

    rows = [row for language in served() for row in read_rows(HERE / f"{language.code}.jsonl")]
    return understand(trained_model, rows, "detect")


@pytest.fixture(scope="module")
def figures(results):
    from bot.evaluation import report

    return report(results)


@pytest.mark.parametrize("language", [language.code for language in served()])
def test_floor_of_a_language(figures, language):
    found = figures["languages"][language]
    best = max(each["accuracy"] for each in figures["languages"].values())
    assert found["accuracy"] >= HARD_LANGUAGES.get(language, ACCURACY), found
    assert found["accuracy"] >= best - BEHIND, found


def test_floors_of_all(figures):
    assert figures["right_or_offered"] >= RIGHT_OR_OFFERED
    assert figures["wrong_while_sure"] <= WRONG_WHILE_SURE
    assert figures["out_of_scope"]["precision"] >= 0.90 and figures["out_of_scope"]["recall"] >= 0.90
    assert figures["language_identified"] >= IDENTIFIED


def test_longer_messages_show_their_language(results):
    longer = [result for result in results if len(result.row.text.split()) >= 3]
    assert sum(result.language == result.row.language for result in longer) >= IDENTIFIED_LONG * len(longer)
