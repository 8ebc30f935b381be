"""Enquiries as rows of the inbox, with a number of queries that does not grow with them."""

from dataclasses import dataclass
from datetime import datetime

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


@dataclass(frozen=True)
class Row:
    """What the inbox shows of an enquiry; `version` changes with anything that stands in it."""

    enquiry: Enquiry
    url: str
    topic: str
    language: str
    assignee: str
    due: Due
    waiting: str
    excerpt: str
    excerpt_language: str
    excerpt_direction: str
    labels: list[str]

    @property
    def version(self) -> str:
        """Two rows with the same read the same."""
        return f"{self.enquiry.revision}.{int(self.enquiry.unread_by_staff)}.{self.due.words}.{self.waiting}"


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
    return Row(
        enquiry=enquiry,
        url=address(enquiry),
        topic=topics.get(enquiry.topic, enquiry.topic),
        language=language_name(enquiry.language),
        assignee=name_of(enquiry.assignee),
        due=due_of(enquiry, now),
        waiting=timesince(enquiry.waiting_since, now, depth=1) if enquiry.waiting_since else "",
        excerpt=text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…",
        excerpt_language=message.language if message else "",
        excerpt_direction=message.direction if message else direction_of(enquiry.language),
        labels=[label.name for label in enquiry.labels.all()],
    )
