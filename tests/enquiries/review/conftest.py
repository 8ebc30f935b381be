"""A city whose staff read what a person wrote."""

import secrets

import pytest
from django.utils import timezone

from tests.officers import account


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def city(db):
    from services_directory.models import City

    return City.objects.create(
        pk="seedville", name="Seedville", country="fi", default_language="fi", timezone="Europe/Helsinki"
    )


@pytest.fixture
def staff(city):
    return account("sini", role="staff", city_id="seedville")


@pytest.fixture
def said(city):
    """`said(text, consent=True, answers=[…])`: a person's message in an enquiry, with what the guide said to it."""
    from conversations.models import Conversation, Message, Turn
    from enquiries.models import Enquiry

    numbers = iter(range(1, 1000))

    def make(text, consent=True, language="en", intent="out_of_scope", answers=(), enquiry=True):
        talk = Conversation(city=city.pk, page_language=language)
        talk.issue_token()
        talk.save()
        turn = Turn.objects.create(
            conversation=talk, client_id="1", answered=True,
            understood={"intent": intent, "confidence": 0.4, "language": language},
        )  # fmt: skip
        common = {"conversation": talk, "turn": turn, "language": language, "direction": "ltr"}
        message = Message.objects.create(sender="person", text=text, **common)
        for answer in answers:
            Message.objects.create(sender="guide", text="…", **{**common, **answer})
        if enquiry:
            now = timezone.now()
            Enquiry.objects.create(
                number=next(numbers), city=city, conversation=talk, language=language,
                receipt_digest=secrets.token_hex(32), request_digest=secrets.token_hex(32), consent_text="1",
                consent_language="en", consented_at=now, training_consented_at=now if consent else None,
            )  # fmt: skip
        return message

    return make
