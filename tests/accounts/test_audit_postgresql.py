"""The guard of the audit log on a real PostgreSQL, started for these tests where it is installed."""

import os
import shutil
import subprocess
import tempfile
from glob import glob
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.db.utils import ConnectionHandler

from accounts.audit import guard
from accounts.models import AuditEntry

OWNER = "postgres"


def _tool(name: str) -> str | None:
    return shutil.which(name) or next(iter(sorted(glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)), None)


@pytest.fixture(scope="module")
def connection():
    pytest.importorskip("psycopg2")
    initdb, pg_ctl = _tool("initdb"), _tool("pg_ctl")
    if not (initdb and pg_ctl):
        pytest.skip("PostgreSQL is not installed here")
    folder = Path(tempfile.mkdtemp(prefix="kiosk-postgresql-"))
    # PostgreSQL refuses to run as root.
    as_owner = ["runuser", "-u", OWNER, "--"] if os.getuid() == 0 else []
    if as_owner:
        shutil.chown(folder, OWNER)
    data, sockets = folder / "data", folder / "s"
    run = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run([*as_owner, initdb, "-D", str(data), "-A", "trust", "-U", OWNER, "--no-sync"], **run)
    subprocess.run([*as_owner, "mkdir", str(sockets)], **run)
    options = f"-k {sockets} -c listen_addresses=''"
    subprocess.run([*as_owner, pg_ctl, "-D", str(data), "-o", options, "-w", "start"], **run)
    settings = {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": OWNER, "HOST": str(sockets)}
    handler = ConnectionHandler({"default": settings})
    try:
        yield handler["default"]
    finally:
        handler["default"].close()
        subprocess.run([*as_owner, pg_ctl, "-D", str(data), "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def log(connection, django_db_blocker):
    """The table with two entries and the guard."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(AuditEntry)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {guard.TABLE} (at, user_name, role, action, object_type, object_id, object_name, city,"
                " changes, outcome, note) SELECT now(), 'a', '', 'add', '', '', '', '', '{}', 'done', ''"
                " FROM generate_series(1, 2)"
            )
        guard.put_up(connection)
        yield connection
        guard.take_down(connection)
        with connection.schema_editor() as editor:
            editor.delete_model(AuditEntry)


def _execute(connection, statement: str):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


@pytest.mark.parametrize("statement", [
    f"UPDATE {guard.TABLE} SET user_name = 'x'", f"DELETE FROM {guard.TABLE}", f"TRUNCATE {guard.TABLE}",
])  # fmt: skip
def test_it_refuses(log, statement):
    with pytest.raises(DatabaseError, match="cannot be changed"):
        _execute(log, statement)
    assert _execute(log, f"SELECT count(*) FROM {guard.TABLE}") == (2,)


def test_it_is_lifted_for_one_transaction_and_stands_again(log):
    with log_transaction(log):
        guard.take_down(log)
        _execute(log, f"DELETE FROM {guard.TABLE} WHERE id = (SELECT min(id) FROM {guard.TABLE})")
        guard.put_up(log)
    with pytest.raises(DatabaseError, match="cannot be changed"):
        _execute(log, f"DELETE FROM {guard.TABLE}")
    with pytest.raises(ZeroDivisionError), log_transaction(log):
        guard.take_down(log)
        raise ZeroDivisionError
    with pytest.raises(DatabaseError, match="cannot be changed"):
        _execute(log, f"DELETE FROM {guard.TABLE}")


class log_transaction:
    """A transaction of this connection, which is not one of Django's settings."""

    def __init__(self, connection) -> None:
        self.connection = connection

    def __enter__(self):
        self.connection.set_autocommit(False)

    def __exit__(self, kind, error, trace):
        self.connection.rollback() if kind else self.connection.commit()
        self.connection.set_autocommit(True)
