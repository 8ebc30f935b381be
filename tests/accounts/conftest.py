"""Two cities with everything in them, and an account of each role."""

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP

from accounts.models import Role
from services_directory import models
from tests.accounts.proposing import MINE
from tests.officers import account, with_factor
from tests.services_directory.desk.conftest import errors_of, form_of


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/accounts" in str(item.path):
            item.add_marker(pytest.mark.own_factor)


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """The slowness of Django's hashes is not what is tested."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def city_with_everything(name: str, country: str, organization) -> SimpleNamespace:
    """One record of each kind that belongs to a city."""
    city = models.City.objects.create(
        id=name, name=name.title(), country=country, default_language="en", timezone="UTC"
    )
    district = models.District.objects.create(city=city, code="north", name="North")
    source = models.Source.objects.create(key=f"{name}-page", title="A page")
    service = models.Service.objects.create(
        city=city, slug="advice", organization=organization, name="Advice", description="Advice for founders.",
        source_status="current", publication="draft",
    )  # fmt: skip
    models.ServiceSource.objects.create(service=service, source=source)
    location = models.Location.objects.create(service=service, address="Street 1")
    now = timezone.now()
    statement = models.Statement.objects.create(
        country=country, slug=f"{name}.fee", kind="fact", text="It costs {fee}.", source=source
    )
    plan = models.Plan.objects.create(country=country, title="Plan")
    event = models.Event.objects.create(
        city=city, slug="fair", organization=organization, name="Fair", starts_at=now, ends_at=now + timedelta(1)
    )
    records = {
        "city": city, "district": district, "service": service, "location": location, "source": source,
        "organization": organization, "statement": statement,
        "figure": models.StatementValue.objects.create(
            statement=statement, name="fee", value={"type": "number", "number": "1"}
        ),
        "answer": models.Answer.objects.create(country=country, intent="fees", short="s", simple="s"),
        "plan": plan, "step": models.PlanStep.objects.create(plan=plan, slug="one", title="One"),
        "phone": models.Phone.objects.create(service=service, number="+35893101400"),
        "email": models.EmailAddress.objects.create(service=service, address="advice@example.org"),
        "language": models.SpokenLanguage.objects.create(service=service, code="fi"),
        "access": models.Accessibility.objects.create(location=location, description="ramp"),
        "barrier": models.AccessBarrier.objects.create(service=service, kind="language"),
        "contact": models.Contact.objects.create(service=service, name="Desk"),
        "event": event,
        "wording-fi": models.Wording.objects.create(
            city=city, statement=statement, language="fi", text="{fee}", change="wording"
        ),
        "translation-fi": models.Translation.objects.create(service=service, field="name", language="fi", text="Neuvo"),
        "translation-ar": models.Translation.objects.create(service=service, field="name", language="ar", text="نصيحة"),
        **{
            f"event-text-{language}": models.EventTranslation.objects.create(
                event=event, field="name", language=language, text=text
            )
            for language, text in (("fi", "Messut"), ("ar", "معرض"))
        },
        "organization-text-fi": models.OrganizationTranslation.objects.create(
            organization=organization, field="name", language="fi", text="Virasto"
        ),
        "comment": models.Comment.objects.create(service=service, text="Call them."),
        "report": models.ErrorReport.objects.create(city=city, service=service, language="en", text="wrong"),
        "gap": models.KnownGap.objects.create(city=city, plan="a course", until=timezone.localdate()),
        "proposal": models.Proposal.objects.create(service=service, changes={"url": "https://example.org"}),
    }  # fmt: skip
    return SimpleNamespace(city=city, service=service, records=records)


@pytest.fixture
def world(db):
    """Helsinki (fi) and Vienna (at), each with an organization of its own, and seven accounts."""
    organizations = [models.Organization.objects.create(slug=slug, name=slug.upper()) for slug in ("ours", "theirs")]
    here = city_with_everything("helsinki", "fi", organizations[0])
    there = city_with_everything("vienna", "at", organizations[1])
    term = models.TaxonomyTerm.objects.create(kind="topic", code="loans", name="Loans")
    link = models.LinkCheck.objects.create(url="https://example.org", state="ok", checked_at=timezone.now())
    users = {
        "administrator": account("administrator", role=Role.ADMINISTRATOR),
        "officer": account("officer", role=Role.OFFICER, city=here.city),
        "partner": account("partner", role=Role.PARTNER, organization=organizations[0]),
        "translator": account("translator", role=Role.TRANSLATOR, languages=["fi"]),
        "local translator": account("local", role=Role.TRANSLATOR, languages=["fi"], city=here.city),
        "viewer": account("viewer", role=Role.VIEWER, city=here.city),
        "nobody": account("nobody"),
    }
    return SimpleNamespace(here=here, there=there, users=users, common={"term": term, "link": link})


@pytest.fixture
def code():
    """`code(device)`: what an app would show now for a device of TOTP."""

    def shown(device, later: int = 0) -> str:
        totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
        totp.time = time.time() + later
        return f"{totp.token():06d}"

    return shown


@pytest.fixture
def signed_in(world):
    """`signed_in("officer")`: a browser in which that account is, second factor and all."""
    user_logged_in.connect(with_factor)

    def of(name: str) -> Client:
        client = Client()
        client.force_login(get_user_model().objects.get(username=name))
        return client

    yield of
    user_logged_in.disconnect(with_factor)


@pytest.fixture
def service(world):
    """A service of the partner, with nothing proposed."""
    world.here.records["proposal"].delete(), world.there.records["proposal"].delete()
    world.here.service.service_terms.create(term=world.common["term"])
    return world.here.service


@pytest.fixture
def propose(service, signed_in):
    """`propose(description="…")`: the partner's form as it comes, with these fields changed, is sent."""

    def send(**changes):
        partner, url = signed_in("partner"), f"{MINE}{service.pk}/"
        return partner.post(url, form_of(partner.get(url)) | changes)

    return send


@pytest.fixture
def proposal(propose):
    """What the partner proposed: a text, another number, a further language."""
    answer = propose(**{
        "cost_note": "Free of charge.", "phones-0-number": "+358295024882", "spoken_languages-TOTAL_FORMS": "2",
        "spoken_languages-1-code": "Arabic", "spoken_languages-1-given_by": "interpreter", "note": "New number",
    })  # fmt: skip
    assert answer.status_code == 302, errors_of(answer)
    return models.Proposal.objects.get()
