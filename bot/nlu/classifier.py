"""The intent classifier of the pipeline."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Dict, List, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.blend import Blend, Settings
from bot.nlu.message import is_payload, sentence_vector
from bot.nlu.normalise import fold

FILE = "intents.npz"
RANKED = 10
"""Intents in the ranking that goes out."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(RasaIntentClassifier, GraphComponent):
    """Meaning and spelling blended (`bot.nlu.blend`), with calibrated confidence. The options are those of `Settings`.

    Kept as one npz file without pickled objects: loading it runs no code.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        return [Featurizer]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return asdict(Settings())

    def __init__(self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
                 blend: Blend | None = None) -> None:
        known = self.get_default_config()
        self._settings = Settings(**{name: value for name, value in {**known, **config}.items() if name in known})
        self._model_storage, self._resource, self.blend = model_storage, resource, blend

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> IntentClassifier:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits and persists. Raises ValueError without a sentence featurizer before it."""
        messages = [message for message in training_data.intent_examples if message.get(TEXT) and message.get(INTENT)]
        if not messages:
            return self._resource
        found = [(at, vector) for at, message in enumerate(messages) if (vector := sentence_vector(message)) is not None]
        intents = [message.get(INTENT) for message in messages]
        if {intents[at] for at, _ in found} != set(intents):
            raise ValueError("IntentClassifier needs sentence features of every intent: put a dense featurizer before it")
        meant, vectors = np.array([at for at, _ in found]), np.asarray([vector for _, vector in found], np.float32)
        texts = [spelling(message.get(TEXT)) for message in messages]
        self.blend = Blend.fit(vectors, texts, intents, self._settings, meant)
        with self._model_storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / FILE, **self.blend.to_arrays())
        return self._resource

    @classmethod
    def load(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
             execution_context: ExecutionContext, **kwargs: Any) -> IntentClassifier:
        """The trained classifier; a model without it is an error, never a silent classifier that knows nothing."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / FILE, allow_pickle=False) as arrays:
            component.blend = Blend.from_arrays(dict(arrays), component._settings)
        return component

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            vector = sentence_vector(message)
            if self.blend is None or vector is None or is_payload(message):
                continue
            rows = vector[np.newaxis, :].astype(np.float32)
            chances = self.blend.probabilities(rows, [spelling(message.get(TEXT))])[0]
            order = np.argsort(-chances)[:RANKED]
            ranking = [{"name": self.blend.names[at], "confidence": float(chances[at])} for at in order]
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set("sure_from", self.blend.sure_from)
        return messages


def spelling(text: str) -> str:
    """The form of a message whose n-grams are looked at: many people leave diacritics out on a phone."""
    return fold(text[:500])
