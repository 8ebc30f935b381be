"""What is done with enquiries: a function a verb, each in one transaction.

`revision` is the one the caller saw; where another change came first, `Conflict` is raised and nothing is done. None
means that it does not matter. Who may not do it gets Django's PermissionDenied.
"""

from .base import Closed, Conflict, DeskError, Erased
from .erasing import erase
from .handing import hand_back, take_over
from .merging import merge
from .noting import decide_referral, note, refer, send_referral
from .opening import Opened, open_enquiry
from .replying import person_writes, person_wrote, read_by_person, reply, say_helped
from .seeing import seen
from .sorting import assign, staff_of
from .standing import change, close, reopen, resolve, set_status

__all__ = [
    "Closed",
    "Conflict",
    "DeskError",
    "Erased",
    "Opened",
    "assign",
    "change",
    "close",
    "decide_referral",
    "erase",
    "hand_back",
    "merge",
    "note",
    "open_enquiry",
    "person_writes",
    "person_wrote",
    "read_by_person",
    "refer",
    "reopen",
    "reply",
    "resolve",
    "say_helped",
    "seen",
    "send_referral",
    "set_status",
    "staff_of",
    "take_over",
]
