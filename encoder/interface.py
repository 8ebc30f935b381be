"""What every encoder offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np


@runtime_checkable
class Encoder(Protocol):
    """Turns texts of any language into unit-length vectors whose nearness is nearness in meaning.

    Retrieval encoders know two kinds of text: a question (`query`) and what may answer it (`passage`).
    Compare question with question, or question with passage, never vectors of two encoders.
    """

    name: str
    """Stands in cache keys and in the record of a model: change it when the vectors change."""
    dimension: int

    def query(self, texts: Sequence[str]) -> np.ndarray:
        """float32 (len(texts), dimension); any string is accepted, also an empty one."""

    def passage(self, texts: Sequence[str]) -> np.ndarray:
        """float32 (len(texts), dimension)."""
