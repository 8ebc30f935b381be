"""Dead links at the desk: every address that newcomers are shown, with the record it stands in, and no other city's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services_directory.desk import links, today
from services_directory.models import Accessibility, Event, LinkCheck, Location, PlanStep, Service, Statement
from tests.officers import account

from .conftest import DESK

CHECKS = f"{DESK}linkcheck/"


@pytest.fixture
def aino(directory, client):
    """The officer of Helsinki, signed in."""
    user = account("aino", role="officer", city_id="helsinki")
    client.force_login(user)
    return user


def dead(url: str) -> str:
    LinkCheck.objects.create(url=url, state="dead", failures=3, checked_at=timezone.now())
    return url


def _event(city: str, service: Service) -> Event:
    now = timezone.now()
    return Event.objects.create(
        city_id=city, slug="fair", name="Fair", organization=service.organization, publication="published",
        starts_at=now, ends_at=now + timedelta(days=1),
    )  # fmt: skip


def record_in(city: str, kind: str, url: str):
    """A record of the city (or of its country) that uses the address, and that an officer opens to correct it."""
    service = Service.objects.filter(city=city, publication="published", historical=False).first()
    if kind == "documents":
        service.required_documents.create(document="Form", uri=url)
    elif kind == "schedules":
        service.schedules.create(link=url)
    elif kind == "accessibility":
        place = Location.objects.create(service=service, address="Street 1")
        Accessibility.objects.create(location=place, description="Lift", url=url)
    elif kind == "organization":
        service.organization.url = url
        service.organization.save()
        return service.organization
    elif kind in ("event", "sign_up"):
        event = _event(city, service)
        setattr(event, "url" if kind == "event" else kind, url)
        event.save()
        return event
    elif kind in ("statement", "source"):
        statement = Statement.objects.filter(country=service.city.country).first()
        record, field = (statement, "authority") if kind == "statement" else (statement.source, "url")
        setattr(record, field, url)
        record.save()
        return record
    else:
        step = PlanStep.objects.filter(plan__country=service.city.country).first()
        step.link = url
        step.save()
        return step
    return service


@pytest.mark.parametrize(
    "kind",
    ["documents", "schedules", "accessibility", "organization", "event", "sign_up", "statement", "source", "step"],
)
def test_an_officer_sees_it_on_the_start_page_and_in_the_list_with_the_record(aino, client, kind):
    mine, theirs = dead("https://dead.example/mine"), dead("https://dead.example/theirs")
    record = record_in("helsinki", kind, mine)
    record_in("vienna", kind, theirs)
    form = f"{DESK}{record._meta.model_name}/{record.pk}/change/"
    assert client.get(form).status_code == 200
    [panel] = [each for each in today.panels(aino) if each.code == "links"]
    assert panel.count == 1 and [(item.url, item.why) for item in panel.items] == [(form, mine)]
    shown = client.get(panel.url)
    assert shown.context["cl"].result_count == 1
    page = shown.content.decode()
    assert mine in page and f'href="{form}"' in page and theirs not in page


def test_the_list_asks_for_the_records_of_a_page_at_once(aino, client):
    urls = [dead(f"https://dead.example/{number}") for number in range(12)]
    service = Service.objects.filter(city="helsinki", publication="published", historical=False).first()
    service.required_documents.create(document="Form", uri=urls[0])
    with CaptureQueriesContext(connection) as few:
        client.get(CHECKS)
    for url in urls[1:]:
        service.required_documents.create(document="Form", uri=url)
    with CaptureQueriesContext(connection) as many:
        page = client.get(CHECKS).content.decode()
    assert all(url in page for url in urls) and len(many) == len(few)


@pytest.mark.parametrize("kind", ["documents", "schedules", "accessibility", "organization"])
def test_the_filter_of_services_finds_what_the_panel_counts(aino, client, kind):
    service = Service.objects.filter(city="helsinki", publication="published", historical=False).first()
    assert not Service.objects.filter(links.services_with_dead_links()).exists()
    record_in("helsinki", kind, dead("https://dead.example/mine"))
    found = client.get(f"{DESK}service/?links=dead").context["cl"].queryset
    assert service in found and len(found) == len(set(found))


def test_an_event_that_is_over_and_a_draft_trouble_nobody(aino):
    service = Service.objects.filter(city="helsinki", publication="published", historical=False).first()
    event = record_in("helsinki", "event", dead("https://dead.example/fair"))
    service.schedules.create(link=dead("https://dead.example/hours"))
    assert len(links.dead(aino)) == 2
    Service.objects.filter(pk=service.pk).update(publication="draft")
    Event.objects.filter(pk=event.pk).update(ends_at=timezone.now() - timedelta(minutes=1))
    assert links.dead(aino) == []
