"""The values of a search are found in messages that no list was made from: one to three filters each."""

from pathlib import Path

import pytest
import yaml

from bot.nlu.value_scores import index_of, read_value_rows, score
from locales import languages

HERE = Path(__file__).parent
FLOOR = 0.85
"""Micro-F1 in every language."""


@pytest.fixture(scope="module")
def index():
    pipeline = yaml.safe_load((HERE.parents[1] / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    return index_of(prefixes=next(part["prefixes"] for part in pipeline if "prefixes" in part))


@pytest.mark.parametrize("language", [language.code for language in languages.served()])
def test_values_are_found(index, language):
    rows = read_value_rows(HERE / f"{language}.values.jsonl")
    assert len(rows) >= 50 and {row.language for row in rows} == {language}
    found = score(index, rows)
    assert found.f1 >= FLOOR, f"F1 {found.f1:.3f}; missed {found.missed[:12]}; not meant {found.extra[:12]}"
