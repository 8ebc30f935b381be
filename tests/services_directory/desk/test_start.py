"""The start page: the number of a panel is that of the list to which it leads."""

import pytest
from django.utils import timezone

from services_directory.desk.today import panels
from services_directory.models import Comment, ErrorReport, LinkCheck, Proposal, Service
from tests.officers import account as account_of

ROLES = {
    "officer": {"role": "officer", "city_id": "vienna"},
    "viewer": {"role": "viewer", "city_id": "helsinki"},
    "translator": {"role": "translator", "languages": ["fi"]},
    "administrator": {"role": "administrator"},
}


@pytest.fixture
def work(directory):
    """Something of every kind in both cities."""
    for city in ("helsinki", "vienna"):
        first, second, *_ = Service.objects.filter(city=city, publication="published")
        for text in ("Call them.", "They moved."):
            Comment.objects.create(service=first, text=text)
        ErrorReport.objects.create(city=first.city, service=first, language="en", text="wrong")
        changes = {side: {"fields": {"name": side}, "parts": {}} for side in ("was", "new")}
        Proposal.objects.create(service=first, changes=changes)
        Proposal.objects.create(city=first.city, organization=first.organization, changes=changes)
        LinkCheck.objects.create(url=first.url, state="dead", checked_at=timezone.now())
        first.description = "Nobody has translated this."
        first.save()
        second.publication = "draft"
        second.save()


def listed(code: str, page) -> int:
    """How many the list of a panel has."""
    if code == "translations":
        return sum(count for _, _, count in page.context["counts"])
    if code == "proposals":
        return len(page.context["waiting"])
    return page.context["cl"].result_count


@pytest.mark.parametrize("name", list(ROLES))
def test_every_panel_leads_to_as_many_as_it_counts(work, client, name):
    user = account_of(name, **ROLES[name])
    client.force_login(user)
    found = {panel.code: panel for panel in panels(user)}
    assert found["translations"].count and (name == "translator") == (len(found) == 1)
    for code, panel in found.items():
        page = client.get(panel.url)
        assert page.status_code == 200, code
        if code != "gaps":  # they stand on the page of coverage, which has lists of its own
            assert listed(code, page) == panel.count, code
        for item in panel.items:
            assert client.get(item.url).status_code == 200, item
