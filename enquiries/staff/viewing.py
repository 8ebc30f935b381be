"""Two at one enquiry see each other."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from enquiries.models import Enquiry, Viewing

from .access import name_of

HERE = timedelta(seconds=15)
"""A page that has not called for this long is closed."""
NOTED = timedelta(seconds=5)


def note(enquiry: Enquiry, user, typing: bool = False, now: datetime | None = None) -> None:
    """Notes that somebody has the enquiry open, and whether they write."""
    now = now or timezone.now()
    found = Viewing.objects.filter(enquiry=enquiry, user=user).first()
    if found is None:
        Viewing.objects.get_or_create(enquiry=enquiry, user=user, defaults={"seen_at": now, "typing": typing})
    elif found.typing != typing or now - found.seen_at > NOTED:
        Viewing.objects.filter(pk=found.pk).update(seen_at=now, typing=typing)


def others(enquiry: Enquiry, user, now: datetime | None = None) -> list[str]:
    """'Aino is here' and 'Aino is here, writing', in words."""
    since = (now or timezone.now()) - HERE
    here = Viewing.objects.filter(enquiry=enquiry, seen_at__gte=since).exclude(user=user).select_related("user")
    writing, looking = gettext("%(name)s is here, writing"), gettext("%(name)s is here")
    return [(writing if each.typing else looking) % {"name": name_of(each.user)} for each in here.order_by("user")]
