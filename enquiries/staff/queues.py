"""The queues of the inbox, and how many enquiries stand in each."""

from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy

from enquiries.models import Enquiry

from .access import mentions, teams_of

OVER = (Enquiry.Status.RESOLVED, Enquiry.Status.CLOSED)
_OPEN = ~Q(status__in=OVER)
FIRST = "unanswered"
"""The queue of an address that names none."""
NAMES = {
    "unanswered": gettext_lazy("Unanswered"),
    "mine": gettext_lazy("Mine"),
    "team": gettext_lazy("My team's"),
    "mentions": gettext_lazy("Mentions of me"),
    "waiting": gettext_lazy("Waiting for the person"),
    "urgent": gettext_lazy("Urgent"),
    "all": gettext_lazy("All open"),
    "closed": gettext_lazy("Closed"),
}


@dataclass(frozen=True)
class Queue:
    """A queue as the page shows it."""

    code: str
    name: str
    count: int


def condition(code: str, user) -> Q:
    """Which enquiries stand in a queue."""
    return {
        "unanswered": _OPEN & Q(waiting_since__isnull=False),
        "mine": _OPEN & Q(assignee=user),
        "team": _OPEN & Q(team__in=teams_of(user)),
        "mentions": _OPEN & Q(Exists(mentions(user))),
        "waiting": Q(status=Enquiry.Status.WAITING),
        "urgent": _OPEN & Q(priority=Enquiry.Priority.URGENT),
        "all": _OPEN,
        "closed": Q(status__in=OVER),
    }[code]


def queues(enquiries: QuerySet[Enquiry], user) -> list[Queue]:
    """All queues with their counts, in one query."""
    counted = enquiries.aggregate(**{code: Count("pk", filter=condition(code, user)) for code in NAMES})
    return [Queue(code, str(name), counted[code]) for code, name in NAMES.items()]


def in_order(enquiries: QuerySet[Enquiry], order: str) -> QuerySet[Enquiry]:
    """`due`: urgent ones first, then by when they are due; `newest`; `longest`: who waits longest."""
    if order == "newest":
        return enquiries.order_by("-opened_at", "-number")
    if order == "longest":
        return enquiries.order_by(F("waiting_since").asc(nulls_last=True), "opened_at")
    urgency = Case(
        *(When(priority=code, then=Value(place)) for place, code in enumerate(("urgent", "high", "normal", "low"))),
        output_field=IntegerField(),
    )
    waits = Case(When(waiting_since__isnull=False, then=Value(0)), default=Value(1), output_field=IntegerField())
    return enquiries.order_by(waits, urgency, F("due_at").asc(nulls_last=True), "opened_at")
