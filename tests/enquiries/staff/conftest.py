"""A city with staff, and enquiries made the way newcomers make them."""

import uuid

import pytest
from django.test import Client

from conversations.models import Conversation, Message, Turn
from enquiries.models import Enquiry, Team
from locales.languages import get
from tests.officers import account
from tests.services_directory.conftest import directory, loaded  # noqa: F401 - fixtures


@pytest.fixture
def aino(directory):  # noqa: F811
    """Staff of Helsinki."""
    return account("aino", role="staff", city_id="helsinki")


@pytest.fixture
def liisa(directory):  # noqa: F811
    """The lead of Helsinki."""
    return account("liisa", role="lead", city_id="helsinki")


@pytest.fixture
def signed_in():
    """`signed_in(user)`: a browser of that account."""

    def client(user) -> Client:
        browser = Client()
        browser.force_login(user)
        return browser

    return client


@pytest.fixture
def team(aino):
    """A team with Aino in it."""
    team = Team.objects.create(name="Advice", city_id="helsinki")
    team.members.add(aino)
    return team


@pytest.fixture
def ask(directory):  # noqa: F811
    """`ask("كيف أسجل شركتي؟", "ar")`: an enquiry as the API makes it."""

    def asked(text: str = "How do I register?", language: str = "en", city: str = "helsinki", **own) -> Enquiry:
        from enquiries.desk import open_enquiry
        from enquiries.desk.opening import Wish
        from services_directory.models import City

        conversation = own.pop("conversation", None)
        wish = Wish(
            city=City.objects.get(pk=city), language=language, text=text, client_id=uuid.uuid4().hex,
            secret=uuid.uuid4().hex, **own,
        )  # fmt: skip
        return open_enquiry(wish, conversation).enquiry

    return asked


@pytest.fixture
def talk(directory):  # noqa: F811
    """A conversation with the guide in Arabic: one question it answered, one it did not understand."""
    conversation = Conversation(city="helsinki", page_language="ar", language="ar")
    conversation.issue_token()
    conversation.save()
    say(conversation, "كيف أسجل شركتي؟", intent="register_business", entities=[{"entity": "topic", "value": "loans"}])
    say(conversation, "بلا بلا", intent="nlu_fallback")
    return conversation


def say(conversation, text: str, intent: str = "", entities=()) -> Turn:
    """The person says something and the guide understands that."""
    language = conversation.language
    understood = {"intent": intent, "confidence": 0.81, "language": language, "entities": list(entities)}
    turn = Turn.objects.create(
        conversation=conversation, client_id=uuid.uuid4().hex, answered=True, understood=understood
    )
    Message.objects.create(
        conversation=conversation, turn=turn, sender="person", text=text, language=language,
        direction=get(language).direction,
    )  # fmt: skip
    return turn
