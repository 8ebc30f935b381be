"""Reviews that are due, for the start page and the lists; the rule is that of `services_directory.upkeep.reviews`."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from accounts.permissions import limited
from accounts.rules import CHANGE
from services_directory.desk.scope import cities_of
from services_directory.models import Publication, Service, Source
from services_directory.upkeep import reviews
from services_directory.zones import day

OVERDUE_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """A record whose review is due since a day."""

    pk: int
    since: date

    def overdue(self, today: date) -> bool:
        """Whether it has waited for more than 30 days."""
        return self.since + OVERDUE_AFTER < today


@dataclass(frozen=True)
class DueSource(Due):
    """The same of a source, which is read with it."""

    record: Source


def due(queryset: QuerySet[Service], today: date | None = None) -> list[Due]:
    """The published records of a queryset that are due, the longest waiting first; history is never reviewed."""
    rows = queryset.filter(publication=Publication.PUBLISHED, historical=False)
    return [Due(each.record, each.due_on) for each in reviews.queue(rows, today or day())]


def sources_of(user) -> QuerySet[Source]:
    """The sources of guidance in the countries of the account's cities."""
    return reviews.reviewed_sources(country__in=cities_of(user).values("country"))


def marked(sources: QuerySet[Source], user) -> QuerySet[Source]:
    """The same with `may_change`: asked of all at once, for a source may be a neighbour's too."""
    return sources.annotate(may_change=Exists(limited(user, CHANGE, Source.objects.filter(pk=OuterRef("pk")))))


def due_sources(user, today: date | None = None) -> list[DueSource]:
    """Those of the account that are due, the longest waiting first, in one query."""
    today = today or day()
    rows = marked(sources_of(user), user).only("title", "url", "checked_on", "made_on", "review_after")
    found = [DueSource(row.pk, reviews.due_on(row, today), row) for row in rows.order_by()]
    return sorted((each for each in found if each.since < today), key=lambda each: (each.since, each.pk))
