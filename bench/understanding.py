"""Measures intent classifiers on the training data and writes the table into docs/understanding.md.

    nice python bench/understanding.py                  all candidates, 5 folds
    nice python bench/understanding.py --only Kiosk     those whose name holds the word; other rows stay
    nice python bench/understanding.py --folds 3        fewer folds
    nice python bench/understanding.py --rasa           Rasa's own pipelines, first fold only (DIET: half an hour and more
                                                        with three languages, hours with fourteen)

Folds are stratified by language × intent. Times are of one fold on the machine it runs on; the encoder's own time a
message is the same for all that use it and stands apart.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sklearn.metrics import f1_score  # noqa: E402
from sklearn.model_selection import StratifiedKFold  # noqa: E402

from bench.candidates import CANDIDATES, Rows  # noqa: E402
from bot.nlu.normalise import fold, plain  # noqa: E402
from bot.nlu.training_texts import TrainingText, training_texts  # noqa: E402
from encoder import cached, get_encoder  # noqa: E402

PAGE = ROOT / "docs" / "understanding.md"
KEPT = ROOT / "bench" / "understanding.json"
BEGIN, END = "<!-- table: bench/understanding.py -->", "<!-- end of table -->"


def load() -> tuple[list[TrainingText], Rows, float]:
    """The messages once each, as rows, and the encoder's milliseconds a message."""
    texts = sorted(set(training_texts(ROOT / "data" / "nlu")))
    encoder = get_encoder()
    vectors = cached(encoder).query([plain(row.text) for row in texts])
    sample = [plain(row.text) for row in texts[:: max(1, len(texts) // 100)]]
    began = time.perf_counter()
    for text in sample:
        encoder.query([text])
    milliseconds = (time.perf_counter() - began) * 1000 / len(sample)
    rows = Rows(vectors, [fold(row.text[:500]) for row in texts],
                np.array([row.language for row in texts]), np.array([row.intent for row in texts]))
    return texts, rows, milliseconds


def folds(rows: Rows, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    strata = [f"{language} {intent}" for language, intent in zip(rows.languages, rows.intents, strict=True)]
    return list(StratifiedKFold(count, shuffle=True, random_state=1).split(rows.vectors, strata))


def measure(candidate, rows: Rows, count: int) -> dict:
    """Macro-F1 per language over all folds, share right among the first one and two, seconds, milliseconds."""
    names = np.unique(rows.intents)
    chances, seconds, milliseconds = np.zeros((len(rows.intents), len(names))), [], []
    for train, test in folds(rows, count):
        began = time.perf_counter()
        predict = candidate(rows.at(train))
        seconds.append(time.perf_counter() - began)
        chances[test] = predict(rows.at(test))
        began = time.perf_counter()
        for row in test[:50]:
            predict(rows.at(np.array([row])))
        milliseconds.append((time.perf_counter() - began) * 1000 / 50)
    ranked = names[np.argsort(-chances, axis=1)[:, :2]]
    return {**figures(rows.languages, rows.intents, ranked[:, 0]),
            "first two": float((ranked == rows.intents[:, None]).any(axis=1).mean()),
            "seconds": float(np.mean(seconds)), "ms": float(np.mean(milliseconds))}


def figures(languages: np.ndarray, wanted: np.ndarray, given: np.ndarray) -> dict:
    found = {code: float(f1_score(wanted[languages == code], given[languages == code], average="macro",
                                  labels=np.unique(wanted[languages == code]), zero_division=0))
             for code in np.unique(languages)}
    return {"languages": found, "right": float((wanted == given).mean())}


def table(results: dict[str, dict]) -> str:
    codes = sorted({code for result in results.values() for code in result["languages"]})
    lines = [f"| configuration | {' | '.join(codes)} | right | among two | ms | training s |",
             f"|---|{'---|' * (len(codes) + 4)}"]
    for name, result in results.items():
        two = f"{result['first two']:.3f}" if "first two" in result else "–"
        cells = [f"{result['languages'].get(code, float('nan')):.3f}" for code in codes]
        lines.append(f"| {name} | {' | '.join(cells)} | {result['right']:.3f} | {two} | {result['ms']:.1f} "
                     f"| {result['seconds']:.0f} |")
    return "\n".join(lines)


def write_page(results: dict[str, dict], said: str) -> None:
    """Puts the table between its marks: Rasa's own pipelines first, as the baseline."""
    from bench.rasa_pipelines import PIPELINES

    order = [name for name in (*PIPELINES, *CANDIDATES) if name in results]
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    tail = rest.partition(END)[2]
    text = table({name: results[name] for name in order})
    PAGE.write_text(f"{head}{BEGIN}\n{text}\n\n{said}\n{END}{tail}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="a word of the names of the candidates to run")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--rasa", action="store_true", help="run Rasa's own pipelines instead")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    texts, rows, milliseconds = load()
    print(f"{len(texts)} messages, {rows.vectors.shape[1]} numbers a message, encoder {milliseconds:.1f} ms a message")
    results = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    if arguments.rasa:
        from bench.rasa_pipelines import PIPELINES, measure_pipeline

        train, test = folds(rows, 5)[0]
        todo = {name: lambda name=name: measure_pipeline(PIPELINES[name], texts, train, test) for name in PIPELINES}
    else:
        todo = {name: lambda name=name: measure(CANDIDATES[name], rows, arguments.folds) for name in CANDIDATES}
    for name, run in todo.items():
        if arguments.only in name:
            results[name] = run()
            print(table({name: results[name]}).splitlines()[-1], flush=True)
            KEPT.write_text(json.dumps(results, indent=1) + "\n")
            said = f"{len(texts)} messages, {arguments.folds} folds; the encoder takes {milliseconds:.0f} ms a message more."
            write_page(results, said)


if __name__ == "__main__":
    main()
