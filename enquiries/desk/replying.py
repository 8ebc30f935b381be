"""What the two sides write: each message once, nothing lost."""

from django.db import transaction
from django.utils import timezone

from conversations.models import Conversation, Message, Turn
from enquiries import calendar, counting, mails
from enquiries.models import CannedReply, Count, Draft, Enquiry, Event, Reply

from . import handing
from .base import FOREVER, Closed, changed, direction_of, happened, language_of, locked


def reply(
    enquiry: Enquiry, user, text: str, language: str, *, canned: CannedReply | None = None, client_id: str,
    revision: int | None = None,
) -> Reply:  # fmt: skip
    """A message of staff to the person, in the chat too; from then on the guide is silent.

    A repeat of `client_id` gives the reply that was written. Raises Closed where the enquiry is closed, Conflict where
    something came between, Erased.
    """
    if written := Reply.objects.filter(enquiry=enquiry.pk, client_id=client_id).first():
        return written
    with changed(enquiry, user, revision) as fresh:
        if written := fresh.replies.filter(client_id=client_id).first():
            return written
        if fresh.status == Enquiry.Status.CLOSED:
            raise Closed
        now = timezone.now()
        handing.to_staff(fresh)
        message = _said(fresh.conversation, text, language)
        for twin in fresh.merged.select_related("conversation"):
            _said(twin.conversation, text, language)
            _unread(twin)
            twin.save(update_fields=["unread_by_person"])
        written = Reply.objects.create(enquiry=fresh, message=message, author=user, canned=canned, client_id=client_id)
        status = fresh.status
        fresh.status = Enquiry.Status.WAITING
        fresh.first_reply_at = fresh.first_reply_at or now
        fresh.waiting_since = fresh.due_at = fresh.resolved_at = None
        fresh.unread_by_staff = False
        fresh.assignee = fresh.assignee or user
        _unread(fresh)
        Draft.objects.filter(enquiry=fresh, user=user).delete()
        happened(fresh, Event.Kind.REPLIED, user, status=[status, fresh.status])
        counting.add(Count.Kind.REPLY, fresh.city_id, language=fresh.language, topic=fresh.topic)
    return written


def _said(conversation: Conversation, text: str, language: str) -> Message:
    return Message.objects.create(
        conversation=conversation,
        sender=Message.Sender.STAFF,
        text=text,
        language=language,
        direction=direction_of(language),
    )


def _unread(enquiry: Enquiry) -> None:
    if not enquiry.unread_by_person:
        mails.to_person(enquiry)
    enquiry.unread_by_person += 1


def person_writes(enquiry: Enquiry, text: str, client_id: str) -> tuple[Message, bool]:
    """A message of the person outside the chat, past the guide; and whether it is new. Raises Erased."""
    with transaction.atomic():
        fresh = locked(enquiry.pk)
        message, new = heard(fresh.conversation, text, client_id, language_of(fresh.conversation))
        if new:
            _arrived(fresh)
    return message, new


def heard(conversation: Conversation, text: str, client_id: str, language: str) -> tuple[Message, bool]:
    """The person's message as a turn of its own, once for each `client_id`."""
    turn, new = Turn.objects.get_or_create(
        conversation=conversation, client_id=client_id[:64], defaults={"answered": True}
    )
    if not new and (there := turn.messages.filter(sender=Message.Sender.PERSON).first()):
        return there, False
    message = Message.objects.create(
        conversation=conversation,
        turn=turn,
        sender=Message.Sender.PERSON,
        text=text,
        language=language,
        direction=direction_of(language),
    )
    conversation.save(update_fields=["last_active"])
    return message, True


def person_wrote(conversation: Conversation, message: Message) -> None:
    """The person wrote in a chat that staff handle: their enquiry is unread and waits again."""
    of_conversation = conversation.enquiries.order_by("-opened_at")
    enquiry = of_conversation.exclude(status=Enquiry.Status.CLOSED).first() or of_conversation.first()
    if enquiry is not None:
        with transaction.atomic():
            _arrived(locked(enquiry.pk))


def _arrived(enquiry: Enquiry) -> None:
    """A new message of the person: whoever has to answer knows, what was over is open again."""
    if enquiry.merged_into_id:
        enquiry = locked(enquiry.merged_into_id)
    elif enquiry.status == Enquiry.Status.CLOSED:
        other = enquiry.conversation.enquiries.exclude(status=Enquiry.Status.CLOSED).first()
        enquiry = locked(other.pk) if other else enquiry
    now = timezone.now()
    over, before = enquiry.is_over, enquiry.status
    if over:
        enquiry.reopened += 1
        enquiry.resolved_at = enquiry.closed_at = None
        counting.add(Count.Kind.REOPENED, enquiry.city_id, language=enquiry.language, topic=enquiry.topic)
        Conversation.objects.filter(pk=enquiry.conversation_id).update(keep_until=FOREVER)
    if over or enquiry.status == Enquiry.Status.WAITING:
        enquiry.status = Enquiry.Status.OPEN
    if enquiry.waiting_since is None:
        enquiry.waiting_since = now
        enquiry.due_at = calendar.due(enquiry.city, now, enquiry.priority)
    enquiry.unread_by_staff = True
    enquiry.revision += 1
    enquiry.save()
    happened(enquiry, Event.Kind.REOPENED if over else Event.Kind.WROTE, status=[before, enquiry.status])


def read_by_person(enquiry: Enquiry) -> int:
    """The person has seen the replies; how many were new. From the first time on, the code cannot be told again."""
    unread = enquiry.unread_by_person
    if unread or enquiry.receipt_salt:
        Enquiry.objects.filter(pk=enquiry.pk).update(unread_by_person=0, receipt_salt="")
    return unread


def say_helped(enquiry: Enquiry, helped: bool) -> None:
    """The person says whether it helped; asked again, the later word stands. Raises Erased."""
    with changed(enquiry, None) as fresh:
        before, fresh.helped = fresh.helped, helped
        if before == helped:
            return
        counting.turned(
            before, helped, Count.Kind.ENQUIRY_HELPED, Count.Kind.ENQUIRY_NOT_HELPED, fresh.city_id,
            language=fresh.language, topic=fresh.topic,
        )  # fmt: skip
        happened(fresh, Event.Kind.HELPED, helped=[before, helped])
