"""What of the audit log's guard only PostgreSQL has: it refuses to empty the table, and comes back with a rollback."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.audit import guard
from accounts.models import AuditEntry


@pytest.fixture
def log(transactional_db):
    """Two entries."""
    for name in ("first", "second"):
        AuditEntry.objects.create(user_name=name, action="add")


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", [
    f"UPDATE {guard.TABLE} SET user_name = 'x'", f"DELETE FROM {guard.TABLE}", f"TRUNCATE {guard.TABLE} CASCADE",
])  # fmt: skip
def test_it_refuses(log, statement):
    with pytest.raises(DatabaseError, match="cannot be changed"):
        execute(statement)
    assert AuditEntry.objects.count() == 2


def test_it_is_lifted_for_one_transaction_and_stands_again(log):
    with guard.lifted(connection):
        execute(f"DELETE FROM {guard.TABLE} WHERE user_name = 'first'")
    with pytest.raises(DatabaseError, match="cannot be changed"):
        execute(f"DELETE FROM {guard.TABLE}")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        guard.take_down(connection)
        raise ZeroDivisionError
    with pytest.raises(DatabaseError, match="cannot be changed"):
        execute(f"DELETE FROM {guard.TABLE}")
    assert [entry.user_name for entry in AuditEntry.objects.all()] == ["second"]
