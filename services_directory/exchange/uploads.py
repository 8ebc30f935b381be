"""Uploaded files between the report and the import: in the state folder, one folder a session, a day at most."""

import hashlib
import secrets
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from services_directory.exchange.faults import Unreadable
from services_directory.exchange.files import MOST_BYTES, form_of

KEPT = 24 * 3600
"""Seconds after which a file that nobody imported goes."""


def _root() -> Path:
    return Path(settings.STATE_DIR) / "imports"


def _folder(session_key: str) -> Path:
    return _root() / hashlib.sha256(session_key.encode()).hexdigest()[:32]


def keep(session_key: str, name: str, chunks: Iterable[bytes], size: int) -> str:
    """Keeps a file for this session; returns the token by which it is found. Raises Unreadable."""
    form_of(name)
    if size > MOST_BYTES:
        reason = gettext("The file has %(size)s MB; at most %(most)s MB are read.")
        raise Unreadable(reason % {"size": f"{size / 1e6:.0f}", "most": MOST_BYTES // 1024 // 1024})
    remove_old()
    folder = _folder(session_key)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    token = secrets.token_urlsafe(12)
    with open(folder / token, "xb") as target:
        for chunk in chunks:
            target.write(chunk)
    return token


def find(session_key: str, token: str) -> Path | None:
    """The file of a token of this session, or None where it is gone."""
    file = _folder(session_key) / token
    safe = token.replace("-", "").replace("_", "").isalnum()
    return file if safe and file.is_file() else None


def remove(session_key: str, token: str) -> None:
    """Removes a file that was imported or is no longer wanted."""
    if file := find(session_key, token):
        file.unlink(missing_ok=True)


def remove_old() -> None:
    """Removes what was kept too long, of all sessions."""
    if not _root().is_dir():
        return
    for folder in _root().iterdir():
        for file in folder.iterdir():
            if file.stat().st_mtime < time.time() - KEPT:
                file.unlink(missing_ok=True)
        if not any(folder.iterdir()):
            shutil.rmtree(folder, ignore_errors=True)
