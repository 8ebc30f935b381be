"""When a service is to be reviewed: `review_after` days after somebody checked it.

Where nobody ever did, the days count from the day the record was made. After the due day it is overdue; once the grace
period (KIOSK_REVIEW_GRACE_DAYS) is over too, the review has lapsed and the service is no longer recommended first.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet

from services_directory.models.publication import Publication
from services_directory.models.service import Service

_FIELDS = ("pk", "assured_date", "made_on", "review_after")


@dataclass(frozen=True)
class Review:
    """When a service is due; `late` days ago where positive, in `-late` days where negative."""

    service: int
    due_on: date
    late: int


def checked_on(service: Service, today: date) -> date | None:
    """The day somebody checked it last; a day in the future is a slip of the pen and counts as none."""
    day = service.assured_date
    return day if day is not None and day <= today else None


def due_on(service: Service, today: date) -> date | None:
    """The last day on which the check still counts; None for a record that was never saved."""
    start = checked_on(service, today) or service.made_on
    return start + timedelta(days=service.review_after) if start else None


def overdue(service: Service, today: date) -> bool:
    """Whether the due day is past."""
    due = due_on(service, today)
    return due is not None and due < today


def lapsed(service: Service, today: date) -> bool:
    """Whether the grace period after the due day is past too."""
    due = due_on(service, today)
    return due is not None and due + timedelta(days=settings.KIOSK_REVIEW_GRACE_DAYS) < today


def reviewed() -> QuerySet[Service]:
    """The services that are reviewed at all: published ones of a city, history not."""
    return Service.objects.filter(publication=Publication.PUBLISHED, historical=False).exclude(city=None)


def queue(services: QuerySet[Service], today: date, ahead: int = 0) -> list[Review]:
    """What of `services` is overdue, or due within `ahead` days, the longest overdue first."""
    found = []
    # Rows, not records: making thousands of records takes longer than reading them.
    for service in services.order_by().values_list(*_FIELDS, named=True):
        due = due_on(service, today)
        if due < today + timedelta(days=ahead):
            found.append(Review(service.pk, due, (today - due).days))
    return sorted(found, key=lambda review: (review.due_on, review.service))
