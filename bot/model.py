"""Which trained model fits the data, and whether a model file is whole."""

import hashlib
import os
import tarfile
import zlib
from importlib.metadata import version
from pathlib import Path

from .places import ROOT, models_dir

# All that shapes a model. Content of the directory does not: services and districts are matched live.
SHAPING = ("config.yml", "domain.yml", "data/**/*.yml", "bot/nlu/*.py", "encoder/*.py", "locales/languages.yml")
KEPT = 2  # models; the newest fitting one and the one before it


def fingerprint() -> str:
    """16 hexadecimal digits that change with anything the trained model depends on."""
    digest = hashlib.sha256(f"rasa {version('rasa')} {os.environ.get('KIOSK_ENCODER', '')}".encode())
    for pattern in SHAPING:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def fitting_model() -> Path | None:
    """The model trained on just this data with just these components, if there is a whole one."""
    path = model_path()
    return path if path.exists() and is_whole(path) else None


def model_path() -> Path:
    """Where the model for the present data lies, or will lie."""
    return models_dir() / f"kiosk-{fingerprint()}.tar.gz"


def is_whole(path: Path) -> bool:
    """Whether the archive can be read to its end (a stop in mid-writing or a bad disk leaves one that cannot)."""
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                file = archive.extractfile(member)
                while file and file.read(1 << 20):
                    pass
        return True
    except (OSError, EOFError, tarfile.TarError, ValueError, zlib.error):
        return False


def drop_old() -> None:
    """Delete all models but the newest KEPT."""
    for path in sorted(models_dir().glob("kiosk-*.tar.gz"), key=lambda path: -path.stat().st_mtime)[KEPT:]:
        path.unlink(missing_ok=True)
