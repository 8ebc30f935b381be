"""What coverage reads from records: status, review, languages, places, referrals, known gaps."""

from datetime import timedelta

import pytest

from services_directory.models import KnownGap, Location, Partnership, Service, SpokenLanguage
from services_directory.quality import open_gaps, table_of, title
from services_directory.quality.axes import ANY, NOT_STATED
from services_directory.quality.facts import Records
from services_directory.quality.index import Index, index_of
from services_directory.quality.marks import Mark

from .conftest import TODAY


def facts(city):
    return {one.slug: one for one in Records(city, TODAY).facts}


def test_drafts_archived_and_history_are_not_counted(add, city):
    add("live")
    add("draft", publication="draft")
    add("archived", publication="archived")
    add("old", historical=True)
    assert list(facts(city)) == ["live"]


def test_a_review_is_overdue_after_its_days_from_the_check_or_from_the_making(add, city):
    add("fresh")
    add("late", assured_date=TODAY - timedelta(days=181))
    add("slow", assured_date=TODAY - timedelta(days=181), review_after=200)
    never = add("never", assured_date=None)
    old = add("made-long-ago", assured_date=None)
    Service.objects.filter(pk=never.pk).update(made_on="2026-11-01")
    Service.objects.filter(pk=old.pk).update(made_on="2026-01-01")
    assert [slug for slug, one in facts(city).items() if one.overdue] == ["late", "made-long-ago"]


def test_what_a_record_says_of_languages_audience_and_place(add, city):
    service = add("bank", spoken="fi ar", audience="refugees", cost="paid", reach="targeted", districts="hill")
    SpokenLanguage.objects.create(service=service, code="so", as_of="2018")
    add("desk", spoken="", area_name="Seedville")
    Location.objects.create(service=service, address="Quay 1", district=city.districts.get(code="harbour"))
    bank, desk = facts(city)["bank"], facts(city)["desk"]
    assert bank.codes["language"] == {"fi", "ar"} and bank.stated_then == {"so"}
    assert bank.codes["audience"] == {"refugees"} and desk.codes["audience"] == {ANY}
    assert bank.codes["district"] == {"hill", "harbour"} and desk.codes["district"] == {ANY}
    assert bank.only_paid and not desk.only_paid
    assert bank.areas == {"district:hill"} and desk.areas == {"city:seedville"}
    assert desk.codes["language"] == {NOT_STATED}


def test_what_is_for_everybody_too_and_what_is_partly_free(add, city):
    add("both", audience="refugees", reach="mainstream", cost="paid free")
    moved = add("moved", area_scope="city")
    Location.objects.create(service=moved, address="Quay 1", district=city.districts.get(code="harbour"))
    both, moved = facts(city)["both"], facts(city)["moved"]
    assert both.codes["audience"] == {"refugees", ANY} and not both.only_paid
    assert moved.codes["district"] == {"harbour", ANY}


def test_nobody_refers_to_it_and_dead_ends(add, city):
    first, second = add("first"), add("second", organization="other", exit_strategy="Then the chamber helps.")
    add("third", organization="other")
    add("alone", organization="third")
    Partnership.objects.create(service=first, kind="refers-to", to_service=second)
    Partnership.objects.create(service=second, kind="works-with", to_service=first)
    found = facts(city)
    assert [slug for slug, one in found.items() if not one.referred_to] == ["first", "third", "alone"]
    assert [slug for slug, one in found.items() if not one.has_exit and not one.refers] == ["third", "alone"]
    Partnership.objects.create(service=first, kind="refers-to", to_organization=second.organization)
    assert facts(city)["third"].referred_to


