"""Where an enquiry stands: its status, and what staff set of it."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from conversations.models import Conversation
from enquiries import calendar, counting
from enquiries.models import Count, Enquiry, Event, Label, Mail
from services_directory.models import Service

from . import handing
from .base import FOREVER, DeskError, changed, happened, open_in

Status = Enquiry.Status
FOR_STAFF = (Status.NEW, Status.OPEN)
"""While it stands so, the person waits for staff, and nothing but staff or the person ends that."""
UNCHANGED = object()
"""In the place of a value: it stays as it is."""


class NewerOne(DeskError):
    """A closed enquiry cannot be opened again while its conversation has another one that is not closed."""

    message = gettext_lazy("The person has left a newer enquiry: No. %(number)d. Answer that one, or close it first.")

    def __init__(self, newer: Enquiry) -> None:
        super().__init__()
        self.number = newer.number

    def __str__(self) -> str:
        return self.message % {"number": self.number}


def set_status(enquiry: Enquiry, user, status: str, revision: int | None = None) -> Enquiry:
    """The enquiry with another status, and what belongs to it: times, who speaks, how long it is kept.

    Resolved or closed, the guide answers again. Closed, the e-mail address goes and the time of keeping begins. Open,
    the person waits for staff; waiting, the staff for the person. Raises NewerOne.
    """
    with changed(enquiry, user, revision) as fresh:
        move(fresh, user, Status(status))
    return fresh


def resolve(enquiry: Enquiry, user, revision: int | None = None) -> Enquiry:
    """What was asked is answered."""
    return set_status(enquiry, user, Status.RESOLVED, revision)


def close(enquiry: Enquiry, user, revision: int | None = None) -> Enquiry:
    """Nobody works on it any more."""
    return set_status(enquiry, user, Status.CLOSED, revision)


def reopen(enquiry: Enquiry, user, revision: int | None = None) -> Enquiry:
    """It is worked on again."""
    return set_status(enquiry, user, Status.OPEN, revision)


def change(
    enquiry: Enquiry, user, *, priority: str = UNCHANGED, topic: str = UNCHANGED, service: Service | None = UNCHANGED,
    labels: list[Label] = UNCHANGED, revision: int | None = None,
) -> Enquiry:  # fmt: skip
    """Sets what is given. A new priority gives a new due time, as long as somebody waits."""
    with changed(enquiry, user, revision) as fresh:
        told = {}
        if priority is not UNCHANGED and priority != fresh.priority:
            told["priority"] = [fresh.priority, priority]
            fresh.priority = priority
            if fresh.waiting_since:
                fresh.due_at = calendar.due(fresh.city, fresh.waiting_since, priority)
        if topic is not UNCHANGED and topic != fresh.topic:
            told["topic"], fresh.topic = [fresh.topic, topic], topic
        if service is not UNCHANGED and service != fresh.service:
            told["service"] = [_slug(fresh.service), _slug(service)]
            fresh.service = service
        if labels is not UNCHANGED:
            before, after = (sorted(each.name for each in some) for some in (fresh.labels.all(), labels))
            if before != after:
                told["labels"] = [before, after]
                fresh.labels.set(labels)
        if told:
            happened(fresh, Event.Kind.CHANGED, user, **told)
    return fresh


def move(fresh: Enquiry, user, status: str, hand_back: bool = True) -> None:
    """Sets the status of an enquiry that is locked; `hand_back`: with the last word the guide answers again."""
    before, now = fresh.status, timezone.now()
    if before == status:
        return
    if before == Status.CLOSED and (newer := open_in(fresh.conversation_id)):
        raise NewerOne(newer)
    was_over, fresh.status = fresh.is_over, status
    if status in FOR_STAFF:
        wait_for_staff(fresh)
    else:
        fresh.waiting_since = fresh.due_at = None
    if fresh.is_over:
        fresh.unread_by_staff = False
        if hand_back:
            handing.to_guide(fresh)
    if status == Status.RESOLVED or (status == Status.CLOSED and not was_over):
        counting.add(Count.Kind.RESOLVED, fresh.city_id, language=fresh.language, topic=fresh.topic)
    if status == Status.RESOLVED:
        fresh.resolved_at = now
    if status == Status.CLOSED:
        fresh.resolved_at = fresh.resolved_at or now
        fresh.closed_at = now
        ended = [fresh, *fresh.merged.all()]
        for each in ended:
            forget_address(each)
        _keep_until(now + timedelta(days=settings.KIOSK_ENQUIRY_RETENTION_DAYS), ended)
    if was_over and not fresh.is_over:
        fresh.resolved_at = fresh.closed_at = None
        fresh.reopened += 1
        counting.add(Count.Kind.REOPENED, fresh.city_id, language=fresh.language, topic=fresh.topic)
    if before == Status.CLOSED:
        fresh.merged_into = None
        keep(fresh)
    kind = Event.Kind.REOPENED if was_over and not fresh.is_over else Event.Kind.STATUS
    happened(fresh, kind, user, status=[before, status])


def wait_for_staff(enquiry: Enquiry) -> None:
    """From now on the person waits for staff, if not already (not saved yet)."""
    if enquiry.waiting_since is None:
        enquiry.waiting_since = timezone.now()
        enquiry.due_at = calendar.due(enquiry.city, enquiry.waiting_since, enquiry.priority)


def forget_address(enquiry: Enquiry) -> None:
    """Nobody is told of replies any more."""
    enquiry.contact_email = ""
    Enquiry.objects.filter(pk=enquiry.pk).update(contact_email="")
    Mail.objects.filter(enquiry=enquiry, kind=Mail.Kind.PERSON).delete()


def keep(enquiry: Enquiry) -> None:
    """The conversation is kept, and those of the enquiries that are answered with this one, until it is closed."""
    own = Q(enquiries=enquiry.pk) | Q(enquiries__merged_into=enquiry.pk)
    Conversation.objects.filter(own).update(keep_until=FOREVER)


def _keep_until(until, ended: list[Enquiry]) -> None:
    """The time of keeping of what has ended; a conversation goes on that is needed by another enquiry."""
    keys = [each.pk for each in ended]
    merged = Q(merged_into__isnull=False) & ~Q(merged_into__status=Status.CLOSED)
    others = Enquiry.objects.filter(~Q(status=Status.CLOSED) | merged).exclude(pk__in=keys)
    Conversation.objects.filter(enquiries__in=keys).exclude(enquiries__in=others).update(keep_until=until)


def _slug(service: Service | None) -> str | None:
    return service.slug if service else None
