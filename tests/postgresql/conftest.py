"""Tests in `only/` need PostgreSQL as their database: `test_same_tests.py` runs them beside those of other folders."""

from django.conf import settings

collect_ignore = [] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ["only"]
