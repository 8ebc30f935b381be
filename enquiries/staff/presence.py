"""Which colleagues are at work now, and whether somebody takes new conversations."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from enquiries.calendar import PRESENT
from enquiries.models import Presence

from . import access

NOTED = timedelta(seconds=20)
"""Not every call of an open page writes: within this time somebody counts as noted."""


def note(user, now: datetime | None = None) -> Presence:
    """Notes that somebody is here; the presence as it is now."""
    now = now or timezone.now()
    presence = Presence.objects.filter(user=user).first()
    if presence is None:
        return Presence.objects.get_or_create(user=user, defaults={"city": _city(user), "seen_at": now})[0]
    if now - presence.seen_at > NOTED:
        Presence.objects.filter(pk=presence.pk).update(seen_at=now)
        presence.seen_at = now
    return presence


def set_available(user, available: bool) -> None:
    """Whether newcomers are told that somebody is there."""
    defaults = {"available": available, "seen_at": timezone.now(), "city": _city(user)}
    Presence.objects.update_or_create(user=user, defaults=defaults)


def here_now(user, now: datetime | None = None) -> list[str]:
    """The names of colleagues of the same cities who are here, the own one left out."""
    seen = Presence.objects.filter(seen_at__gte=(now or timezone.now()) - PRESENT, user__is_active=True)
    cities = [city.pk for city in access.cities_of(user)]
    same = seen.filter(Q(city__in=cities) | Q(city=None)).exclude(user=user).select_related("user")
    return sorted(access.name_of(each.user) for each in same)


def _city(user):
    """The city of somebody who works for one; None for several."""
    cities = access.cities_of(user)
    return cities[0] if len(cities) == 1 else None
