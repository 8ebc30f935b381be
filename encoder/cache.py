"""Vectors that were computed once are kept: a new training run encodes only what is new.

One file an encoder, `<state>/vectors.<encoder>.bin`, to which records are appended: a 16-byte hash of (kind, text),
a checksum, the vector. A record that was cut off or damaged is passed over and computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import threading
import zlib
from pathlib import Path
from typing import Callable, Iterator, Sequence

import numpy as np

from encoder.interface import Encoder

try:
    import fcntl
except ImportError:  # not on Windows; there one process at a time trains
    fcntl = None  # type: ignore[assignment]

CHUNK = 512
"""Texts computed between two writes: what an interrupted run loses at most."""


def state_dir() -> Path:
    """Where Kiosk keeps what it makes: `KIOSK_STATE_DIR`, default `.kiosk` in the working folder."""
    return Path(os.environ.get("KIOSK_STATE_DIR") or ".kiosk")


class VectorCache:
    """Content-hash → vector, in memory and in one appendable file. Safe for several threads and processes."""

    def __init__(self, path: Path, dimension: int) -> None:
        self.path = Path(path)
        self._record = np.dtype([("key", "V16"), ("sum", "<u4"), ("vector", "<f4", (dimension,))])
        self._lock = threading.Lock()
        self._vectors: dict[bytes, np.ndarray] = {}
        self._read = 0
        self.refresh()

    def __len__(self) -> int:
        return len(self._vectors)

    def refresh(self) -> None:
        """Takes in what this or another process has appended since."""
        try:
            with self.path.open("rb") as file:
                file.seek(self._read)
                data = file.read()
        except OSError:  # none yet, or not to be read: then it is computed
            return
        size = self._record.itemsize
        records = np.frombuffer(data[: len(data) // size * size], dtype=self._record)
        for record in records:
            key, vector = record["key"].tobytes(), record["vector"]
            if zlib.crc32(key + vector.tobytes()) == record["sum"]:
                self._vectors[key] = vector
        self._read += len(records) * size

    def get(self, key: bytes) -> np.ndarray | None:
        return self._vectors.get(key)

    def add(self, keys: Sequence[bytes], vectors: np.ndarray) -> None:
        """Appends in one write under a lock, so that records of two processes never mix."""
        records = np.zeros(len(keys), dtype=self._record)
        for at, (key, vector) in enumerate(zip(keys, vectors)):
            records[at]["key"] = np.void(key)
            records[at]["vector"] = vector
            records[at]["sum"] = zlib.crc32(key + np.asarray(vector, dtype="<f4").tobytes())
            self._vectors[key] = records[at]["vector"]
        with self._lock, contextlib.suppress(OSError):  # a full or read-only disk only costs time next time
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file, _locked(file):
                # A writer that was killed may have left half a record: fill it up, its checksum will not fit.
                file.write(b"\0" * (-file.tell() % self._record.itemsize))
                file.write(records.tobytes())


class CachedEncoder:
    """An encoder with a cache in front. For texts that come again; not for what newcomers write (it would keep it)."""

    def __init__(self, encoder: Encoder, cache: VectorCache) -> None:
        self._encoder, self.cache = encoder, cache
        self.name, self.dimension = encoder.name, encoder.dimension

    def query(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> np.ndarray:
        return self._look_up("query", self._encoder.query, texts, progress)

    def passage(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> np.ndarray:
        return self._look_up("passage", self._encoder.passage, texts, progress)

    def _look_up(self, kind: str, encode: Callable[[Sequence[str]], np.ndarray], texts: Sequence[str],
                 progress: Callable[[int, int], None] | None) -> np.ndarray:
        keys = [_key(kind, text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts) if self.cache.get(key) is None}
        # Longest first: the time left is overestimated rather than underestimated.
        todo = sorted(missing.items(), key=lambda item: -len(item[1]))
        for start in range(0, len(todo), CHUNK):
            part = todo[start : start + CHUNK]
            self.cache.add([key for key, _ in part], encode([text for _, text in part]))
            if progress:
                progress(min(start + CHUNK, len(todo)), len(todo))
        found = np.zeros((len(keys), self.dimension), dtype=np.float32)
        for row, key in enumerate(keys):
            found[row] = self.cache.get(key)
        return found


def cached(encoder: Encoder, folder: Path | None = None) -> CachedEncoder:
    """`encoder` with the cache file of the state folder in front."""
    name = re.sub(r"[^\w.-]+", "_", encoder.name)
    return CachedEncoder(encoder, VectorCache((folder or state_dir()) / f"vectors.{name}.bin", encoder.dimension))


def _key(kind: str, text: str) -> bytes:
    return hashlib.blake2b(f"{kind}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


@contextlib.contextmanager
def _locked(file) -> Iterator[None]:
    if fcntl is None:
        yield
        return
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        file.seek(0, os.SEEK_END)
        yield
        file.flush()
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
