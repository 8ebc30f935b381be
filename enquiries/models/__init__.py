"""Records of enquiries, by noun."""

from .barrier import Barrier
from .count import Count
from .enquiry import Enquiry, LastNumber
from .event import Event
from .figures import CountedTurn, ReportPeriod, Unanswered
from .mail import Mail
from .note import Note
from .referral import Referral
from .reply import CannedReply, CannedReplyText, Reply
from .review import ReviewItem
from .team import Label, Team
from .work import Draft, Presence, SavedFilter, Viewing

__all__ = [
    "Barrier",
    "CannedReply",
    "CannedReplyText",
    "Count",
    "CountedTurn",
    "Draft",
    "Enquiry",
    "Event",
    "Label",
    "LastNumber",
    "Mail",
    "Note",
    "Presence",
    "Referral",
    "Reply",
    "ReportPeriod",
    "ReviewItem",
    "SavedFilter",
    "Team",
    "Unanswered",
    "Viewing",
]
