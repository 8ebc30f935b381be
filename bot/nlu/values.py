"""Entity values from the lists of the training data, and positions written as digits."""

from __future__ import annotations

import json
from typing import Any, Dict, List

import regex
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.message import is_payload, language_of
from bot.nlu.normalise import with_offsets
from bot.nlu.training_texts import lookup_name
from bot.nlu.value_index import ValueIndex

FILE = "values.json"
NOT_VALUES = {"identification"}
# '2', '2.', '#2', '2nd', 'no 2': a message that is about all number, or a number marked as one of a list.
_ONLY = regex.compile(r"^\W*(?:\p{L}+\W+){0,2}(?P<number>[1-9]|1\d|20)(?:\.|\p{L}{1,3})?\W*$")
_MARKED = regex.compile(r"(?:^|\s)[#№]\s?(?P<number>[1-9]|1\d|20)(?!\d)")
LONGEST_POINTING = 30
"""Characters of a message that may be a bare choice ('number 3 please'); longer ones say 'for 3 years'."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ValueExtractor(GraphComponent, EntityExtractorMixin):
    """Sets entities {"entity", "value" (a code of the taxonomy), "start", "end" (of the original), "extractor"}.

    The lists are the lookups `<entity>.<value>.<language>`; the message's own language comes first. `prefixes`:
    particles that some scripts join to the next word.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"prefixes": []}

    def __init__(self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
                 lists: List[list] | None = None) -> None:
        self._config = {**self.get_default_config(), **config}
        self._model_storage, self._resource = model_storage, resource
        self.index = ValueIndex((tuple(row) for row in lists or []), self._config["prefixes"])

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> ValueExtractor:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        lists = []
        for table in training_data.lookup_tables:
            entity, value, language = lookup_name(table["name"])
            if value and entity not in NOT_VALUES and isinstance(table["elements"], list):
                lists.append([entity, value, language, table["elements"]])
        with self._model_storage.write_to(self._resource) as folder:
            (folder / FILE).write_text(json.dumps(lists, ensure_ascii=False), encoding="utf-8")
        return self._resource

    @classmethod
    def load(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
             execution_context: ExecutionContext, **kwargs: Any) -> ValueExtractor:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, json.loads((folder / FILE).read_text(encoding="utf-8")))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            text = message.get(TEXT)
            if not isinstance(text, str) or is_payload(message):
                continue
            found = [{"entity": value.entity, "start": value.start, "end": value.end, "value": value.value}
                     for value in self.index.find(text, language_of(message))]
            if not any(entity["entity"] == "position" for entity in found):
                found += position(text)
            kept = (message.get(ENTITIES) or []) + self.add_extractor_name(found)
            message.set(ENTITIES, kept, add_to_output=True)
        return messages


def position(text: str) -> List[Dict[str, Any]]:
    """The place in a list that a message points at in digits (of any script), as one entity `position`, or nothing."""
    normal = with_offsets(text)
    match = _MARKED.search(normal.text)
    if match is None and len(normal.text) <= LONGEST_POINTING:
        match = _ONLY.match(normal.text)
    if match is None:
        return []
    start, end = normal.span(*match.span("number"))
    return [{"entity": "position", "start": start, "end": end, "value": match["number"]}]
