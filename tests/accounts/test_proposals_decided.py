"""An officer decides on what a partner proposed and on what was shown; the history names both."""

import pytest
from django.contrib.auth import get_user_model

from accounts.models import AuditEntry
from accounts.proposals.changes import stamp
from services_directory import version as content
from services_directory.desk.versions import versions
from services_directory.models import Contact, Proposal, Service, Translation
from tests.accounts.proposing import MINE, OPEN, accept
from tests.services_directory.desk.conftest import form_of, messages_of


def test_an_officer_accepts_and_the_history_names_both(world, service, proposal, signed_in):
    officer = signed_in("officer")
    page = messages_of(officer.get(f"{OPEN}{proposal.pk}/"))
    assert "Free of charge." in page and "number: +35893101400" in page, "which of the rows, too"
    before = content.current()
    officer.post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(proposal)})
    assert content.current() != before
    changed = Service.objects.get(pk=service.pk)
    assert changed.cost_note == "Free of charge." and changed.revision == service.revision + 1
    assert changed.phones.get().number == "+358295024882"
    assert set(changed.spoken_languages.values_list("code", flat=True)) == {"fi", "ar"}
    version = changed.changes.latest()
    why = "Proposed by partner (OURS): New number"
    assert version.history_user.username == "officer" and version.history_change_reason == why
    assert changed.phones.get().changes.latest().history_change_reason == why and versions(changed)[0].reason == why
    history = officer.get(f"/officer/services_directory/service/{service.pk}/history/")
    assert why in messages_of(history)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by.username) == ("accepted", "officer")
    entry = AuditEntry.objects.get(action="accept")
    assert (
        entry.user_name == "officer"
        and entry.note == "partner (OURS)"
        and entry.changes["cost_note"] == ["", "Free of charge."]
        and [[row["number"] for row in side] for side in entry.changes["phones"]]
        == [["+35893101400"], ["+358295024882"]]
    )
    decided = officer.post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(proposal)})
    assert decided.status_code == 200 and "Free of charge." in decided.content.decode()


def test_an_accepted_text_marks_its_translations_as_out_of_date(world, service, propose, signed_in):
    Translation.objects.create(service=service, field="description", language="sv", text="Råd")
    propose(description="Advice on Mondays.")
    accept(signed_in, Proposal.objects.get())
    assert Service.objects.get(pk=service.pk).description == "Advice on Mondays."
    assert service.translations.get(field="description", language="sv").state == "outdated"
    assert service.translations.get(field="name", language="fi").state == "published", "the name did not change"


def test_declining_wants_a_reason_which_the_partner_reads(service, proposal, signed_in):
    officer = signed_in("officer")
    assert (
        "Say why" in officer.post(f"{OPEN}{proposal.pk}/", {"decline": "1", "stamp": stamp(proposal)}).content.decode()
    )
    officer.post(f"{OPEN}{proposal.pk}/", {"decline": "1", "stamp": stamp(proposal), "reason": "The old number works."})
    assert Service.objects.get(pk=service.pk).cost_note == ""
    mine = messages_of(signed_in("partner").get(MINE))
    assert "The old number works." in mine and "+358295024882" in mine and "declined" in mine
    assert AuditEntry.objects.get(action="decline").note.endswith("The old number works.")


def test_the_second_officer_is_told_and_the_record_is_at_hand(service, proposal, signed_in):
    officer, url = signed_in("officer"), f"{OPEN}{proposal.pk}/"
    page = officer.get(url)
    stamped = page.context["form"]["stamp"].value()
    for name in ("change", "history"):
        address = f"/officer/services_directory/service/{service.pk}/{name}/"
        assert f'href="{address}"' in page.content.decode() and officer.get(address).status_code == 200
    accept(signed_in, proposal)
    late = officer.post(url, {"accept": "1", "stamp": stamped})
    assert "This proposal is decided already." in messages_of(late) and "accepted" in messages_of(late).lower()


