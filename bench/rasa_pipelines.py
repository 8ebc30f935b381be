"""Rasa's own pipelines on the same messages and the same fold, through `rasa.model_training`."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml

from bot.nlu.training_texts import TrainingText

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

ENCODED = [{"name": "bot.nlu.tokenizer.NormalisingTokenizer"}, {"name": "bot.nlu.featurizer.SentenceFeaturizer"}]
PIPELINES: dict[str, list[dict]] = {
    # What Rasa 3.6 suggests where config.yml names no pipeline (rasa/engine/recipes/config_files/default_config.yml).
    "Rasa's default pipeline (DIET, 100 epochs), one fold": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
    ],
    "encoder, Rasa's LogisticRegressionClassifier, one fold": [
        *ENCODED, {"name": "LogisticRegressionClassifier", "max_iter": 300},
    ],
}


def measure_pipeline(pipeline: list[dict], texts: Sequence[TrainingText], train: np.ndarray, test: np.ndarray) -> dict:
    """Trains on one part and asks the loaded model for the other, message by message."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(40)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        blocks: dict[str, list[str]] = {}
        for row in train:
            blocks.setdefault(texts[row].intent, []).append(texts[row].text)
        nlu = [{"intent": intent, "examples": "".join(f"- {text}\n" for text in lines)}
               for intent, lines in blocks.items()]
        config = {"recipe": "default.v1", "assistant_id": "bench", "language": "en", "pipeline": pipeline, "policies": []}
        (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True))
        (folder / "config.yml").write_text(yaml.safe_dump(config, allow_unicode=True))
        began = time.perf_counter()
        model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder / "models"))
        seconds = time.perf_counter() - began
        agent = Agent.load(model)
        loop = asyncio.new_event_loop()
        began, given = time.perf_counter(), []
        for row in test:
            given.append(loop.run_until_complete(agent.parse_message(texts[row].text))["intent"]["name"])
        milliseconds = (time.perf_counter() - began) * 1000 / len(test)
        loop.close()
    from bench.understanding import figures

    wanted = np.array([texts[row].intent for row in test])
    languages = np.array([texts[row].language for row in test])
    return {**figures(languages, wanted, np.array(given, dtype=object)), "seconds": seconds, "ms": milliseconds}
