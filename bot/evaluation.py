"""The figures of `kiosk evaluate`, from rows and parse data. No Rasa. Terms as in docs/understanding.md."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

CONFUSIONS = 30
"""Pairs that are told."""


@dataclass(frozen=True)
class Row:
    """One question with what it should be understood as."""

    language: str
    text: str
    intent: str


@dataclass(frozen=True)
class Result:
    """What became of a row: `top` is the likeliest intent before fallback; `offered` is empty where it was sure."""

    row: Row
    top: str | None
    offered: tuple[str, ...]
    language: str | None
    milliseconds: float

    @property
    def asked_back(self) -> bool:
        return bool(self.offered)

    @property
    def right(self) -> bool:
        return self.top == self.row.intent

    @property
    def right_or_offered(self) -> bool:
        return self.row.intent in self.offered if self.asked_back else self.right


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSONL file; blank lines are passed over, further keys too.

    Raises OSError where it cannot be read, ValueError naming the first malformed line, or an intent or language that
    is not known.
    """
    from bot.taxonomy import intents
    from locales import languages

    known_intents = set(intents())
    known_languages = {language.code for language in languages.served()}
    rows = []
    # Split at line feeds alone: a text may hold other characters that Unicode calls line ends.
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except ValueError as error:
            raise ValueError(f"line {number}: not JSON in UTF-8 ({error})") from error
        if not isinstance(row, dict):
            raise ValueError(f"line {number}: not an object")
        for key in ("lang", "text", "intent"):
            if not isinstance(row.get(key), str) or not row[key].strip():
                raise ValueError(f"line {number}: {key!r} is missing or not a text")
        if row["intent"] not in known_intents:
            raise ValueError(f"line {number}: unknown intent {row['intent']!r}")
        if row["lang"] not in known_languages:
            raise ValueError(f"line {number}: language {row['lang']!r} is not served")
        rows.append(Row(row["lang"], row["text"], row["intent"]))
    if not rows:
        raise ValueError("no rows")
    return rows


def result_of(row: Row, parsed: dict, milliseconds: float, known: str | None = None) -> Result:
    """From Rasa's parse data; `known` is the language that was given (it counts then as the message's)."""
    ranking = parsed.get("intent_ranking") or []
    top = ranking[0]["name"] if ranking else (parsed.get("intent") or {}).get("name")
    candidates = (parsed.get("asked_back") or {}).get("candidates") or []
    language = known or (parsed.get("language") or {}).get("code")
    return Result(row, top, tuple(candidate["name"] for candidate in candidates), language, milliseconds)


def report(results: Sequence[Result]) -> dict:
    """The figures with the keys of the contract; shares are 0..1, `n` counts, `ms` milliseconds."""
    per_intent = _per_intent(results)
    # Nothing wanted and nothing taken for it: nothing was got wrong.
    scope = per_intent.get("out_of_scope") or {"precision": 1.0, "recall": 1.0}
    codes = sorted({result.row.language for result in results})
    confusions = Counter((result.row.intent, result.top or "") for result in results if not result.right)
    times = sorted(result.milliseconds for result in results)
    return {
        "n": len(results),
        **_summary(results),
        "languages": {code: _language([result for result in results if result.row.language == code]) for code in codes},
        "intents": {name: entry for name, entry in per_intent.items() if entry["n"]},
        "language_identified": _share(results, _identified),
        "out_of_scope": {"precision": scope["precision"], "recall": scope["recall"]},
        "right_or_offered": _share(results, lambda result: result.right_or_offered),
        "asked_back": _share(results, lambda result: result.asked_back),
        "wrong_while_sure": _share(results, _wrong_while_sure),
        "confusions": [[wanted, given, count] for (wanted, given), count in confusions.most_common(CONFUSIONS)],
        "ms": {"p50": _percentile(times, 0.50), "p95": _percentile(times, 0.95)},
    }


def _language(results: Sequence[Result]) -> dict:
    return {
        "n": len(results),
        **_summary(results),
        "identified": _share(results, _identified),
        "right_or_offered": _share(results, lambda result: result.right_or_offered),
        "asked_back": _share(results, lambda result: result.asked_back),
        "wrong_while_sure": _share(results, _wrong_while_sure),
    }


def _summary(results: Sequence[Result]) -> dict:
    """Macro-F1 is the mean over the intents that the rows ask for."""
    scores = [entry["f1"] for entry in _per_intent(results).values() if entry["n"]]
    return {"accuracy": _share(results, lambda result: result.right), "macro_f1": round(sum(scores) / len(scores), 4)}


def _per_intent(results: Sequence[Result]) -> dict[str, dict]:
    wanted, given = Counter(r.row.intent for r in results), Counter(r.top for r in results)
    right = Counter(r.row.intent for r in results if r.right)
    found = {}
    for name in sorted(name for name in {*wanted, *given} if name):
        precision = right[name] / given[name] if given[name] else 0.0
        recall = right[name] / wanted[name] if wanted[name] else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        found[name] = {"n": wanted[name], "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
    return found




def _identified(result: Result) -> bool:
    return result.language == result.row.language


def _wrong_while_sure(result: Result) -> bool:
    return not result.asked_back and not result.right


def _share(results: Sequence[Result], holds) -> float:
    return round(sum(map(bool, map(holds, results))) / len(results), 4)


def _percentile(ordered: Sequence[float], share: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)
