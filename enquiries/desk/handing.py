"""Who speaks with the person: the guide, or staff. Each change is said once, by the guide."""

from conversations.models import Conversation
from enquiries import phrases
from enquiries.models import Enquiry, Event

from .base import Closed, changed, guide_says, happened

TAKEN_OVER, HANDED_BACK = "staff_took_over", "guide_again"
"""Response names of what the guide says then."""


def take_over(enquiry: Enquiry, user, revision: int | None = None) -> Enquiry:
    """Staff speak with the person, the guide is silent; the enquiry is theirs if it was nobody's. Raises Closed."""
    with changed(enquiry, user, revision) as fresh:
        if fresh.status == Enquiry.Status.CLOSED:
            raise Closed
        before = fresh.status
        if fresh.status == Enquiry.Status.NEW:
            fresh.status = Enquiry.Status.OPEN
        fresh.assignee = fresh.assignee or user
        fresh.unread_by_staff = False
        if to_staff(fresh):
            happened(fresh, Event.Kind.TAKEN_OVER, user, status=[before, fresh.status])
    return fresh


def hand_back(enquiry: Enquiry, user, revision: int | None = None) -> Enquiry:
    """The guide answers again."""
    with changed(enquiry, user, revision) as fresh:
        if to_guide(fresh):
            happened(fresh, Event.Kind.HANDED_BACK, user)
    return fresh


def to_staff(enquiry: Enquiry) -> bool:
    """The conversation is for staff; whether that is new."""
    return _turn(enquiry, Conversation.Handler.STAFF, TAKEN_OVER, phrases.TAKEN_OVER)


def to_guide(enquiry: Enquiry) -> bool:
    """The conversation is for the guide; whether that is new."""
    return _turn(enquiry, Conversation.Handler.GUIDE, HANDED_BACK, phrases.HANDED_BACK)


def _turn(enquiry: Enquiry, handler: str, response: str, msgid: str) -> bool:
    turned = [_turn_one(each, handler, response, msgid) for each in (enquiry, *enquiry.merged.all())]
    return any(turned)


def _turn_one(enquiry: Enquiry, handler: str, response: str, msgid: str) -> bool:
    conversation = Conversation.objects.select_for_update().get(pk=enquiry.conversation_id)
    if conversation.handled_by == handler:
        return False
    conversation.handled_by = handler
    conversation.save(update_fields=["handled_by"])
    guide_says(conversation, response, msgid)
    return True
