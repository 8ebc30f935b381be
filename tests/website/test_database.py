"""The address of the database: what Kiosk adds to it, and what it leaves as it is."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from website.database import database

pytestmark = pytest.mark.django_db  # the content of the package stands in the database of the tests
ADDRESS = "postgresql://kiosk:secret@db.example.org/kiosk"


@pytest.mark.parametrize(
    ("behind", "options"),
    [
        ("", "-c jit=off"),
        ("?sslmode=require", "-c jit=off"),
        ("?options=-c%20statement_timeout=5000", "-c jit=off -c statement_timeout=5000"),
        ("?options=%20", None),  # for a pooler that refuses the parameter
    ],
)
def test_queries_are_not_compiled_unless_the_city_says_otherwise(behind, options):
    assert database(ADDRESS + behind, Path())["OPTIONS"].get("options") == options


def test_another_kind_of_database_is_refused_without_its_password():
    with pytest.raises(ImproperlyConfigured) as refused:
        database("mysql://kiosk:secret@db.example.org/kiosk", Path())
    assert "secret" not in str(refused.value)
