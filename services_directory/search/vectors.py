"""Vectors of many texts, computed in the background once and kept in the state folder by the hash of each text."""

import logging
import threading
from collections import OrderedDict

import numpy as np

from encoder import cached, get_encoder

_log = logging.getLogger(__name__)
PATIENCE = 2.0  # seconds a search waits for vectors that are being computed; then it goes by words alone
_KEPT = 64

_lock = threading.Lock()
_jobs: "OrderedDict[tuple, _Job]" = OrderedDict()
_cache: dict = {}


class _Job:
    def __init__(self, kind: str, texts: tuple[str, ...]):
        self.kind, self.texts = kind, texts
        self.done = threading.Event()
        self.result: np.ndarray | None = None
        threading.Thread(target=self._run, name="directory-vectors", daemon=True).start()

    def _run(self) -> None:
        try:
            encoder = _encoder()
            self.result = (encoder.query if self.kind == "query" else encoder.passage)(list(self.texts))
        except Exception:  # noqa: BLE001 - search goes by words alone then
            _log.exception("vectors of the directory could not be computed")
        finally:
            self.done.set()


def vectors(kind: str, texts: tuple[str, ...], patience: float = PATIENCE) -> np.ndarray | None:
    """Unit vectors of `texts`, float32 (n, dimension), as `kind` 'query' or 'passage'; None while they are not there.

    The first call starts the work in a thread and waits for `patience` seconds at most.
    """
    key = (kind, texts)
    with _lock:
        if key not in _jobs:
            _jobs[key] = _Job(kind, texts)
        job = _jobs[key]
        _jobs.move_to_end(key)
        while len(_jobs) > _KEPT:
            _jobs.popitem(last=False)
    job.done.wait(patience)
    if job.done.is_set() and job.result is None:
        with _lock:
            _jobs.pop(key, None)  # tried anew next time
    return job.result


def question(text: str) -> np.ndarray:
    """The vector of what somebody asks: float32 (dimension,); kept nowhere."""
    return get_encoder().query([text])[0]


def _encoder():
    with _lock:
        if "encoder" not in _cache:
            _cache["encoder"] = cached(get_encoder())
        return _cache["encoder"]