def test_what_changed_since_it_was_shown_is_shown_again(service, proposal, signed_in):
    seen = stamp(proposal)
    service.cost_note = "10 euros."
    service.save()
    officer = signed_in("officer")
    page = officer.post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": seen})
    assert "changed meanwhile" in page.content.decode() and "10 euros." in page.content.decode()
    [meanwhile] = page.context["meanwhile"]
    assert (meanwhile.before, meanwhile.after) == ("–", "10 euros.")
    assert Service.objects.get(pk=service.pk).cost_note == "10 euros."
    assert (
        officer.post(
            f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": page.context["form"]["stamp"].value()}
        ).status_code
        == 302
    )
    assert Service.objects.get(pk=service.pk).cost_note == "Free of charge."


def test_what_an_officer_changed_beside_it_stays(service, proposal, signed_in):
    service.phones.update(note="mornings")
    service.emails.create(address="second@example.org")
    service.hours_note = "Not in July."
    service.save()
    accept(signed_in, proposal)
    changed = Service.objects.get(pk=service.pk)
    assert (changed.hours_note, changed.cost_note) == ("Not in July.", "Free of charge.")
    assert (changed.phones.get().note, changed.phones.get().number) == ("mornings", "+358295024882")
    assert changed.emails.count() == 2


def test_a_row_that_went_meanwhile_comes_back_only_where_it_was_changed(service, proposal, signed_in):
    service.phones.all().delete()
    page = signed_in("officer").get(f"{OPEN}{proposal.pk}/")
    assert "+35893101400" in str(page.context["meanwhile"]), "the number is not there any more"
    accept(signed_in, proposal)
    assert service.phones.get().number == "+358295024882"


def test_a_proposal_that_no_longer_fits_is_not_half_written(service, proposal, signed_in):
    proposal.changes["new"]["fields"]["cost_note"] = "It costs {fee}"
    proposal.save()
    page = signed_in("officer").post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(proposal)})
    assert "About the cost: No value for" in page.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == "open" and service.phones.get().number == "+35893101400"
    partner = signed_in("partner").get(f"{MINE}{service.pk}/")
    assert "could not be filled in" in partner.content.decode() and "It costs {fee}" in partner.content.decode()
    assert form_of(partner)["cost_note"] == [""], "the form is what is there"


def test_proposals_as_they_were_stored_formerly(service, signed_in):
    changes = {"cost_note": "Free of charge.", "phones": ["+358295024882"], "spoken_languages": ["fi", "ar"]}
    proposal = Proposal.objects.create(service=service, changes=changes)
    page = form_of(signed_in("partner").get(f"{MINE}{service.pk}/"))
    assert page["cost_note"] == ["Free of charge."] and page["phones-0-number"] == ["+358295024882"]
    shown = messages_of(signed_in("officer").get(f"{OPEN}{proposal.pk}/"))
    assert "Free of charge." in shown and "+35893101400" in shown and "+358295024882" in shown
    kept = service.spoken_languages.get().pk
    accept(signed_in, proposal)
    changed = Service.objects.get(pk=service.pk)
    assert changed.cost_note == "Free of charge." and changed.phones.get().number == "+358295024882"
    assert set(changed.spoken_languages.values_list("code", flat=True)) == {"fi", "ar"}
    assert changed.spoken_languages.filter(pk=kept).exists()
    told = Proposal.objects.create(service=service, changes={"alert": "Closed."}, state="declined", reason="No.")
    assert "Closed." in signed_in("officer").get(f"{OPEN}{told.pk}/").content.decode()
    assert "Closed." in signed_in("partner").get(MINE).content.decode()


@pytest.mark.parametrize("name", ["partner", "viewer", "translator"])
def test_others_do_not_decide(service, proposal, signed_in, name):
    page = signed_in(name).post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(proposal)})
    assert page.status_code == 404 and Service.objects.get(pk=service.pk).cost_note == ""


def test_the_officer_of_another_city_does_not_see_it(world, proposal, signed_in):
    user = world.users["officer"]
    user.assignments.update(city=world.there.city)
    assert signed_in("officer").get(f"{OPEN}{proposal.pk}/").status_code == 404
    assert get_user_model().objects.filter(username="officer").exists()


