"""The shipped content in the test database, loaded once for all tests of the directory."""

import json
from datetime import date
from pathlib import Path

import pytest

from services_directory import reading

# Tests are about the content as it was told on this day: windows that ended before it are over.
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    """Loads all cities in a transaction that is rolled back in the end."""
    from django.db import transaction

    from services_directory.loading import load_all

    with django_db_blocker.unblock(), transaction.atomic():
        yield load_all()
        transaction.set_rollback(True)


@pytest.fixture
def directory(loaded, db, monkeypatch):
    """The loaded directory on TODAY; changes of a test are undone."""
    monkeypatch.setattr(reading, "today", lambda: TODAY)
    return reading


@pytest.fixture(scope="session")
def collected() -> dict:
    """What was collected: city → service id → addresses of its sources; and the ids of the toolkit's entries."""
    return json.loads((Path(__file__).parent / "collected.json").read_text(encoding="utf-8"))
