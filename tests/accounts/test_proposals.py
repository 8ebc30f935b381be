"""A partner proposes, an officer decides; nothing is written before, and the history names both."""

import pytest
from django.contrib.auth import get_user_model

from accounts.models import AuditEntry
from accounts.proposals.fields import current, stamp
from services_directory.models import Proposal, Service, Translation

MINE, OPEN = "/officer/my-services/", "/officer/proposals/"


def filled(service, **changes) -> dict:
    values = {**current(service), **changes}
    return {name: "\n".join(value) if isinstance(value, list) else value or "" for name, value in values.items()}


@pytest.fixture
def service(world):
    world.here.records["proposal"].delete(), world.there.records["proposal"].delete()
    return world.here.service


@pytest.fixture
def proposal(service, signed_in):
    changes = {"cost_note": "Free of charge.", "phones": ["+358295024882"], "spoken_languages": ["fi", "ar"]}
    answer = signed_in("partner").post(f"{MINE}{service.pk}/", filled(service, **changes, note="New number"))
    assert answer.status_code == 302
    return Proposal.objects.get()


def test_a_partner_sees_the_own_services_alone(world, service, signed_in):
    partner = signed_in("partner")
    assert partner.get(MINE).status_code == 200
    assert [each for each, _ in partner.get(MINE).context["rows"]] == [service]
    assert partner.get(f"{MINE}{service.pk}/").status_code == 200
    assert partner.get(f"{MINE}{world.there.service.pk}/").status_code == 404
    assert partner.get(OPEN).status_code == 403 and signed_in("viewer").get(MINE).status_code == 403


def test_a_proposal_holds_what_differs_and_changes_nothing_yet(service, proposal, signed_in):
    assert proposal.changes == {
        "cost_note": "Free of charge.", "phones": ["+358295024882"], "spoken_languages": ["fi", "ar"]
    }  # fmt: skip
    assert Service.objects.get(pk=service.pk).cost_note == "" and service.phones.get().number == "+35893101400"
    page = signed_in("partner").get(f"{MINE}{service.pk}/")
    assert "Free of charge." in page.content.decode() and "+358295024882" in page.content.decode()
    signed_in("partner").post(f"{MINE}{service.pk}/", filled(service, cost_note="Free."))
    assert Proposal.objects.get().changes == {"cost_note": "Free."}, "a second one replaces the first"


@pytest.mark.parametrize("field, value, reason", [
    ("phones", "12345", "12345: Write the number with"), ("emails", "no address", "valid email"),
    ("spoken_languages", "qq", "There is no language"), ("url", "htp:/x", "valid URL"),
    ("description", "<script>alert(1)</script>", "without HTML"), ("description", "x" * 8001, "at most 8000"),
    ("description", "It costs {fee}", "No value for"), ("window_end", "2026-13-01", "valid date"),
])  # fmt: skip
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_sent(service, signed_in, field, value, reason):
    page = signed_in("partner").post(f"{MINE}{service.pk}/", filled(service, **{field: value}))
    assert page.status_code == 200 and reason in str(page.context["form"].errors[field])
    assert not Proposal.objects.exists() and value[:20] in page.context["form"][field].value(), (
        "what was typed is there"
    )


def test_nothing_different_is_no_proposal(service, signed_in):
    page = signed_in("partner").post(f"{MINE}{service.pk}/", filled(service))
    assert "Nothing is different" in page.content.decode() and not Proposal.objects.exists()


def test_an_officer_accepts_and_the_history_names_both(world, service, proposal, signed_in):
    officer = signed_in("officer")
    assert "Free of charge." in officer.get(f"{OPEN}{proposal.pk}/").content.decode()
    officer.post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(service)})
    changed = Service.objects.get(pk=service.pk)
    assert changed.cost_note == "Free of charge." and changed.revision == service.revision + 1
    assert changed.phones.get().number == "+358295024882"
    assert set(changed.spoken_languages.values_list("code", flat=True)) == {"fi", "ar"}
    version = changed.changes.latest()
    assert version.history_user.username == "officer" and version.history_change_reason == "Proposed by partner (OURS)"
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by.username) == ("accepted", "officer")
    entry = AuditEntry.objects.get(action="accept")
    assert (
        entry.user_name == "officer"
        and entry.note == "partner (OURS)"
        and entry.changes["cost_note"] == ["", "Free of charge."]
    )
    assert officer.post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(changed)}).status_code == 200


def test_an_accepted_text_marks_its_translations_as_out_of_date(world, service, signed_in):
    Translation.objects.create(service=service, field="description", language="sv", text="Råd")
    partner, officer = signed_in("partner"), signed_in("officer")
    partner.post(f"{MINE}{service.pk}/", filled(service, description="Advice on Mondays."))
    officer.post(f"{OPEN}{Proposal.objects.get().pk}/", {"accept": "1", "stamp": stamp(service)})
    assert Service.objects.get(pk=service.pk).description == "Advice on Mondays."
    assert service.translations.get(field="description", language="sv").state == "outdated"
    assert service.translations.get(field="name", language="fi").state == "published", "the name did not change"


def test_declining_wants_a_reason_which_the_partner_reads(service, proposal, signed_in):
    officer = signed_in("officer")
    assert (
        "Say why" in officer.post(f"{OPEN}{proposal.pk}/", {"decline": "1", "stamp": stamp(service)}).content.decode()
    )
    officer.post(f"{OPEN}{proposal.pk}/", {"decline": "1", "stamp": stamp(service), "reason": "The old number works."})
    assert Service.objects.get(pk=service.pk).cost_note == ""
    assert "The old number works." in signed_in("partner").get(MINE).content.decode()
    assert AuditEntry.objects.get(action="decline").note.endswith("The old number works.")


def test_what_changed_since_it_was_shown_is_shown_again(service, proposal, signed_in):
    seen = stamp(service)
    service.cost_note = "10 euros."
    service.save()
    officer = signed_in("officer")
    page = officer.post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": seen})
    assert "changed meanwhile" in page.content.decode() and "10 euros." in page.content.decode()
    assert Service.objects.get(pk=service.pk).cost_note == "10 euros."
    assert (
        officer.post(
            f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": page.context["form"]["stamp"].value()}
        ).status_code
        == 302
    )
    assert Service.objects.get(pk=service.pk).cost_note == "Free of charge."


def test_a_proposal_that_no_longer_fits_is_not_half_written(service, proposal, signed_in):
    Proposal.objects.update(changes={"cost_note": "It costs {fee}", "phones": ["+358295024882"]})
    page = signed_in("officer").post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(service)})
    assert "No value for" in page.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == "open" and service.phones.get().number == "+35893101400"


@pytest.mark.parametrize("name", ["partner", "viewer", "translator"])
def test_others_do_not_decide(service, proposal, signed_in, name):
    page = signed_in(name).post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(service)})
    assert page.status_code == 404 and Service.objects.get(pk=service.pk).cost_note == ""


def test_the_officer_of_another_city_does_not_see_it(world, proposal, signed_in):
    user = world.users["officer"]
    user.assignments.update(city=world.there.city)
    assert signed_in("officer").get(f"{OPEN}{proposal.pk}/").status_code == 404
    assert get_user_model().objects.filter(username="officer").exists()
