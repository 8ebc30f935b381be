"""Reviews that are due, for the start page and the list; the rule is that of `services_directory.upkeep.reviews`."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from services_directory.models import Publication, Service
from services_directory.upkeep import reviews

OVERDUE_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """A record whose review is due since a day."""

    pk: int
    since: date

    def overdue(self, today: date) -> bool:
        """Whether it has waited for more than 30 days."""
        return self.since + OVERDUE_AFTER < today


def due(queryset: QuerySet[Service], today: date | None = None) -> list[Due]:
    """The published records of a queryset that are due, the longest waiting first; history is never reviewed."""
    rows = queryset.filter(publication=Publication.PUBLISHED, historical=False)
    return [Due(each.service, each.due_on) for each in reviews.queue(rows, today or timezone.localdate())]
