"""A partner proposes, an officer decides; nothing is written before, and the history names both."""

import pytest
from django.contrib.auth import get_user_model

from accounts.models import AuditEntry, Preference
from accounts.proposals.changes import stamp
from services_directory import version as content
from services_directory.desk.editing import unsealed
from services_directory.desk.versions import versions
from services_directory.loading import load_city
from services_directory.models import Proposal, Service, TaxonomyTerm, Translation
from tests.services_directory.desk.conftest import errors_of, form_of, messages_of

MINE, OPEN = "/officer/my-services/", "/officer/proposals/"


@pytest.fixture
def service(world):
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
    answer = propose(**{
        "cost_note": "Free of charge.", "phones-0-number": "+358295024882", "spoken_languages-TOTAL_FORMS": "2",
        "spoken_languages-1-code": "Arabic", "spoken_languages-1-given_by": "interpreter", "note": "New number",
    })  # fmt: skip
    assert answer.status_code == 302, errors_of(answer)
    return Proposal.objects.get()


def accept(signed_in, proposal):
    """The officer accepts what the page shows."""
    officer, url = signed_in("officer"), f"{OPEN}{proposal.pk}/"
    stamped = officer.get(url).context["form"]["stamp"].value()
    answer = officer.post(url, {"accept": "1", "stamp": stamped})
    assert answer.status_code == 302, messages_of(answer)


def faults_of(page) -> dict:
    """Field → faults, of the form and of its rows."""
    forms = [page.context["adminform"].form, *(
        form for rows in page.context["inline_admin_formsets"] for form in rows.formset.forms
    )]  # fmt: skip
    return {form.add_prefix(name): errors for form in forms for name, errors in form.errors.items()}


def test_a_partner_sees_the_own_services_alone(world, service, signed_in):
    partner = signed_in("partner")
    assert partner.get(MINE).status_code == 200
    assert [each for each, _ in partner.get(MINE).context["rows"]] == [service]
    assert partner.get(f"{MINE}{service.pk}/").status_code == 200
    assert partner.get(f"{MINE}{world.there.service.pk}/").status_code == 404
    assert partner.get(OPEN).status_code == 403 and signed_in("viewer").get(MINE).status_code == 403


def test_a_proposal_holds_what_differs_and_changes_nothing_yet(service, proposal, propose, signed_in):
    was, new = proposal.changes["was"], proposal.changes["new"]
    assert was["fields"] == {"cost_note": ""} and new["fields"] == {"cost_note": "Free of charge."}
    assert [row["number"] for row in was["parts"]["phones"].values()] == ["+35893101400"]
    assert [row["number"] for row in new["parts"]["phones"].values()] == ["+358295024882"]
    assert [(row["code"], row["given_by"]) for row in new["parts"]["spoken_languages"].values()] == [
        ("ar", "interpreter")
    ]
    assert Service.objects.get(pk=service.pk).cost_note == "" and service.phones.get().number == "+35893101400"
    assert not AuditEntry.objects.filter(action="change", object_name="Advice").exists(), "what was tried is forgotten"
    page = form_of(signed_in("partner").get(f"{MINE}{service.pk}/"))
    assert page["cost_note"] == ["Free of charge."] and page["phones-0-number"] == ["+358295024882"]
    assert page["spoken_languages-1-code"] == ["Arabic"] and page["note"] == ["New number"]
    propose(cost_note="Free.", **{"spoken_languages-1-note": "on Mondays"})
    assert Proposal.objects.get().changes["new"]["fields"] == {"cost_note": "Free."}, "a second one replaces the first"
    [added] = Proposal.objects.get().changes["new"]["parts"]["spoken_languages"].values()
    assert added["note"] == "on Mondays", "a row that is only proposed is gone on with"


