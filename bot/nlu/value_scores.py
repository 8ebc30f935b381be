"""How well values are found in messages that name them: precision, recall and F1 a language. No Rasa."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Iterable, NamedTuple

from bot.nlu.training_texts import FOLDER, lookups
from bot.nlu.value_index import ValueIndex


class ValueRow(NamedTuple):
    """A message and the values it names, entity → codes."""

    language: str
    text: str
    values: dict[str, list[str]]


class Score(NamedTuple):
    """Shares 0..1 over all (entity, code) pairs of `n` messages; `missed` and `extra` are (text, entity, code)."""

    n: int
    precision: float
    recall: float
    f1: float
    missed: list[tuple[str, str, str]]
    extra: list[tuple[str, str, str]]


def read_value_rows(path: Path) -> list[ValueRow]:
    """The rows `{"lang", "text", "values"}` of a JSONL file. Raises ValueError naming the first malformed line."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
                rows.append(ValueRow(row["lang"], row["text"], row["values"]))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"line {number}: {error}") from error
    return rows


def index_of(folder: str | Path = FOLDER, prefixes: Iterable[str] = ()) -> ValueIndex:
    """All lists of the training data, as the running assistant looks values up."""
    return ValueIndex(lookups(folder), list(prefixes))


def score(index: ValueIndex, rows: Iterable[ValueRow]) -> Score:
    """Micro-averaged over the pairs that the rows name and that the index finds; entities that no row of the files can
    name (`position`) are not counted."""
    found, wanted, right = Counter(), Counter(), 0
    missed, extra, count = [], [], 0
    for row in rows:
        count += 1
        want = {(entity, code) for entity, codes in row.values.items() for code in codes}
        have = {(each.entity, each.value) for each in index.find(row.text, row.language) if each.entity != "position"}
        right += len(want & have)
        wanted.update(want)
        found.update(have)
        missed += [(row.text, *pair) for pair in sorted(want - have)]
        extra += [(row.text, *pair) for pair in sorted(have - want)]
    precision = right / max(1, found.total())
    recall = right / max(1, wanted.total())
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Score(count, precision, recall, f1, missed, extra)
