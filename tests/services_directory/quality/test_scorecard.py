"""Score cards: each answer follows its rule from records, and the one change follows the stated order."""

import pytest

from services_directory.models import AccessBarrier, KnownGap, Partnership, SpokenLanguage
from services_directory.quality.cityscore import city_answers
from services_directory.quality.questions import Level
from services_directory.quality.scorecard import levels_of, scorecard_of

YES, PARTLY, NO, UNKNOWN = Level.YES, Level.PARTLY, Level.NO, Level.UNKNOWN


def level(city, service, name):
    card = scorecard_of(city, service.pk)
    return next(answer.level for answer in card.answers if answer.name == name)


def test_a_bare_record_is_not_known_not_no(add, city):
    card = scorecard_of(city, add("bare", spoken="").pk)
    assert {answer.level for answer in card.answers} == {UNKNOWN} and len(card.answers) == 7
    assert all(answer.unknown and answer.change and answer.question.rule for answer in card.answers)
    assert card.best.name == "languages"


@pytest.mark.parametrize(
    "code, given_by, as_of, expected",
    [
        ("ar", "staff", "", YES),
        ("ar", "interpreter", "", YES),
        ("ar", "on-request", "", PARTLY),
        ("ar", "unknown", "", PARTLY),
        ("ar", "staff", "2018", PARTLY),
        ("sv", "staff", "", NO),
    ],
)
def test_languages(add, city, code, given_by, as_of, expected):
    service = add("desk", spoken="fi")
    SpokenLanguage.objects.create(service=service, code=code, given_by=given_by, as_of=as_of)
    assert level(city, service, "languages") is expected


@pytest.mark.parametrize(
    "codes, expected",
    [
        ([], UNKNOWN),
        (["website"], NO),
        (["website", "press"], PARTLY),
        (["communities"], PARTLY),
        (["communities", "website"], YES),
    ],
)
def test_channels(add, city, codes, expected):
    assert level(city, add("desk", channels=codes), "channels") is expected


@pytest.mark.parametrize(
    "answer, note, expected",
    [("unknown", "", UNKNOWN), ("yes", "", PARTLY), ("yes", "Course of 2026.", YES), ("no", "Asked in 2026.", NO)],
)
def test_training_and_staff_need_what_they_rest_on(add, city, answer, note, expected):
    service = add("desk", intercultural_training=answer, staff_diversity=answer, inclusion_note=note)
    assert level(city, service, "training") is expected and level(city, service, "staff") is expected


def test_partners_in_either_direction_and_channels_make_a_yes_together(add, city):
    office = add("jobs", topic="unemployment-security", organization="employment")
    other = add("bank", organization="bank")
    service = add("desk", organization="city")
    assert level(city, service, "partners") is UNKNOWN
    Partnership.objects.create(service=service, kind="works-with", to_service=other)
    assert level(city, service, "partners") is NO
    Partnership.objects.create(service=office, kind="refers-to", to_service=service)
    assert level(city, service, "partners") is PARTLY
    service.channels = ["employment-services"]
    service.save()
    assert level(city, service, "partners") is YES
    assert "Jobs" in str(scorecard_of(city, service.pk).answers[4].evidence[0])


def test_special_forms(add, city):
    targeted = add("welcome", reach="targeted", audience="refugees", topic="advice", organization="ngo")
    women = add("women", reach="targeted", audience="women")
    general = add("desk", organization="city")
    assert level(city, targeted, "special") is YES
    assert level(city, women, "special") is UNKNOWN and level(city, general, "special") is UNKNOWN
    Partnership.objects.create(service=general, kind="refers-to", to_organization=targeted.organization)
    assert level(city, general, "special") is PARTLY


def test_barriers_and_what_was_done(add, city):
    service = add("desk")
    barrier = AccessBarrier.objects.create(service=service, kind="papers", description="Asks for a passport.")
    assert level(city, service, "barriers") is NO
    card = scorecard_of(city, service.pk)
    assert card.best.name == "barriers" and "passport" in card.change
    barrier.done, barrier.state = "Other papers are taken.", "in-work"
    barrier.save()
    assert level(city, service, "barriers") is PARTLY
    barrier.state = "removed"
    barrier.save()
    assert level(city, service, "barriers") is YES


def test_no_goes_before_partly_before_not_known_in_the_stated_order(add, city):
    service = add("desk", spoken="fi", channels=["website"], intercultural_training="no", topic="loans")
    card = scorecard_of(city, service.pk)
    assert card.best.name == "languages" and "en" in card.languages_missing
    assert "English" in card.change
    SpokenLanguage.objects.create(service=service, code="ar", given_by="on-request")
    assert scorecard_of(city, service.pk).best.name == "channels"
    service.channels = ["communities", "website"]
    service.save()
    assert scorecard_of(city, service.pk).best.name == "training"
    service.intercultural_training, service.inclusion_note = "yes", "Since 2025."
    service.save()
    assert scorecard_of(city, service.pk).best.name == "languages"


def test_missing_languages_are_those_with_fewest_services_on_the_topic(add, city):
    add("arabic", topic="loans", spoken="ar")
    service = add("desk", topic="loans", spoken="fi")
    missing = scorecard_of(city, service.pk).languages_missing
    assert "ar" not in missing and "fi" not in missing and "en" in missing


def test_a_draft_has_a_score_card_and_another_city_has_none(add, city):
    draft = add("draft", publication="draft")
    assert scorecard_of(city, draft.pk) and scorecard_of(city, draft.pk + 999) is None


def test_counts_of_the_city_follow_the_records(add, city):
    add("one", channels=["website"])
    add("two")
    assert levels_of(city)["channels"] == {NO: 1, UNKNOWN: 1}
    add("three", channels=["website"])
    assert levels_of(city)["channels"] == {NO: 2, UNKNOWN: 1}


def answers(city):
    return {answer.name: answer for answer in city_answers(city)}


def test_the_citys_questions_with_live_figures(add, city):
    found = answers(city)
    assert found["overview"].level is NO and found["gaps"].level is NO and found["exit"].level is UNKNOWN
    month = {"type": "duration", "count": 6, "unit": "month"}
    week = {"type": "duration", "count": 2, "unit": "week"}
    first = add("first", phase="idea starting", support_length=month, exit_strategy="The chamber goes on.")
    second = add("second", phase="idea", support_length=week, organization="other")
    found = answers(city)
    assert found["overview"].level is YES and found["exit"].level is PARTLY
    assert found["coordination"].level is UNKNOWN
    assert "2 weeks" in str(found["length"].evidence[1]) and "6 months" in str(found["length"].evidence[1])
    Partnership.objects.create(service=first, kind="refers-to", to_service=second)
    assert answers(city)["coordination"].level is YES
    KnownGap.objects.create(city=city, cell={"topic": "loans"}, plan="The bank comes.", until="2027-05-01")
    assert answers(city)["gaps"].level is PARTLY
    assert all(answer.evidence and answer.question.id.startswith("comprehensive-support.") for answer in found.values())


def test_one_card_takes_as_many_queries_whatever_hangs_on_it(add, city, django_assert_max_num_queries):
    service = add("desk", topic="loans tax", spoken="fi ar en")
    for n in range(6):
        Partnership.objects.create(service=service, kind="works-with", to_service=add(f"s{n}"))
    scorecard_of(city, service.pk)
    with django_assert_max_num_queries(14):
        scorecard_of(city, service.pk)
