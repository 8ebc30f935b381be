"""An encoder without a model: hashed character n-grams.

It knows spelling, not meaning. For tests and for machines on which the sentence encoder does not run.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from encoder.clean import clean


class NGrams:
    """384 numbers a sentence: counts of character 2- to 4-grams, hashed with a sign, unit length."""

    name = "ngrams-2-4"
    dimension = 384

    def query(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            padded = f" {clean(text).casefold()} "
            for size in (2, 3, 4):
                for at in range(len(padded) - size + 1):
                    code = zlib.crc32(padded[at : at + size].encode("utf-8"))
                    vectors[row, code % self.dimension] += 1.0 if code & 0x80000000 else -1.0
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.where(lengths > 0, lengths, 1.0)

    passage = query