@pytest.mark.parametrize(
    "target",
    [
        {"publication": "draft"}, {"publication": "archived"}, {"historical": True},
        {"window_end": TODAY - timedelta(days=1)},
    ],
)  # fmt: skip
def test_a_referral_to_what_is_not_offered_is_no_way_out(add, city, target):
    source = add("source")
    Partnership.objects.create(service=source, kind="refers-to", to_service=add("target", **target))
    assert not facts(city)["source"].refers
    Partnership.objects.create(service=source, kind="refers-to", to_service=add("open", window_end=TODAY))
    assert facts(city)["source"].refers


def test_a_draft_refers_nobody(add, city):
    draft, target = add("draft", publication="draft"), add("target")
    Partnership.objects.create(service=draft, kind="refers-to", to_service=target)
    assert not facts(city)["target"].referred_to


def test_reading_takes_as_many_queries_for_many_services_as_for_one(add, city, django_assert_num_queries):
    for n in range(12):
        add(f"s{n}", topic="loans", phase="idea")
    with django_assert_num_queries(8):
        assert Records(city, TODAY).facts


def test_the_sets_are_those_of_the_services_themselves(add, city):
    add("bank", spoken="fi ar", topic="loans", phase="idea", audience="refugees", reach="targeted", districts="hill")
    add("desk", spoken="", topic="loans", area_name="Seedville")
    harbour = add("harbour", spoken="sv", area_scope="district")
    Location.objects.create(service=harbour, address="Quay 1", district=city.districts.get(code="harbour"))
    add("closed", topic="tax", window_end=TODAY - timedelta(days=1))
    add("late", assured_date=TODAY - timedelta(days=900))
    add("silent", reach="targeted", area_scope="")
    found = index_of(city)
    made = Index(found.facts, ["fi", "sv"])
    assert found.masks == made.masks and found.masks["topic"].keys() == {"loans", "tax", NOT_STATED}
    assert (found.current, found.waiting, found.all) == (made.current, made.waiting, made.all)
    assert 0 < found.current < found.all


def test_what_is_saved_shows_at_once(add, city):
    service = add("one", topic="loans", phase="idea")
    assert table_of(city, "topic", "phase").cells["loans", "idea"].count == 1
    service.publication = "archived"
    service.save()
    assert table_of(city, "topic", "phase").cells["loans", "idea"].marks == (Mark.GAP,)
    assert index_of(city) is index_of(city)


def test_a_known_gap_holds_for_what_lies_within_it(city):
    wide = KnownGap.objects.create(city=city, cell={"topic": "loans"}, plan="The bank comes.", until="2027-05-01")
    KnownGap.objects.create(city=city, cell={"topic": "tax", "phase": "idea"}, plan="Late.", until="2026-01-01")
    cells = table_of(city, "topic", "phase").cells
    assert cells["loans", "idea"].known.pk == wide.pk == cells["loans", "starting"].known.pk
    assert cells["tax", "idea"].known.late and cells["tax", "starting"].known is None


def test_open_gaps_are_those_without_a_plan(add, city):
    add("one", topic="loans tax", phase="idea", format="online", spoken="en fi sv", audience="refugees")
    KnownGap.objects.create(city=city, cell={"phase": "starting"}, plan="A course.", until="2027-01-01")
    KnownGap.objects.create(city=city, cell={"topic": "advice"}, plan="Late.", until="2026-01-01")
    found = [gap.place for gap in open_gaps(city)]
    assert {"topic": "advice"} in found and {"format": "in-person"} in found
    assert {"phase": "starting"} not in found and {"topic": "loans"} not in found
    # A service for everybody in the whole city leaves neither an audience nor a district a gap.
    assert not [place for place in found if "audience" in place or "district" in place]


@pytest.mark.parametrize("language, expected", [("en", "Loans · Arabic"), ("fi", "Lainat · arabia")])
def test_a_place_is_named_in_the_readers_language(city, language, expected):
    from django.utils.translation import override

    from services_directory.models import TaxonomyTerm

    TaxonomyTerm.objects.filter(code="loans").update(name="Loans")
    with override(language):
        assert title({"topic": "loans", "language": "ar"}, city) == expected
