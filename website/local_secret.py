"""The key that signs officers' sessions on a machine of one's own."""

import os
import secrets
from pathlib import Path


def local_secret_key(state_dir: Path) -> str:
    """A key made once and kept in the state folder, readable by its owner alone.

    With production settings there is no such default: the key then comes from KIOSK_DJANGO_SECRET_KEY.
    """
    path = state_dir / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(key := secrets.token_urlsafe(48))
    return key
