"""A city with office hours, its staff, and a newcomer who leaves enquiries over the API."""

import uuid
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client

from conversations.models import Conversation
from enquiries.models import Enquiry, Team
from services_directory.models import City, Organization, Service, TaxonomyTerm
from tests.officers import account

HOURS = [{"rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "opens": "09:00", "closes": "17:00"}]


@pytest.fixture(autouse=True)
def quick(settings):
    """The slowness of Django's hashes is not what is tested; no limit of one test counts in the next."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def city(db):
    return City.objects.create(
        id="helsinki",
        name="Helsinki",
        country="fi",
        default_language="fi",
        timezone="Europe/Helsinki",
        contact_hours=HOURS,
        holidays=["2026-12-24", "2026-12-25"],
    )


@pytest.fixture
def elsewhere(db):
    return City.objects.create(
        id="vienna", name="Vienna", country="at", default_language="de", timezone="Europe/Vienna"
    )


@pytest.fixture
def directory(city):
    """A topic, an organization and a service."""
    topic = TaxonomyTerm.objects.create(kind="topic", code="loans", name="Loans")
    organization = Organization.objects.create(slug="bank", name="Bank")
    service = Service.objects.create(
        city=city, slug="advice", organization=organization, name="Advice", description="A.", source_status="current"
    )
    return SimpleNamespace(topic=topic, organization=organization, service=service)


@pytest.fixture
def aino(city):
    return account("aino", role="staff", city=city)


@pytest.fixture
def bo(city):
    return account("bo", role="lead", city=city)


@pytest.fixture
def team(city, aino):
    team = Team.objects.create(name="Loans", city=city, topics=["loans"], languages=[], email="team@example.org")
    team.members.add(aino)
    return team


class Newcomer:
    """Somebody without an account; `leave` opens an enquiry, then `code` opens it."""

    def __init__(self, language: str = "en", city: str = "helsinki") -> None:
        self.client, self.language, self.city = Client(), language, city
        self.code, self.conversation = "", None

    def body(self, **more) -> dict:
        return {
            "text": "May I open a café?",
            "city": self.city,
            "language": self.language,
            "consent": True,
            "client_id": str(uuid.uuid4()),
            **more,
        }

    def chat(self) -> "Newcomer":
        answer = self._post("/chat/conversations", {"language": self.language, "city": self.city})
        self.conversation = {key: answer.json()[key] for key in ("id", "token")}
        return self

    def post(self, **more):
        body = self.body(**more)
        if self.conversation and "conversation" not in more:
            body["conversation"] = self.conversation
        return self._post("/enquiries", body)

    def leave(self, **more) -> Enquiry:
        answer = self.post(**more)
        assert answer.status_code == 201, answer.content
        self.code = answer.json()["code"]
        self.conversation = self.conversation or answer.json()["conversation"]
        return Enquiry.objects.get(number=answer.json()["number"], city=self.city)

    def say(self, text: str, client_id: str = ""):
        path = f"/chat/conversations/{self.conversation['id']}/messages"
        return self._post(path, {"text": text, "client_id": client_id or str(uuid.uuid4())}, self.bearer)

    def mine(self, method: str = "get", path: str = "", body=None, **headers):
        headers = {"Authorization": f"Receipt {self.code}", **headers}
        if method == "get":
            return self.client.get(f"/enquiries/mine{path}", headers=headers)
        send = getattr(self.client, method)
        return send(f"/enquiries/mine{path}", body or {}, content_type="application/json", headers=headers)

    def chat_messages(self) -> list[dict]:
        path = f"/chat/conversations/{self.conversation['id']}"
        return self.client.get(path, headers=self.bearer).json()["messages"]

    @property
    def bearer(self) -> dict:
        return {"Authorization": f"Bearer {self.conversation['token']}"}

    @property
    def record(self) -> Conversation:
        return Conversation.objects.get(pk=self.conversation["id"])

    def _post(self, path: str, body: dict, headers: dict | None = None):
        return self.client.post(path, body, content_type="application/json", headers=headers or {})


@pytest.fixture
def newcomer(city):
    return Newcomer()
