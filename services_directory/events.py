"""Events that newcomers can still go to."""

from datetime import datetime

from django.db.models import QuerySet

from services_directory.models import Event, Publication


def upcoming(city: str, now: datetime) -> QuerySet[Event]:
    """The published events of a city (its id) that are not over, the soonest first; one that goes on counts."""
    rows = Event.objects.filter(city=city, publication=Publication.PUBLISHED, ends_at__gt=now)
    rows = rows.select_related("city", "organization", "source")
    return rows.prefetch_related("translations", "organization__translations").order_by("starts_at", "pk")
