"""A city whose gaps are known: Seedville, with records made here, and its pages on an admin site."""

from datetime import date, timedelta

import pytest

from services_directory import reading

TODAY = date(2026, 11, 23)
TERMS = {
    "topic": ["loans", "advice", "tax", "unemployment-security"], "phase": ["idea", "starting"],
    "audience": ["refugees", "women", "unemployed"], "format": ["online", "in-person"], "cost": ["free", "paid"],
}  # fmt: skip


@pytest.fixture
def city(db, monkeypatch):
    """Seedville on TODAY: Finnish and Swedish are its own, two districts, no services yet."""
    from services_directory.models import City, District, TaxonomyTerm

    monkeypatch.setattr(reading, "today", lambda: TODAY)
    for kind, codes in TERMS.items():
        for place, code in enumerate(codes):
            TaxonomyTerm.objects.get_or_create(kind=kind, code=code, defaults={"name": code.title(), "position": place})
    made = City.objects.create(
        pk="seedville", name="Seedville", country="fi", default_language="fi", own_languages=["fi", "sv"],
        timezone="Europe/Helsinki",
    )  # fmt: skip
    for code in ("harbour", "hill"):
        District.objects.create(city=made, code=code, name=code.title())
    return made


@pytest.fixture
def add(city):
    """`add(slug, topic="loans", …)`: a published service that was checked yesterday; codes divided by spaces."""
    from services_directory.models import Organization, Service, SpokenLanguage, TaxonomyTerm

    def make(slug, organization="office", spoken="en", districts="", **fields):
        terms = {kind: fields.pop(kind, "").split() for kind in TERMS}
        owner, _ = Organization.objects.get_or_create(
            slug=f"seed-{organization}", defaults={"name": organization.title()}
        )
        service = Service.objects.create(
            **{
                "city": city, "slug": slug, "organization": owner, "name": slug.title(), "description": "Helps.",
                "source_status": "current", "assured_date": TODAY - timedelta(days=1), **fields,
            }
        )  # fmt: skip
        for kind, codes in terms.items():
            for code in codes:
                service.service_terms.create(term=TaxonomyTerm.objects.get(kind=kind, code=code))
        for code in spoken.split():
            SpokenLanguage.objects.create(service=service, code=code, given_by="staff")
        service.districts.set(city.districts.filter(code__in=districts.split()))
        return service

    return make


@pytest.fixture
def officer(city, client):
    """A signed-in officer of everything."""
    from django.contrib.auth.models import User

    client.force_login(User.objects.create_superuser("officer", "officer@example.org", "x"))
    return client
