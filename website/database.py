"""The database of the website: SQLite in the state folder, or the PostgreSQL that KIOSK_DATABASE_URL names."""

from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

_SCHEMES = ("postgresql://", "postgres://")


def database(url: str, folder: Path) -> dict:
    """Django's settings of the database; `folder` holds the file of SQLite, which an empty `url` stands for.

    Raises ImproperlyConfigured for an address that is none of PostgreSQL; it says nothing of a password in it.
    """
    if not url:
        return _sqlite(folder / "kiosk.sqlite3")
    if not url.startswith(_SCHEMES):
        raise ImproperlyConfigured("KIOSK_DATABASE_URL is postgresql://user:password@host:port/name, or not set")
    try:
        found = dj_database_url.parse(url)
    except ValueError:
        raise ImproperlyConfigured("KIOSK_DATABASE_URL cannot be read as an address of PostgreSQL") from None
    # A connection a request, closed at its end: each request has a thread of its own, and one that was kept in a thread
    # would be found by nobody. A pool would lock up: a chat waits for the guide, which asks this website in turn.
    found["CONN_MAX_AGE"] = 0
    options = found.setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", 10)  # seconds; without it minutes
    # PostgreSQL compiles queries that it thinks are long: for the 28 ms of 'lacks something' it takes 54 ms each time.
    # Some poolers refuse the parameter: an empty one (?options=%20) is not sent.
    given = options.pop("options", None)
    if given is None or str(given).strip():
        options["options"] = f"-c jit=off {given or ''}".strip()
    return found


def _sqlite(path: Path) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # In WAL mode readers and the one writer do not block each other; a writer waits up to 20 s for its turn.
        # What is deleted is overwritten with zeros (docs/privacy.md).
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        },
        # Tests have a file too: in memory, threads share one cache, whose locks no timeout waits for.
        "TEST": {"NAME": path.with_name("kiosk-tests.sqlite3")},
    }