# Of every section and every kind of row that is the partner's to know: what is sent, and what an officer then reads.
EVERYTHING = {
    "name": "Advice and more", "aliases": "Neuvo\nRådgivning", "description": "Advice.", "url": "https://example.org/a",
    "topics": ["tax"], "audience": ["women"], "phases": ["start"], "formats": ["course"], "cost": ["paid"],
    "districts": "{district}", "reach": "targeted", "area_scope": "region", "area_name": "Uusimaa",
    "application_process": "Call us.", "cost_note": "It costs {fee}.", "hours_note": "Not in July.",
    "language_note": "Ask.", "duration_note": "An hour.", "support_length_0": "6", "support_length_1": "month",
    "exit_strategy": "The club goes on.", "channels": ["print"], "intercultural_training": "yes",
    "staff_diversity": "no", "inclusion_note": "2026", "window_start": "2026-01-01", "window_end": "2026-02-01",
    "alert": "Closed on Friday.", "caution": "Call before you go.",
    "schedules-0-rrule_0": ["MO", "TU"], "schedules-0-opens_at": "09:00", "schedules-0-closes_at": "15:30",
    "locations-0-address": "Street 2", "locations-0-postal_code": "00100", "locations-0-district": "{district}",
    "locations-0-accessibility-0-description": "ramp and lift", "locations-0-accessibility-1-description": "quiet room",
    "phones-0-note": "mornings", "phones-0-extension": "12", "phones-0-languages_0": ["fi"],
    "emails-0-address": "new@example.org",
    "spoken_languages-0-given_by": "staff", "spoken_languages-0-rrule_0": ["WE"],
    "cost_options-0-key": "fee", "cost_options-0-value_0": "money", "cost_options-0-value_1": "12.50",
    "cost_options-0-value_2": "EUR", "eligibility-0-text": "For adults.", "eligibility-0-minimum_age": "18",
    "required_documents-0-document": "Passport", "capacities-0-unit": "places", "capacities-0-available": "3",
    "capacities-0-maximum": "10", "capacities-0-updated": "2026-01-01", "contacts-0-title": "Head of advice",
}  # fmt: skip


def test_everything_of_its_service_that_a_partner_knows(world, service, propose, signed_in):
    for kind, code in (("topic", "tax"), ("audience", "women"), ("phase", "start"), ("format", "course"),
                       ("cost", "paid")):  # fmt: skip
        TaxonomyTerm.objects.create(kind=kind, code=code, name=code)
    district = world.here.records["district"]
    sent = {name: district.pk if value == "{district}" else value for name, value in EVERYTHING.items()}
    assert propose(**sent).status_code == 302
    proposal = Proposal.objects.get()
    assert set(proposal.changes["new"]["parts"]) == {
        "eligibility", "spoken_languages", "phones", "emails", "contacts", "locations", "accessibility", "schedules",
        "cost_options", "required_documents", "capacities",
    }  # fmt: skip
    officer = signed_in("officer")
    shown = messages_of(officer.get(f"{OPEN}{proposal.pk}/"))
    for said in ("Advice and more", "Passport", "ramp and lift", "quiet room", "€12.50", "For adults.", "Street 2"):
        assert said in shown, said
    before = signed_in("officer").get(f"{OPEN}{proposal.pk}/").context["form"]["stamp"].value()
    answer = officer.post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": before})
    assert answer.status_code == 302, errors_of(answer)
    made = Service.objects.get(pk=service.pk)
    assert (made.name, made.aliases, made.codes("topic")) == (
        "Advice and more", ["Neuvo", "Rådgivning"], ["loans", "tax"],
    )  # fmt: skip
    assert made.codes("phase") == ["start"] and list(made.districts.all()) == [district]
    assert made.support_length == {"type": "duration", "count": 6, "unit": "month"} and made.channels == ["print"]
    hours, place, phone = made.schedules.get(), made.locations.get(), made.phones.get()
    assert hours.rrule == "FREQ=WEEKLY;BYDAY=MO,TU" and f"{hours.closes_at:%H.%M}" == "15.30"
    assert place.district == district and [str(row) for row in place.accessibility.order_by("pk")] == [
        "ramp and lift", "quiet room"
    ]  # fmt: skip
    assert (phone.note, phone.extension, phone.languages) == ("mornings", 12, ["fi"])
    assert made.spoken_languages.get().given_by == "staff" and made.emails.get().address == "new@example.org"
    assert made.cost_options.get().value["amount"] == "12.50" and made.eligibility.minimum_age == 18
    assert made.required_documents.get().document == "Passport" and made.capacities.get().available == 3
    assert "Head of advice" in made.contacts.get().title
    assert (made.publication, made.organization, made.city) == ("draft", service.organization, world.here.city)
    again = form_of(signed_in("partner").get(f"{MINE}{service.pk}/"))
    assert again["locations-0-accessibility-1-description"] == ["quiet room"]


