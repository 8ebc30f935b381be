"""When a record is to be reviewed: `review_after` days after somebody checked it.

Services are reviewed, and the sources on which statements of guidance rest. Where nobody ever checked a record, the
days count from the day it was made. After the due day it is overdue; once the grace period (KIOSK_REVIEW_GRACE_DAYS) is
over too, the review has lapsed and the record is no longer recommended first. A source that nobody ever opened waits
for its keepers from the first day on; newcomers are told its own date, as before, until its days are over.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet

from services_directory.models.guidance import Statement
from services_directory.models.publication import Publication
from services_directory.models.service import Service
from services_directory.models.source import Source

Record = Service | Source
_FIELDS = ("pk", "assured_date", "made_on", "review_after")


@dataclass(frozen=True)
class Review:
    """When a record is due; `late` days ago where positive, in `-late` days where negative."""

    record: int
    due_on: date
    late: int


def checked_on(record: Record, today: date) -> date | None:
    """The day somebody checked it last; a day in the future is a slip of the pen and counts as none."""
    day = record.assured_date
    return day if day is not None and day <= today else None


def counts_until(record: Record, today: date) -> date | None:
    """The last day on which newcomers are told it as it is; None for a record that was never saved."""
    start = checked_on(record, today) or record.made_on
    return start + timedelta(days=record.review_after) if start else None


def due_on(record: Record, today: date) -> date | None:
    """The last day on which nobody has to look at it: as `counts_until`, but none for a source never opened."""
    return _due_on(record, today, at_once=isinstance(record, Source))


def _due_on(record, today: date, at_once: bool) -> date | None:
    if at_once and record.made_on and not checked_on(record, today):
        return record.made_on - timedelta(days=1)
    return counts_until(record, today)


def overdue(record: Record, today: date) -> bool:
    """Whether the last day is past on which newcomers are told it as it is."""
    last = counts_until(record, today)
    return last is not None and last < today


def lapsed(record: Record, today: date) -> bool:
    """Whether the grace period after that day is past too."""
    last = counts_until(record, today)
    return last is not None and last + timedelta(days=settings.KIOSK_REVIEW_GRACE_DAYS) < today


def confirm(record: Record, today: date) -> None:
    """'Still right': somebody of the city looked today."""
    record.assured_date = today


def reviewed() -> QuerySet[Service]:
    """The services that are reviewed at all: published ones of a city, history not."""
    return Service.objects.filter(publication=Publication.PUBLISHED, historical=False).exclude(city=None)


def reviewed_sources(**where) -> QuerySet[Source]:
    """The sources that are reviewed at all: those of statements (that meet `where`), history not.

    Sources of services are looked at in the review of the service, whose day stands in their place; those of events go
    when the event is over.
    """
    said = Statement.objects.filter(**where)
    rests = Exists(said.filter(source=OuterRef("pk"))) | Exists(said.filter(more_sources=OuterRef("pk")))
    return Source.objects.filter(rests).exclude(kind=Source.Kind.HISTORY)


def queue(records: QuerySet[Record], today: date, ahead: int = 0) -> list[Review]:
    """What of `records` is overdue, or due within `ahead` days, the longest overdue first."""
    of_sources = records.model is Source
    rows = records.order_by().annotate(assured_date=F("checked_on")) if of_sources else records.order_by()
    found = []
    # Rows, not records: making thousands of records takes longer than reading them.
    for row in rows.values_list(*_FIELDS, named=True):
        due = _due_on(row, today, at_once=of_sources)
        if due < today + timedelta(days=ahead):
            found.append(Review(row.pk, due, (today - due).days))
    return sorted(found, key=lambda review: (review.due_on, review.record))
