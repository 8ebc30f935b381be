"""What the two sides write: each message once, nothing lost."""

from django.db import transaction
from django.utils import timezone

from conversations.models import Conversation, Message, Turn
from enquiries import counting, mails
from enquiries.models import CannedReply, Count, Draft, Enquiry, Event, Reply

from . import handing
from .base import Closed, changed, direction_of, happened, language_of, locked, open_in, touch
from .standing import keep, wait_for_staff


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
            to_read(twin)
            twin.save(update_fields=["unread_by_person"])
        written = Reply.objects.create(enquiry=fresh, message=message, author=user, canned=canned, client_id=client_id)
        status = fresh.status
        fresh.status = Enquiry.Status.WAITING
        fresh.first_reply_at = fresh.first_reply_at or now
        fresh.waiting_since = fresh.due_at = fresh.resolved_at = None
        fresh.unread_by_staff = False
        fresh.assignee = fresh.assignee or user
        to_read(fresh)
        Draft.objects.filter(enquiry=fresh, user=user).delete()
        happened(fresh, Event.Kind.REPLIED, user, status=[status, fresh.status])
        counting.add(Count.Kind.REPLY, fresh.city_id, language=fresh.language, topic=fresh.topic)
    return written


def _said(conversation: Conversation, text: str, language: str) -> Message:
    touch(conversation.pk)
    return Message.objects.create(
        conversation=conversation,
        sender=Message.Sender.STAFF,
        text=text,
        language=language,
        direction=direction_of(language),
    )


def to_read(enquiry: Enquiry) -> None:
    """There is one more thing for the person to read, told by mail where nothing waited to be read (not saved yet)."""
    if not enquiry.unread_by_person:
        mails.to_person(enquiry)
    enquiry.unread_by_person += 1


def person_writes(enquiry: Enquiry, text: str, client_id: str) -> tuple[Message, bool]:
    """A message of the person outside the chat, past the guide; and whether it is new. Raises Erased."""
    with transaction.atomic():
        fresh = locked(enquiry.pk)
        message, new = heard(fresh.conversation, text, client_id, language_of(fresh.conversation))
        if new:
            arrived(fresh)
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
    touch(conversation.pk)
    return message, True


def person_wrote(conversation: Conversation, message: Message) -> None:
    """The person wrote in a chat that staff handle: their enquiry is unread and waits again."""
    of_conversation = conversation.enquiries.order_by("-opened_at")
    enquiry = of_conversation.exclude(status=Enquiry.Status.CLOSED).first() or of_conversation.first()
    if enquiry is not None:
        with transaction.atomic():
            arrived(locked(enquiry.pk))


def arrived(enquiry: Enquiry, kind: str = Event.Kind.WROTE, **told) -> None:
    """A new word of the person: whoever has to answer knows, what was over is open again. `told` goes to the timeline.

    The enquiry is locked; it is saved.
    """
    enquiry = _heard_in(enquiry)
    touch(enquiry.conversation_id)
    over, before = enquiry.is_over, enquiry.status
    if over:
        enquiry.reopened += 1
        enquiry.resolved_at = enquiry.closed_at = None
        counting.add(Count.Kind.REOPENED, enquiry.city_id, language=enquiry.language, topic=enquiry.topic)
        keep(enquiry)
    if over or enquiry.status == Enquiry.Status.WAITING:
        enquiry.status = Enquiry.Status.OPEN
    wait_for_staff(enquiry)
    enquiry.unread_by_staff = True
    enquiry.revision += 1
    enquiry.save()
    happened(enquiry, Event.Kind.REOPENED if over else kind, status=[before, enquiry.status], **told)


def _heard_in(enquiry: Enquiry) -> Enquiry:
    """The one in which staff hear the person: what it was merged into, else itself, else the open one of its chat.

    What it was merged into may be closed while its chat has a newer one: then it cannot open again.
    """
    if enquiry.merged_into_id:
        main = locked(enquiry.merged_into_id)
        if main.status != Enquiry.Status.CLOSED or not open_in(main.conversation_id):
            return main
        enquiry.merged_into = None
    if enquiry.status == Enquiry.Status.CLOSED:
        return open_in(enquiry.conversation_id) or enquiry
    return enquiry


def read_by_person(enquiry: Enquiry, seen: bool = True) -> int:
    """How many replies are new to the person, who has `seen` them now, or whose open page only looked for them.

    From the first time on, the code cannot be told again.
    """
    unread = enquiry.unread_by_person
    if enquiry.receipt_salt or (seen and unread):
        read = {"unread_by_person": 0} if seen else {}
        Enquiry.objects.filter(pk=enquiry.pk).update(receipt_salt="", **read)
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
