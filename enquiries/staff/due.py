"""By when an enquiry is to be answered, in words and with the name of a colour."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timesince import timesince
from django.utils.translation import gettext

from enquiries.models import Enquiry

SOON = timedelta(hours=2)


@dataclass(frozen=True)
class Due:
    """`state` is over, soon, later or none; `words` say it without the colour."""

    state: str
    words: str
    at: datetime | None = None


def due_of(enquiry: Enquiry, now: datetime) -> Due:
    """Nothing is due while nobody waits. The time itself is reckoned in office hours (enquiries.calendar)."""
    if enquiry.is_over or enquiry.waiting_since is None or enquiry.due_at is None:
        return Due("none", gettext("nothing due"))
    if enquiry.due_at < now:
        words = gettext("overdue by %(time)s") % {"time": timesince(enquiry.due_at, now, depth=1)}
        return Due("over", words, enquiry.due_at)
    words = gettext("due in %(time)s") % {"time": timesince(now, enquiry.due_at, depth=1)}
    return Due("soon" if enquiry.due_at - now <= SOON else "later", words, enquiry.due_at)
