"""The pages of enquiries that an account may open, for the inbox and the officers' desk."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext

from accounts.permissions import may
from accounts.rules import VIEW
from enquiries.models import Enquiry, ReportPeriod, ReviewItem, Unanswered


def links_for(user: AbstractBaseUser | AnonymousUser, beside_inbox: bool = False) -> list[tuple[str, str]]:
    """(label, address) of each page; without the inbox where they stand `beside_inbox`."""
    found = []
    if may(user, VIEW, Enquiry) and not beside_inbox:
        found.append((gettext("Enquiries"), reverse("staff:inbox")))
    if may(user, VIEW, ReportPeriod):
        found.append((gettext("Reports"), reverse("reports:reports")))
    if may(user, VIEW, Unanswered):
        found.append((gettext("Asked and not answered"), reverse("reports:unanswered")))
    if may(user, VIEW, ReviewItem):
        found.append((gettext("Messages to review"), reverse("review:list")))
    return found
