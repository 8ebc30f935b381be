"""Two enquiries that ask the same: looked at side by side before they become one."""

from dataclasses import dataclass

from conversations.models import Message
from enquiries.models import Enquiry

from . import access
from .rows import Row, rows_of


@dataclass(frozen=True)
class Preview:
    """The number that was asked for, and the enquiry where there is one that can be merged."""

    number: str
    row: Row | None
    messages: int = 0


def previewed(request, enquiry: Enquiry) -> Preview | None:
    """What `?merge=` asks for; None where it asks for nothing."""
    number = request.GET.get("merge", "").strip().removeprefix("#")
    if not number:
        return None
    found = other(request.user, enquiry, number)
    if found is None:
        return Preview(number, None)
    row = rows_of(Enquiry.objects.filter(pk=found.pk))[0]
    return Preview(number, row, Message.objects.filter(conversation=found.conversation_id).count())


def other(user, enquiry: Enquiry, number: str) -> Enquiry | None:
    """The enquiry with that number, where the two can be merged: of one city, not closed, seen by the account."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    rows = access.visible(user).filter(city=enquiry.city_id, number=int(number)).exclude(pk=enquiry.pk)
    return rows.exclude(status=Enquiry.Status.CLOSED).first()
