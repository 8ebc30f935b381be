"""What the verbs share: errors, the locked record, the timeline, words of the guide."""

from contextlib import contextmanager
from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.audit import record
from accounts.models import AuditEntry
from accounts.permissions import may
from accounts.rules import CHANGE
from conversations.models import Conversation, Message
from enquiries.models import Enquiry, Event
from enquiries.texts import say
from locales.languages import get, match

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Until when a conversation is kept while its enquiry is not closed."""


class DeskError(Exception):
    """Something could not be done; `message` says why, in the language of the page."""

    message = gettext_lazy("This could not be done.")

    def __str__(self) -> str:
        return str(self.message)


class Conflict(DeskError):
    """Somebody else changed the enquiry first."""

    message = gettext_lazy("Somebody changed this enquiry meanwhile. Look at what is new, then decide again.")


class Erased(DeskError):
    """The enquiry is gone: the person erased it, or its time was over."""

    message = gettext_lazy("This enquiry does not exist any more: the person erased it, or its time is over.")


class Closed(DeskError):
    """The enquiry is closed."""

    message = gettext_lazy("This enquiry is closed. Open it again first.")


@contextmanager
def changed(enquiry: Enquiry, user, revision: int | None = None):
    """The enquiry, locked and read anew, to be changed within; saved with a new revision at the end.

    `user` is who acts, None for the newcomer or Kiosk itself. Raises Erased, Conflict or PermissionDenied.
    """
    with transaction.atomic():
        fresh = locked(enquiry.pk)
        if user is not None and not may(user, CHANGE, fresh):
            raise PermissionDenied
        if revision is not None and revision != fresh.revision:
            raise Conflict
        yield fresh
        fresh.revision += 1
        fresh.save()


def locked(key) -> Enquiry:
    """The enquiry with this primary key, locked until the transaction ends. Raises Erased.

    Its conversation is locked before it: the chat locks in this order too, and two that lock in different orders would
    wait for each other.
    """
    conversation = Enquiry.objects.filter(pk=key).values("conversation")
    Conversation.objects.select_for_update().filter(pk__in=conversation).first()
    found = Enquiry.objects.select_for_update(of=("self",)).filter(pk=key).select_related("city").first()
    if found is None:
        raise Erased
    return found


def open_in(conversation) -> Enquiry | None:
    """The enquiry of a conversation (its key) that is not closed, locked; a conversation has at most one."""
    Conversation.objects.select_for_update().filter(pk=conversation).first()
    key = Enquiry.objects.filter(conversation=conversation).exclude(status=Enquiry.Status.CLOSED).values_list("pk")
    found = key.first()
    return locked(found[0]) if found else None


def happened(enquiry: Enquiry, kind: str, user=None, **changes) -> None:
    """A line in the timeline and, where somebody of the staff did it, in the audit log; never a text of anybody."""
    Event.objects.create(enquiry=enquiry, kind=kind, actor=user, changes=changes)
    if user is not None:
        record(AuditEntry.Action.CHANGE, enquiry, user=user, changes=changes, note=kind)


def guide_says(conversation: Conversation, response: str, msgid: str, enquiry: dict | None = None, **values) -> Message:
    """A message of the guide in the conversation's language."""
    language = language_of(conversation)
    touch(conversation.pk)
    return Message.objects.create(
        conversation=conversation,
        sender=Message.Sender.GUIDE,
        text=say(msgid, language, **values),
        language=language,
        direction=get(language).direction,
        response=response,
        values=values,
        enquiry=enquiry,
    )


def touch(conversation) -> None:
    """There is a new word in a conversation (its key): the days of silence begin anew."""
    Conversation.objects.filter(pk=conversation).update(last_active=timezone.now())


def language_of(conversation: Conversation) -> str:
    """The language the newcomer is spoken to in."""
    return conversation.explicit_language or conversation.language or conversation.page_language


def direction_of(language: str) -> str:
    """The direction of a language, also of one that Kiosk does not serve."""
    row = match(language)
    return row.direction if row else "ltr"