def test_a_new_place_with_its_accessibility(service, propose, signed_in):
    propose(**{"locations-TOTAL_FORMS": "2", "locations-1-location_type": "physical",
               "locations-1-address": "Harbour 1", "locations-1-accessibility-rows": "1",
               "locations-1-accessibility-0-description": "step-free"})  # fmt: skip
    page = form_of(signed_in("partner").get(f"{MINE}{service.pk}/"))
    assert page["locations-1-accessibility-0-description"] == ["step-free"], "it is there to go on with"
    assert service.locations.count() == 1
    propose(**{"locations-1-address": "Harbour 2"})
    shown = messages_of(signed_in("officer").get(f"{OPEN}{Proposal.objects.get().pk}/"))
    assert "location: Harbour 2; what there is: step-free" in shown, "the place is named before it is there"
    accept(signed_in, Proposal.objects.get())
    place = service.locations.get(address="Harbour 2")
    assert place.accessibility.get().description == "step-free" and service.locations.count() == 2


def test_what_the_city_decides_is_not_in_the_form_and_not_taken(world, service, propose, signed_in):
    theirs = {
        "organization": world.there.service.organization_id, "city": "vienna", "slug": "x", "publication": "published",
        "source_status": "history", "assured_date": "2026-01-01", "review_after": "1", "owner": "1", "deputy": "1",
        "historical": "on", "service_sources-0-position": "1", "barriers-0-kind": "language",
        "barriers-TOTAL_FORMS": "1", "status_records-TOTAL_FORMS": "1", "partnerships-0-kind": "works-with",
    }  # fmt: skip
    assert not set(theirs) & set(form_of(signed_in("partner").get(f"{MINE}{service.pk}/")))
    assert propose(hours_note="Closed.", **theirs).status_code == 302
    assert Proposal.objects.get().changes["new"] == {"fields": {"hours_note": "Closed."}, "parts": {}}


def test_the_district_of_another_city_is_no_choice(world, service, propose):
    page = propose(**{"locations-0-district": world.there.records["district"].pk})
    assert "valid choice" in str(faults_of(page)["locations-0-district"]) and not Proposal.objects.exists()


def test_the_partner_is_offered_nothing_of_others(world, service, signed_in):
    service.barriers.update(description="SECRET note of the city")
    page = signed_in("partner").get(f"{MINE}{service.pk}/").content.decode()
    assert f'value="{world.here.records["district"].pk}"' in page
    assert "Vienna: North" not in page and str(world.there.records["district"]) not in page.replace("Helsinki", "")
    assert "SECRET" not in page
    carried = unsealed(form_of(signed_in("partner").get(f"{MINE}{service.pk}/"))["_base"][0])
    assert "SECRET" not in str(carried) and "owner" not in carried["base"]["fields"]


WRONG = {
    "phones-0-number": ("12345", "Write the number with"), "emails-0-address": ("no address", "valid email"),
    "spoken_languages-0-code": ("Klingonish", "There is no language"), "url": ("htp:/x", "valid URL"),
    "description": ("<script>alert(1)</script>", "looks like HTML"), "hours_note": ("x" * 8001, "at most 8000"),
    "cost_note": ("It costs {fee}", "No value for"), "window_end": ("2026-13-01", "valid date"),
    "name": ("", "This field is required"), "main_topic": ("", "A service needs a topic"),
    "phones-0-extension": ("x", "whole number"), "eligibility-0-text": ("<b>all</b>", "looks like HTML"),
    "aliases": ("x" * 8001, "at most 200 fit"), "locations-0-address": ("", "This field is required"),
    "locations-0-accessibility-0-description": ("x" * 201, "at most 200"),
}  # fmt: skip


def test_what_is_wrong_is_said_at_every_field_and_what_was_typed_stays(service, propose):
    sent = {field: value for field, (value, _) in WRONG.items()} | {"exit_strategy": "typed"}
    # Placeholders are looked at when all texts are what a text can be.
    first, second = propose(**{**sent, "cost_note": ""}), propose(cost_note=sent["cost_note"])
    assert first.status_code == second.status_code == 200 and not Proposal.objects.exists()
    for field, (_, reason) in WRONG.items():
        place, within, _ = field.partition("-accessibility")
        faults = faults_of(second if field == "cost_note" else first)
        assert reason in str(faults[place + within]), (field, faults)
    there = form_of(first)
    assert {field: there[field] for field in sent} == {
        field: ["" if field == "cost_note" else value] for field, value in sent.items()
    }


