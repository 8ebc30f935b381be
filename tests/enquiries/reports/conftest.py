"""A city with enquiries made here, whose weeks are over."""

import random
import secrets
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

MONDAY = datetime(2026, 7, 6, 12, tzinfo=timezone.get_default_timezone())
"""In week 28; the quarter is weeks 27 to 39."""


@pytest.fixture
def city(db):
    from services_directory.models import City, TaxonomyTerm

    for place, code in enumerate(("loans", "tax", "advice")):
        TaxonomyTerm.objects.get_or_create(kind="topic", code=code, defaults={"name": code, "position": place})
    return City.objects.create(
        pk="seedville", name="Seedville", country="fi", default_language="fi", timezone="Europe/Helsinki"
    )


@pytest.fixture
def enquire(city):
    """`enquire(opened, wait=hours, helped=True, **fields)`: an enquiry with what happened to it."""
    from conversations.models import Conversation
    from enquiries.models import Enquiry, Event

    numbers = iter(range(1, 100_000))

    def make(opened, wait=None, helped=None, reopened=False, **fields):
        talk = Conversation(city=city.pk, page_language="en")
        talk.issue_token()
        talk.save()
        enquiry = Enquiry.objects.create(
            number=next(numbers), city=city, conversation=talk, receipt_digest=secrets.token_hex(32),
            request_digest=secrets.token_hex(32), consent_text="1", consent_language="en", consented_at=opened,
            opened_at=opened, first_reply_at=opened + timedelta(hours=wait) if wait else None, helped=helped,
            **{"language": "en", "topic": "loans", "origin": "asked", **fields},
        )  # fmt: skip
        if helped is not None:
            Event.objects.create(enquiry=enquiry, at=opened + timedelta(hours=30), kind=Event.Kind.HELPED)
        if reopened:
            Event.objects.create(enquiry=enquiry, at=opened + timedelta(hours=40), kind=Event.Kind.REOPENED)
        return enquiry

    return make


@pytest.fixture
def busy(enquire):
    """`busy(first, weeks, a_week)`: a city that is asked so much, the same every time."""

    def make(first=MONDAY, weeks=13, a_week=30):
        chance = random.Random(7)
        for week in range(weeks):
            for _ in range(chance.randint(a_week // 2, a_week)):
                opened = first + timedelta(weeks=week, hours=chance.randint(0, 48))
                enquire(
                    opened, wait=chance.choice([1, 2, 5, 20]), helped=chance.choice([None, True, True, False]),
                    language=chance.choice(["ar", "ar", "fi", "en", "ru", "so"]),
                    topic=chance.choice(["loans", "tax", "advice", ""]),
                    origin=chance.choice(["asked", "not_helped", "form"]), status="resolved",
                    resolved_at=opened + timedelta(hours=36),
                )  # fmt: skip

    return make
