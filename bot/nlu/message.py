"""What several components want to know of a message."""

from __future__ import annotations

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message


def is_payload(message: Message) -> bool:
    """Whether this is a button's payload that the chat API has checked, not something a person wrote."""
    return bool((message.get("metadata") or {}).get("payload")) and str(message.get(TEXT) or "").startswith("/")


def sentence_vector(message: Message) -> np.ndarray | None:
    """float (dimension,): the sentence features of the message, or None where no featurizer has set any."""
    _, sentence = message.get_dense_features(TEXT)
    return None if sentence is None else np.asarray(sentence.features).reshape(-1)


def language_of(message: Message) -> str | None:
    """Code of the language that the message itself shows, None where that is not sure."""
    return (message.get("language") or {}).get("code")
