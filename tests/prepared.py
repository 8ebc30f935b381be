"""A database as the first start of a Kiosk makes it, for tests that run one and are not about its first start."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from filelock import FileLock

from tests.conftest import PREPARED, ROOT

_TABLES = "from django.core.management import call_command; call_command('migrate', verbosity=0)"
_CONTENT = "from services_directory.loading import load_all; load_all()"


def prepare(state: Path, content: bool = True) -> None:
    """Puts a SQLite database with all tables into a state folder, with the shipped content or without.

    It is made once and copied, in all processes that test side by side: making the tables takes longer than most
    tests. Of no effect where the tests run on a database server.
    """
    if os.environ.get("KIOSK_DATABASE_URL"):
        return
    with FileLock(PREPARED / "lock"):
        made = _made("tables", _TABLES)
        if content:
            made = _made("content", _CONTENT, made)
    state.mkdir(parents=True, exist_ok=True)
    _copy(made, state / "kiosk.sqlite3")


def _made(name: str, code: str, base: Path | None = None) -> Path:
    """The database of that name, made by some code, on top of another one where `base` is given."""
    folder = PREPARED / name
    made, done = folder / "kiosk.sqlite3", folder / "done"
    if not done.exists():
        folder.mkdir(exist_ok=True)
        if base:
            _copy(base, made)
        own = {"KIOSK_STATE_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "website.settings"}
        code = f"import django; django.setup(); {code}"
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **own}, check=True)
        done.touch()
    return made


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(target)) as to:
        from_.backup(to)
