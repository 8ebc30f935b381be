"""The sentence encoder as a dense featurizer."""

from __future__ import annotations

import hashlib
import logging
from typing import Any, Dict, List

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.message import is_payload
from bot.nlu.normalise import plain
from bot.places import SHIPPED_VECTORS
from encoder import cached, get_encoder

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """One vector a message (sentence features only: nothing in the pipeline looks at single words' vectors).

    `encoder`: a name as in `KIOSK_ENCODER`; None takes the setting. `per_intent`: training messages of an intent that get
    a vector, intent → number with `default` for the others; None: all. Encoding is the longest part of a first start, and
    the spelling is learnt from every message anyway.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {**DenseFeaturizer.get_default_config(), "encoder": None, "per_intent": None}

    @staticmethod
    def required_packages() -> List[str]:
        return []

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> SentenceFeaturizer:
        return cls({**cls.get_default_config(), **config}, execution_context.node_name)

    def __init__(self, config: Dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encoder = get_encoder(config["encoder"])

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing to check: an unknown encoder is said when it is built."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encodes the messages at once; what ships with them, or is in the cache of the state folder, costs no time."""
        messages = chosen(training_data.training_examples, self._config["per_intent"])
        vectors = cached(self._encoder, shipped=SHIPPED_VECTORS).query([plain(message.get(TEXT)) for message in messages], _tell)
        for message, vector in zip(messages, vectors):
            self._add(message, vector)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        # Not through the cache: what newcomers write is not kept.
        for message in messages:
            if message.get(TEXT) and not is_payload(message):
                self._add(message, self._encoder.query([plain(message.get(TEXT))])[0])
        return messages

    def _add(self, message: Message, vector: np.ndarray) -> None:
        origin = self._config[FEATURIZER_CLASS_ALIAS]
        message.add_features(Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, origin))


def chosen(messages: List[Message], per_intent: Dict[str, int] | None) -> List[Message]:
    """The training messages that get a vector; which ones depends on their texts alone, never on their order."""
    by_intent: Dict[str, List[Message]] = {}
    for message in messages:
        if message.get(TEXT):
            by_intent.setdefault(message.get(INTENT) or "", []).append(message)
    found = []
    for intent, group in by_intent.items():
        most = (per_intent or {}).get(intent, (per_intent or {}).get("default"))
        found += sorted(group, key=_place)[:most]
    return found


def _place(message: Message) -> bytes:
    return hashlib.blake2b(message.get(TEXT).encode("utf-8", "replace"), digest_size=8).digest()


def _tell(done: int, todo: int) -> None:
    logger.info("Encoded %d of %d new messages.", done, todo)
