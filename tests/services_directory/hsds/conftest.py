"""The feed over HTTP, and one record that has everything."""

from datetime import date, time

import pytest

from services_directory.models import (
    Accessibility,
    Capacity,
    City,
    Contact,
    CostOption,
    Eligibility,
    EmailAddress,
    Location,
    Organization,
    Partnership,
    Phone,
    Publication,
    RequiredDocument,
    Schedule,
    Service,
    ServiceSource,
    ServiceTerm,
    Source,
    SpokenLanguage,
    TaxonomyTerm,
)

HSDS = "/hsds/"


@pytest.fixture
def get(directory, client):
    """GET an address of the feed."""
    return lambda path="", **headers: client.get(HSDS + path, headers=headers)


@pytest.fixture
def service(directory) -> Service:
    """A published service of Helsinki with every part the directory knows."""
    city = City.objects.get(pk="helsinki")
    organization = Organization.objects.get(slug="startup-refugees")
    row = Service.objects.create(
        city=city, slug="everything", organization=organization, name="Everything house", description="All of it.",
        aliases=["All house"], url="https://example.org/all", reach="targeted", area_scope="city", area_name="Helsinki",
        source_status="current", application_process="Write to us.", alert="Closed in July.",
        language_note="Ask first.",
        exit_strategy="A mentor goes on.", support_length={"type": "duration", "count": 6, "unit": "month"},
        channels=["print", "communities"], intercultural_training="yes", assured_date=date(2026, 11, 1),
        inclusion_note="Said by Maija in 2025.", cost_note="A seat costs {seat}.",
    )  # fmt: skip
    for position, (kind, code) in enumerate([("topic", "advice"), ("phase", "idea"), ("audience", "immigrants")]):
        ServiceTerm.objects.create(service=row, term=TaxonomyTerm.objects.get(kind=kind, code=code), position=position)
    place = Location.objects.create(
        service=row, address="Hämeentie 1, 00530 Helsinki", postal_code="00530", locality="Helsinki", region="Uusimaa",
        name="The house", transportation="Metro", latitude="60.184000", longitude="24.950000",
    )  # fmt: skip
    Location.objects.create(service=row, location_type="virtual", address="https://example.org/meet")
    Accessibility.objects.create(location=place, description="No steps", details="Lift", url="https://example.org/a")
    Phone.objects.create(service=row, number="+358931036360", extension=12, languages=["ar", "zh-Hant"], note="Desk")
    EmailAddress.objects.create(service=row, address="office@example.org")
    EmailAddress.objects.create(service=row, address="second@example.org")
    hours = {"opens_at": time(9), "closes_at": time(15)}
    Schedule.objects.create(service=row, rrule="FREQ=WEEKLY;BYDAY=MO,TU", link="https://example.org/dates", **hours)
    Schedule.objects.create(service=row, by_appointment=True)
    Schedule.objects.create(service=row, rrule="FREQ=WEEKLY;BYDAY=WE", location=place, **hours)
    Phone.objects.create(service=row, number="+358931036361", languages=["ar"], location=place)
    SpokenLanguage.objects.create(service=row, code="ar", given_by="staff", rrule="FREQ=WEEKLY;BYDAY=TU", **hours)
    SpokenLanguage.objects.create(service=row, code="so", given_by="interpreter")
    CostOption.objects.create(service=row, key="seat", value={"type": "money", "amount": "8.33", "currency": "EUR"})
    CostOption.objects.create(service=row, key="part", value={"type": "share", "share": "0.244"})
    RequiredDocument.objects.create(service=row, document="Residence card", uri="https://example.org/card")
    Eligibility.objects.create(service=row, text="Adults.", minimum_age=18, maximum_age=99)
    Contact.objects.create(service=row, name="Advice desk", email="desk@example.org", phone="+35893101400", public=True)
    Contact.objects.create(service=row, name="Maija Private", email="maija@example.org")
    Contact.objects.create(service=row, name="Matti Gone", email="matti@example.org", public=True, withdrawn=True)
    Capacity.objects.create(service=row, unit="seats", available=3, maximum=20, updated=date(2026, 11, 2))
    source = Source.objects.create(key="https://example.org/s", title="Example", url="https://example.org/s")
    ServiceSource.objects.create(service=row, source=source)
    Partnership.objects.create(service=row, kind="refers-to", to_service=Service.objects.get(slug="ytj"))
    Partnership.objects.create(service=row, kind="works-with", to_organization=organization)
    return row


@pytest.fixture
def draft(directory) -> Service:
    """A service that nobody has published yet, of an organization that offers nothing else."""
    organization = Organization.objects.create(slug="secret", name="Secret project", proper_name=True)
    row = Service.objects.create(
        city_id="helsinki", slug="plan", organization=organization, name="Secret plan", description="Not yet.",
        source_status="current", publication=Publication.DRAFT,
    )  # fmt: skip
    Location.objects.create(service=row, address="Salaisuuskatu 1, 00100 Helsinki", postal_code="00100")
    return row
