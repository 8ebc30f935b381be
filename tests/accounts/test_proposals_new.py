"""A partner proposes a service that is not there yet."""

import pytest

from accounts.models import AuditEntry
from accounts.proposals.changes import stamp
from services_directory import version as content
from services_directory.models import Proposal, Service
from tests.accounts.proposing import MINE, OPEN, accept, faults_of
from tests.services_directory.desk.conftest import errors_of, form_of, messages_of


@pytest.fixture
def new(world, service, signed_in):
    """`new(name="…")`: the partner's form of a new service is sent with these fields."""

    def send(url=f"{MINE}new/{world.here.service.organization_id}/helsinki/", **changes):
        partner = signed_in("partner")
        return partner.post(url, form_of(partner.get(url)) | changes)

    return send


BIKES = {"name": "Cargo bikes", "description": "Lends bikes.", "main_topic": "loans", "note": "We begin in May"}


def test_a_new_service_is_a_draft_once_an_officer_accepts_it(world, service, new, signed_in):
    before = content.current()
    rows = {"phones-0-number": "+358295024882", "locations-0-address": "Harbour 1"}
    answer = new(**BIKES, **rows, **{"locations-0-accessibility-0-description": "ramp"})
    assert answer.status_code == 302, errors_of(answer)
    proposal = Proposal.objects.get()
    assert proposal.service is None and proposal.name == "Cargo bikes" and content.current() == before
    assert Service.objects.filter(city="helsinki").count() == 1, "nothing is written before"
    assert "Cargo bikes" in messages_of(signed_in("partner").get(MINE))
    again = f"{MINE}new/{proposal.pk}/"
    assert new(again, description="Lends cargo bikes.").status_code == 302
    assert form_of(signed_in("partner").get(again))["locations-0-accessibility-0-description"] == ["ramp"]
    officer = signed_in("officer")
    assert "Cargo bikes" in messages_of(officer.get("/officer/")) and "Cargo bikes" in messages_of(officer.get(OPEN))
    assert "Lends cargo bikes." in messages_of(officer.get(f"{OPEN}{proposal.pk}/"))
    accept(signed_in, Proposal.objects.get())
    made = Service.objects.get(slug="cargo-bikes")
    assert (made.publication, made.city, made.organization) == ("draft", world.here.city, service.organization)
    assert made.codes("topic") == ["loans"] and made.phones.get().number == "+358295024882"
    assert made.locations.get().accessibility.get().description == "ramp"
    assert made.changes.latest().history_change_reason == "Proposed by partner (OURS): We begin in May"
    assert AuditEntry.objects.get(action="accept").object_id == str(made.pk)
    assert "Cargo bikes" in messages_of(officer.get(f"{OPEN}{proposal.pk}/"))
    assert [each for each, _ in signed_in("partner").get(MINE).context["rows"]] == [service, made]


def test_a_new_service_that_is_declined_leaves_nothing(world, service, new, signed_in):
    new(**BIKES)
    proposal = Proposal.objects.get()
    signed_in("officer").post(
        f"{OPEN}{proposal.pk}/", {"decline": "1", "stamp": stamp(proposal), "reason": "There is one already."}
    )
    assert Service.objects.filter(city="helsinki").count() == 1
    assert "There is one already." in messages_of(signed_in("partner").get(MINE))


def test_a_new_service_is_checked_as_any_other(world, service, new):
    page = new(name="", description="<b>Bikes</b>", **{"phones-0-number": "12345"})
    faults = faults_of(page)
    assert "This field is required" in str(faults["name"]) and "looks like HTML" in str(faults["description"])
    assert "Write the number with" in str(faults["phones-0-number"]) and not Proposal.objects.exists()
    assert form_of(page)["phones-0-number"] == ["12345"]


def test_a_new_service_is_of_the_own_organization_and_for_the_citys_officers(world, service, new, signed_in):
    new(**BIKES)
    proposal, partner = Proposal.objects.get(), signed_in("partner")
    theirs = world.there.service.organization_id
    for path in (f"new/{theirs}/vienna/", f"new/{service.organization_id}/vienna/"):
        assert partner.get(MINE + path).status_code == 404, path
    world.users["officer"].assignments.update(city=world.there.city)
    assert signed_in("officer").get(f"{OPEN}{proposal.pk}/").status_code == 404
    world.users["partner"].assignments.update(organization=theirs)
    assert signed_in("partner").get(f"{MINE}new/{proposal.pk}/").status_code == 404


def test_a_new_service_with_hours_of_its_place(world, service, new, signed_in):
    new(**BIKES, **{"locations-0-address": "Harbour 1"})
    again = f"{MINE}new/{Proposal.objects.get().pk}/"
    place = form_of(signed_in("partner").get(again))["locations-0-id"]
    answer = new(again, **{
        "schedules-0-rrule_0": ["MO"], "schedules-0-opens_at": "09:00", "schedules-0-closes_at": "15:30",
        "schedules-0-location": place,
    })  # fmt: skip
    assert answer.status_code == 302, errors_of(answer)
    accept(signed_in, Proposal.objects.get())
    made = Service.objects.get(slug="cargo-bikes")
    assert made.schedules.get().location == made.locations.get()
