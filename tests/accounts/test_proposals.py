"""A partner proposes in the officers' own form; nothing is written before an officer decides."""


from accounts.models import AuditEntry, Preference
from services_directory.desk.editing import unsealed
from services_directory.loading import load_city
from services_directory.models import Proposal, Service, TaxonomyTerm
from tests.accounts.proposing import MINE, OPEN, accept, faults_of
from tests.services_directory.desk.conftest import errors_of, form_of, messages_of


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


def test_hours_at_a_new_place(service, propose, signed_in):
    propose(**{"locations-TOTAL_FORMS": "2", "locations-1-location_type": "physical",
               "locations-1-address": "Harbour 1"})  # fmt: skip
    place = form_of(signed_in("partner").get(f"{MINE}{service.pk}/"))["locations-1-id"]
    propose(**{"schedules-0-rrule_0": ["MO"], "schedules-0-opens_at": "09:00", "schedules-0-closes_at": "15:30",
               "schedules-0-location": place})  # fmt: skip
    assert "location: Harbour 1" in messages_of(signed_in("officer").get(f"{OPEN}{Proposal.objects.get().pk}/"))
    accept(signed_in, Proposal.objects.get())
    assert service.schedules.get().location.address == "Harbour 1" and service.locations.count() == 2


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
