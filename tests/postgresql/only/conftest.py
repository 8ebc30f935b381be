"""The shipped content in a database whose transactions are real, and an officer who may change it."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from services_directory.loading import load_all
from services_directory.models import Service
from tests.services_directory.desk.conftest import DESK


@pytest.fixture(scope="package")
def content(django_db_setup, django_db_blocker):
    """Loaded once and kept: connections of their own see it. pytest-django runs tests without `db` after all others."""
    with django_db_blocker.unblock():
        load_all()
        User.objects.create_superuser("olga", "olga@example.org", "x")
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def service(content) -> Service:
    """One to change; every test leaves other words in it."""
    return Service.objects.get(slug="newco-helsinki-advice", city="helsinki")


@pytest.fixture
def officer(content) -> Client:
    """Signed in, second factor and all."""
    client = Client()
    client.force_login(User.objects.get(username="olga"))
    return client


@pytest.fixture
def address(service) -> str:
    """Of the form."""
    return f"{DESK}service/{service.pk}/change/"
