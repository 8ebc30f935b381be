"""The first sorting: by topic, language and load, the same every time."""

import pytest
from django.utils import timezone

from enquiries.models import Presence, Team
from tests.enquiries.conftest import Newcomer
from tests.officers import account


@pytest.fixture
def teams(city, directory):
    make = Team.objects.create
    return {
        "all": make(name="All", city=city),
        "loans": make(name="Loans", city=city, topics=["loans"]),
        "arabic": make(name="Arabic", city=city, languages=["ar"]),
        "both": make(name="Arabic loans", city=city, topics=["loans"], languages=["ar"]),
    }


@pytest.mark.parametrize(
    "language, topic, team",
    [("en", "", "all"), ("en", "loans", "loans"), ("ar", "", "arabic"), ("ar", "loans", "both")],
)
def test_the_team_that_fits_best(teams, language, topic, team):
    assert Newcomer(language).leave(topic=topic).team == teams[team]


def test_without_a_team_that_fits_it_is_nobodys(city, directory):
    Team.objects.create(name="Loans", city=city, topics=["loans"])
    enquiry = Newcomer().leave()
    assert enquiry.team is None and enquiry.assignee is None


def test_the_member_with_the_fewest_open_ones_who_is_there(city, team, directory, aino):
    second, third = account("bea", role="staff", city=city), account("cid", role="staff", city=city)
    stranger = account("dan", role="viewer", city=city)
    team.members.add(second, third, stranger)
    assert [Newcomer().leave(topic="loans").assignee.username for _ in range(4)] == ["aino", "bea", "cid", "aino"]
    Presence.objects.create(user=third, city=city, seen_at=timezone.now())
    assert [Newcomer().leave(topic="loans").assignee for _ in range(3)] == [third] * 3


def test_equal_teams_share_the_load(city, db):
    one, two = (Team.objects.create(name=name, city=city) for name in "ab")
    assert [Newcomer().leave().team for _ in range(4)] == [one, two, one, two]
