"""The messages of an enquiry: of its conversation and of those merged into it."""

from django.db.models import Q, QuerySet

from conversations.models import Message
from enquiries.models import Enquiry

SHOWN = 100
"""The last messages that a page shows at first."""


def messages_of(enquiry: Enquiry) -> QuerySet[Message]:
    """In the order they were written."""
    merged = enquiry.merged.values("conversation")
    own = Q(conversation=enquiry.conversation_id) | Q(conversation__in=merged)
    return Message.objects.filter(own).select_related("turn").order_by("number")


def last_number(enquiry: Enquiry) -> int:
    """The number of the last message, 0 where there is none."""
    return messages_of(enquiry).order_by("-number").values_list("number", flat=True).first() or 0


def others_replies(enquiry: Enquiry, user, seen: int) -> QuerySet[Message]:
    """What colleagues wrote to the person after the message that `user` saw last."""
    replies = messages_of(enquiry).filter(number__gt=seen, sender=Message.Sender.STAFF, reply__isnull=False)
    return replies.exclude(reply__author=user)
