"""Ask back rather than answer the wrong question."""

from __future__ import annotations

from typing import Any, Dict, List, Type

from rasa.core.constants import DEFAULT_NLU_FALLBACK_THRESHOLD
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.message import is_payload


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AskBack(GraphComponent, IntentClassifier):
    """Makes the intent `nlu_fallback` where the classifier is not sure, and keeps the likeliest to offer.

    `threshold`: confidence from which an intent is taken as meant; None takes the one that the classifier found on
    messages it had not seen (its `wrong_while_sure`). `offered`: how many intents are offered. The ranking stays as it
    was: `intent_ranking[0]` is the top intent before fallback. Output `asked_back`, only
    when it asks back: {"candidates": [{"name", "confidence"}, …]} with the likeliest first.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        return [IntentClassifier]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"threshold": None, "offered": 2}

    def __init__(self, config: Dict[str, Any]) -> None:
        self._threshold, self._offered = config["threshold"], config["offered"]

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> AskBack:
        return cls({**cls.get_default_config(), **config})

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY) or []
            if is_payload(message) or not message.get(INTENT):
                continue
            threshold = self._threshold
            if threshold is None:
                threshold = message.get("sure_from", DEFAULT_NLU_FALLBACK_THRESHOLD)
            confidence = message.get(INTENT).get("confidence") or 0.0
            if confidence < threshold:
                asked_back = {"candidates": [dict(candidate) for candidate in ranking[: self._offered]]}
                fallback = {"name": DEFAULT_NLU_FALLBACK_INTENT_NAME, "confidence": 1.0 - confidence}
                message.set(INTENT, fallback, add_to_output=True)
                message.set("asked_back", asked_back, add_to_output=True)
        return messages
