"""Enquiries as rows of the inbox, with a number of queries that does not grow with them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince

from conversations.models import Message
from enquiries.models import Enquiry

from .access import name_of
from .due import Due, due_of
from .words import direction_of, language_name, topic_names

EXCERPT = 140
"""Characters of the last message that a row shows."""
# get_…_display makes such a dictionary for every row.
_STATUS, _PRIORITY, _ORIGIN = (dict(each.choices) for each in (Enquiry.Status, Enquiry.Priority, Enquiry.Origin))
_IN_VERSION = ("revision", "unread_by_staff", "status", "waiting_since", "due_at")
"""The fields of an enquiry that its version is made of."""


@dataclass(frozen=True)
class Row:
    """What the inbox shows of an enquiry.

    `version` is eight hexadecimal digits; two rows with the same are of the same enquiry and read the same.
    """

    enquiry: Enquiry
    url: str
    topic: str
    language: str
    status: str
    priority: str
    origin: str
    assignee: str
    due: Due
    waiting: str
    excerpt: str
    excerpt_language: str
    excerpt_direction: str
    labels: list[str]
    version: str


def versions_of(enquiries: QuerySet[Enquiry], now: datetime) -> dict[UUID, str]:
    """Enquiry → version of its row, in the order of the queryset: what tells cheaply which rows are to be read."""
    return {each.pk: _version(each, *_times(each, now)) for each in enquiries.only(*_IN_VERSION)}


def rows_of(enquiries: QuerySet[Enquiry], now: datetime | None = None) -> list[Row]:
    """The rows, in the order of the queryset (a page of it)."""
    now = now or timezone.now()
    said = Message.objects.filter(conversation=OuterRef("conversation"), sender=Message.Sender.PERSON)
    found = list(
        enquiries.select_related("city", "team", "assignee")
        .prefetch_related("labels")
        .annotate(last_said=Subquery(said.order_by("-number").values("number")[:1]))
    )
    messages = Message.objects.only("text", "language", "direction").in_bulk(
        [each.last_said for each in found if each.last_said]
    )
    topics = topic_names()
    return [_row(each, messages.get(each.last_said), topics, now) for each in found]


def address(enquiry: Enquiry) -> str:
    """The page of an enquiry."""
    return reverse("staff:enquiry", args=[enquiry.city_id, enquiry.number])


def _row(enquiry: Enquiry, message: Message | None, topics: dict[str, str], now: datetime) -> Row:
    text = " ".join(message.text.split()) if message else ""
    due, waiting = _times(enquiry, now)
    return Row(
        enquiry=enquiry,
        url=address(enquiry),
        topic=topics.get(enquiry.topic, enquiry.topic),
        language=language_name(enquiry.language),
        status=str(_STATUS.get(enquiry.status, enquiry.status)),
        priority=str(_PRIORITY.get(enquiry.priority, enquiry.priority)),
        origin=str(_ORIGIN.get(enquiry.origin, enquiry.origin)),
        assignee=name_of(enquiry.assignee),
        due=due,
        waiting=waiting,
        excerpt=text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…",
        excerpt_language=message.language if message else "",
        excerpt_direction=message.direction if message else direction_of(enquiry.language),
        labels=[label.name for label in enquiry.labels.all()],
        version=_version(enquiry, due, waiting),
    )


def _times(enquiry: Enquiry, now: datetime) -> tuple[Due, str]:
    """When it is due, and for how long somebody has waited."""
    since = enquiry.waiting_since
    return due_of(enquiry, now), timesince(since, now, depth=1) if since else ""


def _version(enquiry: Enquiry, due: Due, waiting: str) -> str:
    shown = f"{enquiry.pk}.{enquiry.revision}.{int(enquiry.unread_by_staff)}.{due.words}.{waiting}"
    return hashlib.blake2b(shown.encode(), digest_size=4).hexdigest()
