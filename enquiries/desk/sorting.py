"""Whose an enquiry is."""

from django.contrib.auth import get_user_model
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import AT_THE_DESK
from accounts.permissions import administrators
from enquiries.calendar import PRESENT
from enquiries.models import Enquiry, Event, Team
from services_directory.models import City

from .base import changed, happened
from .standing import UNCHANGED

WORKED_ON = Q(enquiries__status__in=(Enquiry.Status.NEW, Enquiry.Status.OPEN, Enquiry.Status.WAITING))


def assign(enquiry: Enquiry, user, *, to=UNCHANGED, team=UNCHANGED, revision: int | None = None) -> Enquiry:
    """Gives it to an account and/or a team; None takes it from them. Raises ValueError for one of another city."""
    with changed(enquiry, user, revision) as fresh:
        told = {}
        if to is not UNCHANGED and to != fresh.assignee:
            if to is not None and not staff_of(fresh.city).filter(pk=to.pk).exists():
                raise ValueError("an account that does not answer enquiries of this city")
            told["assignee"] = [_name(fresh.assignee), _name(to)]
            fresh.assignee = to
        if team is not UNCHANGED and team != fresh.team:
            if team is not None and team.city_id != fresh.city_id:
                raise ValueError("a team of another city")
            told["team"] = [str(fresh.team or ""), str(team or "")]
            fresh.team = team
        if told:
            happened(fresh, Event.Kind.ASSIGNED, user, **told)
    return fresh


def staff_of(city: City) -> QuerySet:
    """The active accounts that answer enquiries of a city."""
    users = get_user_model().objects.filter(is_active=True)
    here = Q(assignments__role__in=AT_THE_DESK, assignments__city=city)
    return users.filter(here | Q(pk__in=administrators().values("pk"))).distinct()


def place(enquiry: Enquiry) -> None:
    """The first sorting: the team that fits topic and language best, and in it who has least to do.

    Who is at the desk right now goes before who is not. Of equals the one with the fewest open enquiries, then the one
    that was there first: the same enquiries are always sorted the same way.
    """
    enquiry.team = _team(enquiry)
    if enquiry.team is not None:
        enquiry.assignee = _member(enquiry.team)
    if enquiry.team is None and enquiry.assignee is None:
        return
    enquiry.save(update_fields=["team", "assignee"])
    happened(
        enquiry, Event.Kind.ASSIGNED, team=[None, str(enquiry.team or "")], assignee=[None, _name(enquiry.assignee)]
    )


def _team(enquiry: Enquiry) -> Team | None:
    def fit(team: Team) -> tuple[int, int, int]:
        exact = 2 * (enquiry.topic in team.topics) + (enquiry.language in team.languages)
        return -exact, team.busy, team.pk

    teams = Team.objects.filter(city=enquiry.city).annotate(busy=Count("enquiries", filter=WORKED_ON, distinct=True))
    fitting = [
        team for team in teams
        if (not team.topics or enquiry.topic in team.topics)
        and (not team.languages or enquiry.language in team.languages)
    ]  # fmt: skip
    return min(fitting, key=fit, default=None)


def _member(team: Team):
    here = timezone.now() - PRESENT
    members = (
        staff_of(team.city)
        .filter(pk__in=team.members.values("pk"))
        .select_related("presence")
        .annotate(busy=Count("enquiries", filter=WORKED_ON, distinct=True))
    )

    def order(user) -> tuple[bool, int, int]:
        presence = getattr(user, "presence", None)
        present = presence is not None and presence.available and presence.seen_at >= here
        return not present, user.busy, user.pk

    return min(members, key=order, default=None)


def _name(user) -> str:
    return user.get_username() if user else ""
