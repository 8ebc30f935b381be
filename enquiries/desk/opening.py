"""Opening an enquiry: once for each call, with a receipt code, sorted at once."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from conversations.models import Conversation, Message, Turn
from enquiries import calendar, counting, mails, phrases, receipt, texts
from enquiries.models import Barrier, Count, Enquiry, Event, LastNumber
from services_directory.models import City, Service

from . import sorting
from .base import FOREVER, guide_says, happened, open_in
from .replying import arrived, heard
from .summary import summary_of

PRIORITIES = {Enquiry.Origin.RISK: Enquiry.Priority.URGENT, Enquiry.Origin.HARDSHIP: Enquiry.Priority.HIGH}
"""Origins that are not of the usual priority."""
DANGER = "urgent_risk"
"""The intent that tells of violence, threats, exploitation or self-harm."""
OPENED = "enquiry_opened"
"""The response name of what the guide says when an enquiry was opened."""


@dataclass(frozen=True)
class Wish:
    """What a newcomer asks for; checked before. `secret` is what the caller alone knows: the call is known by it."""

    city: City
    language: str
    text: str = ""
    topic: str = ""
    origin: str = Enquiry.Origin.ASKED
    service: Service | None = None
    barrier: dict | None = None
    email: str = ""
    training: bool = False
    client_id: str = ""
    secret: str = ""


@dataclass(frozen=True)
class Opened:
    """What came of it. `code` is None where the enquiry was there and its code cannot be told again."""

    enquiry: Enquiry
    code: str | None
    new: bool
    token: str | None = None
    """The key of the conversation, where it was made for this enquiry."""


def open_enquiry(wish: Wish, conversation: Conversation | None = None) -> Opened | None:
    """A new enquiry in a conversation, or in one made for it.

    The same call again gives the same enquiry, and its code as long as nobody has used it. A conversation that has an
    enquiry already keeps it: what is written now is added, and the code the person has stays. None: the call was
    answered before, and neither its code nor its conversation can be told by it.
    """
    request = receipt.fingerprint(str(conversation.pk if conversation else ""), wish.client_id, wish.secret)
    digest = receipt.request_digest(request)
    with transaction.atomic():
        last = _numbering(wish.city)
        if repeated := Enquiry.objects.filter(request_digest=digest).first():
            code = receipt.code_for(repeated.receipt_salt, request) if repeated.receipt_salt else None
            return Opened(repeated, code, new=False) if code or conversation else None
        token = None
        if conversation is None:
            conversation = Conversation(city=wish.city.pk, page_language=wish.language, language=wish.language)
            token = conversation.issue_token()
            conversation.save()
        elif there := open_in(conversation.pk):
            return Opened(_added(wish, there), None, new=False)
        salt = receipt.new_salt()
        code = receipt.code_for(salt, request)
        enquiry = _record(wish, conversation, last, salt, code, digest)
        return Opened(enquiry, code, new=True, token=token)


def _record(wish: Wish, conversation: Conversation, last: LastNumber, salt: str, code: str, digest: str) -> Enquiry:
    now = timezone.now()
    # Somebody who wrote many enquiries is known by none of their numbers: they are of the city.
    last.number += 1
    last.save()
    summary = summary_of(conversation)
    priority = _priority(wish, summary["intents"])
    question = _question(wish, conversation)
    enquiry = Enquiry.objects.create(
        number=last.number,
        city=wish.city,
        conversation=conversation,
        receipt_digest=receipt.digest_of(code),
        receipt_salt=salt,
        request_digest=digest,
        language=wish.language,
        topic=wish.topic,
        service=wish.service,
        origin=wish.origin,
        priority=priority,
        opened_at=now,
        waiting_since=now,
        due_at=calendar.due(wish.city, now, priority),
        consent_text=phrases.CONSENT,
        consent_language=wish.language,
        consented_at=now,
        training_consented_at=now if wish.training else None,
        contact_email=wish.email,
        summary={**summary, "question": str(question.id) if question else None},
    )
    conversation.keep_until = FOREVER
    conversation.save(update_fields=["keep_until"])
    _barrier(wish, enquiry)
    happened(enquiry, Event.Kind.OPENED, origin=[None, wish.origin])
    sorting.place(enquiry)
    counting.add(Count.Kind.ENQUIRY, wish.city.pk, language=wish.language, topic=wish.topic)
    guide_says(
        conversation,
        OPENED,
        phrases.OPENED,
        number={"type": "number", "number": str(enquiry.number)},
        city=texts.name_of(wish.city),
        hours={"type": "text", "text": texts.hours(wish.city, wish.language)},
        waiting={"type": "text", "text": texts.waiting(wish.city, wish.language)},
    )
    mails.to_team(enquiry)
    return enquiry


def _added(wish: Wish, enquiry: Enquiry) -> Enquiry:
    """A further wish in an enquiry that is locked: staff are told of all of it, once for each call.

    What staff have sorted stays: topic and service are filled in only where there are none, the priority only rises.
    """
    conversation, now = enquiry.conversation, timezone.now()
    _, new = Turn.objects.get_or_create(
        conversation=conversation, client_id=wish.client_id[:64], defaults={"answered": True}
    )
    if not new:
        return enquiry
    since = conversation.turns.filter(asked__gt=enquiry.opened_at)
    priority = _priority(wish, [each.understood for each in since if each.understood])
    _question(wish, conversation)
    _barrier(wish, enquiry)
    told = {"origin": [None, wish.origin]}
    if wish.barrier:
        told["barrier"] = [None, wish.barrier["kind"]]
    if wish.topic and not enquiry.topic:
        told["topic"], enquiry.topic = [None, wish.topic], wish.topic
    if wish.service and not enquiry.service:
        told["service"], enquiry.service = [None, wish.service.slug], wish.service
    if priority in PRIORITIES.values() and _rank(priority) > _rank(enquiry.priority):
        told["priority"], enquiry.priority = [enquiry.priority, priority], priority
        if enquiry.waiting_since:
            enquiry.due_at = min(each for each in (enquiry.due_at, calendar.due(wish.city, now, priority)) if each)
    if wish.email and wish.email != enquiry.contact_email:
        enquiry.contact_email = wish.email
        if enquiry.unread_by_person:  # nobody could be told of what waits already
            mails.to_person(enquiry)
    # Agreed to with every call: the sentence that was read last is the one that holds.
    enquiry.consent_text, enquiry.consent_language, enquiry.consented_at = phrases.CONSENT, wish.language, now
    if wish.training and not enquiry.training_consented_at:
        enquiry.training_consented_at = now
    arrived(enquiry, **told)
    return enquiry


def _priority(wish: Wish, intents: list[dict]) -> str:
    """By its origin; danger that was told on the way to a person is urgent, whatever the last step was."""
    if any(each.get("intent") == DANGER for each in intents):
        return Enquiry.Priority.URGENT
    return PRIORITIES.get(wish.origin, Enquiry.Priority.NORMAL)


def _rank(priority: str) -> int:
    return Enquiry.Priority.values.index(priority)


def _barrier(wish: Wish, enquiry: Enquiry) -> None:
    if wish.barrier:
        Barrier.objects.create(
            city=wish.city,
            kind=wish.barrier["kind"],
            step=wish.barrier.get("step", ""),
            service=wish.service,
            language=wish.language,
            topic=wish.topic,
            enquiry=enquiry,
        )


def _question(wish: Wish, conversation: Conversation) -> Message | None:
    """The message that asks: written now, or the last word of the person, which the form may have repeated."""
    asked = conversation.messages.filter(sender=Message.Sender.PERSON).order_by("-number").first()
    if not wish.text or (asked and asked.text == wish.text):
        return asked
    # The name of the call is no secret in a conversation that has a key of its own; else it is what the code hangs on.
    client_id = wish.client_id if Turn.objects.filter(conversation=conversation).exists() else "enquiry"
    message, _ = heard(conversation, wish.text, client_id, wish.language)
    return message


def _numbering(city: City) -> LastNumber:
    LastNumber.objects.get_or_create(city=city)
    return LastNumber.objects.select_for_update().get(city=city)
