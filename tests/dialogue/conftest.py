"""One assistant with the trained model for all talks, before a small directory."""

import pytest

from tests.actions.city import running_city
from tests.dialogue.assistant import Talk, running_assistant


@pytest.fixture(scope="session")
def assistant(trained_model):
    with running_city() as city, running_assistant(trained_model, city.url) as url:
        yield url, city


@pytest.fixture
def city(assistant):
    """The directory, as new."""
    city = assistant[1]
    city.mode, city.relaxed, city.contact = "up", [], "service-4"
    yield city
    city.mode, city.relaxed, city.contact = "up", [], "service-4"


@pytest.fixture
def talk(assistant, city):
    """`talk("fi")` begins a conversation on a page in that language."""

    def begin(page: str = "en") -> Talk:
        return Talk(assistant[0], page)

    return begin
