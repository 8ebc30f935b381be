"""The messages that measure understanding stay apart from those that teach it."""

import json
from functools import lru_cache

import pytest

from bot.nlu.normalise import plain
from bot.nlu.training_texts import training_texts
from bot.taxonomy import intents
from tests.conftest import ROOT

FILES = [path for path in sorted((ROOT / "tests" / "understanding").glob("*.jsonl")) if ".values" not in path.name]


@lru_cache(maxsize=1)
def taught() -> set[str]:
    return {plain(row.text).casefold() for row in training_texts()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_held_out_message_is_taught_and_every_intent_is_measured(path):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    known = taught()
    assert not [row["text"] for row in rows if plain(row["text"]).casefold() in known]
    assert {row["intent"] for row in rows} == set(intents())
    assert {row["lang"] for row in rows} == {path.stem}
