"""Where things lie: the project's own folder and the state folder."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


SHIPPED_VECTORS = ROOT / "data" / "vectors"
"""The vectors of the training messages, as `kiosk train --ship-vectors` wrote them."""


def state_dir() -> Path:
    """The folder of everything a running Kiosk writes: KIOSK_STATE_DIR, else `.kiosk` in the working folder."""
    path = Path(os.environ.get("KIOSK_STATE_DIR", ".kiosk")).resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def models_dir() -> Path:
    """The folder of the trained models."""
    path = Path(os.environ.get("KIOSK_MODELS_DIR") or state_dir() / "models").resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path
