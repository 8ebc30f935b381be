"""Language identification in the pipeline. What follows from it is decided by `locales.rule`, not here."""

from __future__ import annotations

import json
from typing import Any, Dict, List

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.identification import NEUTRAL, Identifier
from bot.nlu.message import is_payload
from bot.nlu.training_texts import FOLDER, training_texts
from locales import languages

ARRAYS, WORDS = "language.npz", "language.json"
LOOKUP = "identification."
"""Lookups `identification.<language>` hold further sentences of a language for this component only (Arabic in Latin
letters), `identification.none` words that show no language."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageIdentifier(GraphComponent):
    """Sets `language` to {"code": code | None, "confidence": 0..1, "candidates": [{"code", "confidence"}]}.

    `data`: the folder of training messages, one folder a language. `sure_from`: confidence from which it is sure.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"data": str(FOLDER), "sure_from": 0.5}

    def __init__(self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
                 identifier: Identifier | None = None) -> None:
        self._config = {**self.get_default_config(), **config}
        self._model_storage, self._resource, self.identifier = model_storage, resource, identifier

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> LanguageIdentifier:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits on the folder: Rasa's training data no longer knows which message is in which language."""
        texts = [(row.language, row.text) for row in training_texts(self._config["data"])]
        neutral: List[str] = []
        for table in training_data.lookup_tables:
            if table["name"].startswith(LOOKUP) and isinstance(table["elements"], list):
                language = table["name"].removeprefix(LOOKUP)
                if language == NEUTRAL:
                    neutral += table["elements"]
                else:
                    texts += [(language, text) for text in table["elements"]]
        served = [language.code for language in languages.served()]
        self.identifier = Identifier.fit(texts, served, neutral, self._config["sure_from"])
        with self._model_storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / ARRAYS, weights=self.identifier.weights, bias=self.identifier.bias)
            kept = {"languages": self.identifier.languages, "sure_from": self.identifier.sure_from,
                    "vocabulary": {code: sorted(words) for code, words in self.identifier.vocabulary.items()}}
            (folder / WORDS).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        return self._resource

    @classmethod
    def load(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
             execution_context: ExecutionContext, **kwargs: Any) -> LanguageIdentifier:
        with model_storage.read_from(resource) as folder:
            kept = json.loads((folder / WORDS).read_text(encoding="utf-8"))
            with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
                vocabulary = {code: set(words) for code, words in kept["vocabulary"].items()}
                identifier = Identifier(kept["languages"], arrays["weights"], arrays["bias"], vocabulary,
                                        kept["sure_from"])
        return cls(config, model_storage, resource, identifier)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            text = message.get(TEXT)
            if self.identifier is None or not isinstance(text, str) or is_payload(message):
                continue
            found = self.identifier.identify(text)
            candidates = [{"code": code, "confidence": share} for code, share in found.candidates]
            language = {"code": found.code, "confidence": found.confidence, "candidates": candidates}
            message.set("language", language, add_to_output=True)
        return messages
