"""Vectors that were computed once are kept: a new training run encodes only what is new.

One file an encoder, `<state>/vectors.<encoder>.i8`, to which records are appended: a 16-byte hash of (kind, text),
a checksum, the vector as 384 steps of -127 to 127 and the size of a step (its nearness to others changes by less than
0.001). A record that was cut off or damaged is passed over and computed again. Files of the same form may ship with the
training data: what is in them need not be computed on the machine of a city.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

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
        self._record = np.dtype([("key", "V16"), ("sum", "<u4"), ("step", "<f4"), ("steps", "i1", (dimension,))])
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
            if _sum(record) == record["sum"]:
                self._vectors[record["key"].tobytes()] = record["steps"] * record["step"]
        self._read += len(records) * size

    def get(self, key: bytes) -> np.ndarray | None:
        return self._vectors.get(key)

    def add(self, keys: Sequence[bytes], vectors: np.ndarray) -> None:
        """Appends in one write under a lock, so that records of two processes never mix."""
        records = np.zeros(len(keys), dtype=self._record)
        for record, key, vector in zip(records, keys, vectors):
            record["key"] = np.void(key)
            record["step"] = np.abs(vector).max() / 127 or 1.0
            record["steps"] = np.rint(vector / record["step"])
            record["sum"] = _sum(record)
            # What is read from the file later is what is used now: a second training gives the same model.
            self._vectors[key] = record["steps"] * record["step"]
        with self._lock, contextlib.suppress(OSError):  # a full or read-only disk only costs time next time
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file, _locked(file):
                # A writer that was killed may have left half a record: fill it up, its checksum will not fit.
                file.write(b"\0" * (-file.tell() % self._record.itemsize))
                file.write(records.tobytes())


class CachedEncoder:
    """An encoder with a cache in front. For texts that come again; not for what newcomers write (it would keep it).

    What `shipped` has is taken from there and not kept a second time.
    """

    def __init__(self, encoder: Encoder, cache: VectorCache, shipped: VectorCache | None = None) -> None:
        self._encoder, self.cache, self._shipped = encoder, cache, shipped
        self.name, self.dimension = encoder.name, encoder.dimension

    def query(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> np.ndarray:
        return self._look_up("query", self._encoder.query, texts, progress)

    def passage(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> np.ndarray:
        return self._look_up("passage", self._encoder.passage, texts, progress)

    def _look_up(self, kind: str, encode: Callable[[Sequence[str]], np.ndarray], texts: Sequence[str],
                 progress: Callable[[int, int], None] | None) -> np.ndarray:
        keys = [_key(kind, text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts) if self._kept(key) is None}
        # Longest first: the time left is overestimated rather than underestimated.
        todo = sorted(missing.items(), key=lambda item: -len(item[1]))
        for start in range(0, len(todo), CHUNK):
            part = todo[start : start + CHUNK]
            self.cache.add([key for key, _ in part], encode([text for _, text in part]))
            if progress:
                progress(min(start + CHUNK, len(todo)), len(todo))
        found = np.zeros((len(keys), self.dimension), dtype=np.float32)
        for row, key in enumerate(keys):
            found[row] = self._kept(key)
        return found

    def _kept(self, key: bytes) -> np.ndarray | None:
        found = self._shipped.get(key) if self._shipped else None
        return self.cache.get(key) if found is None else found


def cached(encoder: Encoder, folder: Path | None = None, shipped: Path | None = None) -> CachedEncoder:
    """`encoder` with the cache file of the state folder in front, and with the one in the folder `shipped`."""
    name = "vectors." + re.sub(r"[^\w.-]+", "_", encoder.name) + ".i8"
    there = VectorCache(shipped / name, encoder.dimension) if shipped else None
    return CachedEncoder(encoder, VectorCache((folder or state_dir()) / name, encoder.dimension), there)


def ship(encoder: CachedEncoder, texts: Sequence[str], folder: Path) -> Path:
    """Writes the file that ships with training data: the vectors of exactly these texts as queries, in one order."""
    path = folder / encoder.cache.path.name
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    vectors = dict(zip((_key("query", text) for text in texts), encoder.query(texts)))
    keys = sorted(vectors)
    VectorCache(unfinished, encoder.dimension).add(keys, np.array([vectors[key] for key in keys]))
    unfinished.replace(path)
    return path


def _sum(record: np.void) -> int:
    return zlib.crc32(record["key"].tobytes() + record["step"].tobytes() + record["steps"].tobytes())


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