def test_what_the_partner_proposed_anew_is_shown_before_it_is_decided(service, proposal, propose, signed_in):
    seen, officer = stamp(proposal), signed_in("officer")
    propose(cost_note="1000 euros.")
    for decision in ({"accept": "1"}, {"decline": "1", "reason": "Not free."}):
        page = officer.post(f"{OPEN}{proposal.pk}/", {"stamp": seen, **decision})
        assert "saved once more" in messages_of(page) and "1000 euros." in messages_of(page)
    assert Service.objects.get(pk=service.pk).cost_note == "" and Proposal.objects.get().state == "open"
    accept(signed_in, proposal)
    assert Service.objects.get(pk=service.pk).cost_note == "1000 euros."


def test_a_proposal_that_a_colleague_made_meanwhile_is_shown_before_it_is_replaced(service, signed_in):
    partner, url = signed_in("partner"), f"{MINE}{service.pk}/"
    mine = form_of(partner.get(url))
    partner.post(url, form_of(partner.get(url)) | {"cost_note": "Free."})
    page = partner.post(url, mine | {"hours_note": "Not in July."})
    assert "saved once more" in messages_of(page) and "Free." in messages_of(page)
    assert Proposal.objects.get().changes["new"]["fields"] == {"cost_note": "Free."}
    assert partner.post(url, form_of(page)).status_code == 302, "what was typed is still in the form"
    assert Proposal.objects.get().changes["new"]["fields"] == {"hours_note": "Not in July."}


def test_what_was_decided_while_the_partner_wrote_stays_decided(service, proposal, signed_in):
    partner, url = signed_in("partner"), f"{MINE}{service.pk}/"
    mine = form_of(partner.get(url)) | {"hours_note": "Not in July."}
    accept(signed_in, proposal)
    page = partner.post(url, mine)
    assert "saved once more" in messages_of(page) and Proposal.objects.get().state == "accepted"
    assert partner.post(url, form_of(page)).status_code == 302
    assert sorted(Proposal.objects.values_list("state", flat=True)) == ["accepted", "open"]


@pytest.fixture
def person(service, client):
    """A person's contact that is shown, and a function: what the feed says of the service."""
    Service.objects.filter(pk=service.pk).update(publication="published")
    service.contacts.all().delete()
    row = Contact.objects.create(service=service, name="Maija", email="maija@example.org", public=True)
    return row, lambda: client.get(f"/hsds/services/{service.uuid}").content.decode()


@pytest.mark.parametrize("deleted", [False, True])
def test_a_contact_that_was_withdrawn_since_is_not_brought_back(service, person, propose, signed_in, deleted):
    contact, feed = person
    assert "Maija" in feed()
    propose(**{"contacts-0-title": "Head"})
    contact.withdrawn = True
    contact.save()
    if deleted:
        contact.delete()
    proposal = Proposal.objects.get()
    assert "withdrawn: yes" in messages_of(signed_in("officer").get(f"{OPEN}{proposal.pk}/"))
    accept(signed_in, proposal)
    assert service.contacts.get().withdrawn and "Maija" not in feed()


def test_nor_by_a_contact_that_is_entered_anew(service, person, propose, signed_in):
    contact, feed = person
    contact.withdrawn = True
    contact.save()
    propose(**{
        "contacts-TOTAL_FORMS": "2", "contacts-1-name": "M.", "contacts-1-email": "Maija@example.org",
        "contacts-1-public": "on",
    })  # fmt: skip
    accept(signed_in, Proposal.objects.get())
    assert service.contacts.count() == 2 and "aija@example.org" not in feed()


def test_an_officer_accepts_that_a_withdrawn_contact_is_shown_again(service, person, signed_in):
    contact, feed = person
    contact.withdrawn = True
    contact.save()
    partner, url = signed_in("partner"), f"{MINE}{service.pk}/"
    sent = form_of(partner.get(url))
    del sent["contacts-0-withdrawn"]
    assert partner.post(url, sent).status_code == 302
    accept(signed_in, Proposal.objects.get())
    assert not service.contacts.get().withdrawn and "Maija" in feed()
