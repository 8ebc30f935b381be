"""Triggers of the database that refuse to change or delete entries of the audit log, whoever asks."""

from contextlib import contextmanager

from django.db import transaction

TABLE = "accounts_auditentry"
REFUSAL = "the audit log cannot be changed"

_SQLITE = {
    f"{TABLE}_no_update": f"""CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"{TABLE}_no_delete": f"""CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
}
_POSTGRESQL = {
    f"{TABLE}_no_change": f"""CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()""",
    f"{TABLE}_no_truncate": f"""CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()""",
}
_FUNCTION = f"""CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"""


def put_up(connection) -> None:
    """Creates the triggers. Raises NotImplementedError for a database that Kiosk does not know."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for statement in _triggers(connection).values():
            cursor.execute(statement)


def take_down(connection) -> None:
    """Drops the triggers."""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_refuse()")


@contextmanager
def lifted(connection):
    """The triggers are away, in one transaction: nobody else sees the log without them. For the retention alone."""
    with transaction.atomic(using=connection.alias):
        take_down(connection)
        yield
        put_up(connection)


def _triggers(connection) -> dict[str, str]:
    known = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
    if connection.vendor not in known:
        raise NotImplementedError(f"no triggers for the audit log on {connection.vendor}")
    return known[connection.vendor]
