"""The pages over the shipped content."""

import pytest


@pytest.fixture(scope="package", autouse=True)
def content(django_db_setup, django_db_blocker):
    """Every shipped city in the test database; gone again for other tests."""
    from django.core.management import call_command

    from services_directory.loading import load_all

    with django_db_blocker.unblock():
        load_all()
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def web():
    """A visitor without JavaScript, cookies or preferences."""
    from django.test import Client

    return Client(HTTP_HOST="localhost", raise_request_exception=False)