def test_what_does_not_fit_together_is_said_at_the_field(service, propose):
    page = propose(**{
        "schedules-0-opens_at": "15:00", "schedules-0-closes_at": "09:00", "window_start": "2026-05-02",
        "window_end": "2026-05-01", "eligibility-0-text": "x", "eligibility-0-minimum_age": "30",
        "eligibility-0-maximum_age": "20", "cost_options-0-key": "fee", "cost_options-0-value_0": "money",
        "cost_options-0-value_1": "many", "cost_options-0-value_2": "EUR",
    })  # fmt: skip
    faults = faults_of(page)
    for field, reason in (
        ("schedules-0-closes_at", "before the opening"), ("window_end", "before the first one"),
        ("eligibility-0-maximum_age", "below the minimum age"), ("cost_options-0-value", "Write an amount such as 75"),
    ):  # fmt: skip
        assert reason in str(faults[field]), (field, faults)
    assert page.status_code == 200 and not Proposal.objects.exists()


def test_faults_are_in_the_language_of_the_partner(world, service, propose):
    Preference.objects.create(user=world.users["partner"], language="fi")
    page = messages_of(propose(description="<script>", url="htp:/x"))
    assert "näyttää HTML" in page and "Syötä oikea URL" in page and "looks like HTML" not in page


def test_twenty_megabytes_are_a_fault_of_the_field(service, propose):
    page = propose(**{"eligibility-0-text": "x" * 20_000_000})
    assert page.status_code == 200 and "at most 8000" in str(faults_of(page)["eligibility-0-text"])
    assert not Proposal.objects.exists()


def test_nothing_different_is_no_proposal(service, propose, signed_in):
    Service.objects.filter(pk=service.pk).update(description="First line.\nSecond line.")
    page = propose(description="First line.\r\nSecond line.", note="Is it right?")
    assert "Nothing is different" in page.content.decode() and not Proposal.objects.exists()
    assert form_of(page)["note"] == ["Is it right?"]


def test_a_form_that_is_sent_as_it_came_proposes_nothing(world, signed_in):
    load_city("helsinki")
    services = Service.objects.filter(city="helsinki", slug__in=["newco-helsinki-advice", "ytj", "infofinland"])
    assert services.update(organization=world.here.service.organization) == 3
    partner = signed_in("partner")
    for service in services:
        url = f"{MINE}{service.pk}/"
        assert "Nothing is different" in partner.post(url, form_of(partner.get(url))).content.decode(), service


def test_an_officer_accepts_and_the_history_names_both(world, service, proposal, signed_in):
    officer = signed_in("officer")
    page = messages_of(officer.get(f"{OPEN}{proposal.pk}/"))
    assert "Free of charge." in page and "number: +35893101400" in page, "which of the rows, too"
    before = content.current()
    officer.post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(service)})
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
    decided = officer.post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(changed)})
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
        "Say why" in officer.post(f"{OPEN}{proposal.pk}/", {"decline": "1", "stamp": stamp(service)}).content.decode()
    )
    officer.post(f"{OPEN}{proposal.pk}/", {"decline": "1", "stamp": stamp(service), "reason": "The old number works."})
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
    seen = stamp(service)
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
    page = signed_in("officer").post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(service)})
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
    page = signed_in(name).post(f"{OPEN}{proposal.pk}/", {"accept": "1", "stamp": stamp(service)})
    assert page.status_code == 404 and Service.objects.get(pk=service.pk).cost_note == ""


def test_the_officer_of_another_city_does_not_see_it(world, proposal, signed_in):
    user = world.users["officer"]
    user.assignments.update(city=world.there.city)
    assert signed_in("officer").get(f"{OPEN}{proposal.pk}/").status_code == 404
    assert get_user_model().objects.filter(username="officer").exists()


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
        f"{OPEN}{proposal.pk}/", {"decline": "1", "stamp": stamp(None), "reason": "There is one already."}
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
