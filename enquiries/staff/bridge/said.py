"""The conversation, message by message, with the bridge beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from conversations.models import Message
from enquiries.models import Enquiry, Reply
from enquiries.review import marks
from enquiries.staff import canned
from enquiries.staff.access import name_of
from enquiries.staff.words import language_name, page_language
from services_directory import reading

from .guide import again
from .understood import Understood, terms_of, understood_of


@dataclass(frozen=True)
class Said:
    """A message as staff read it. `again` is it in the page's language, empty where it is in that language already or
    cannot be said in it; then `only_original` tells which of the two. `marked`: whether staff said that the guide
    should have known it; None where it cannot learn from it."""

    id: UUID
    number: int
    sender: str
    who: str
    at: datetime
    text: str
    language: str
    language_name: str
    direction: str
    again: str = ""
    whole: bool = True
    only_original: bool = False
    understood: Understood | None = None
    services: list[dict] = field(default_factory=list)
    sources: list[dict] = field(default_factory=list)
    helped: bool | None = None
    other: int | None = None
    marked: bool | None = None


def said_of(enquiry: Enquiry, messages: Iterable[Message]) -> list[Said]:
    """The messages (of its conversation, and of those merged into it) with what they mean in the page's language."""
    messages = list(messages)
    language, terms = page_language(), terms_of(enquiry.city_id)
    slugs = {card["id"] for each in messages for card in each.services if card.get("id")}
    cards = reading.search(enquiry.city_id, language, ids=slugs, per_page=len(slugs))["services"] if slugs else []
    services = {card["id"]: card for card in cards}
    replies = {
        reply.message_id: reply
        for reply in Reply.objects.filter(message__in=[each.pk for each in messages]).select_related("author")
    }
    merged = {each.conversation_id: each.number for each in enquiry.merged.all()}
    marked = marks(messages)
    found = []
    for message in messages:
        if message.conversation_id in merged and message.sender == Message.Sender.STAFF:
            continue  # the same reply stands in this enquiry's own conversation
        found.append(_said(message, enquiry, language, terms, services, replies, merged, marked))
    return found


def _said(message: Message, enquiry: Enquiry, language: str, terms, services, replies, merged, marked) -> Said:
    reply = replies.get(message.pk)
    mine = None
    if message.language != language:
        mine = _again(message, enquiry, language)
    return Said(
        id=message.id,
        number=message.number,
        sender=message.sender,
        who=_who(message, reply),
        at=message.written,
        text=message.text,
        language=message.language,
        language_name=language_name(message.language),
        direction=message.direction,
        again=mine.text if mine else "",
        whole=mine.whole if mine else True,
        only_original=mine is None and message.language != language and message.sender == Message.Sender.GUIDE,
        understood=understood_of(message.turn, terms) if message.sender == Message.Sender.PERSON else None,
        services=[services.get(card.get("id"), card) for card in message.services],
        sources=message.sources,
        helped=message.helped,
        other=merged.get(message.conversation_id),
        marked=marked.get(message.number),
    )


def _again(message: Message, enquiry: Enquiry, language: str):
    if message.sender == Message.Sender.GUIDE:
        return again(message, enquiry.city, language)
    if message.sender == Message.Sender.STAFF and message.response.startswith(canned.SENT):
        return canned.again(message, enquiry, language)
    return None


def _who(message: Message, reply: Reply | None) -> str:
    if message.sender == Message.Sender.GUIDE:
        return gettext("The guide")
    if message.sender == Message.Sender.PERSON:
        return gettext("The person")
    return name_of(reply.author) if reply and reply.author else gettext("A person of the city")
