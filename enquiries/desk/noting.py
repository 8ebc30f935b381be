"""Notes among staff, and referrals to other organisations."""

from django.utils import timezone
from django.utils.translation import gettext_lazy

from enquiries import phrases
from enquiries.models import Enquiry, Event, Note, Referral
from services_directory.models import Organization

from . import sorting
from .base import Closed, DeskError, changed, guide_says, happened
from .replying import arrived, to_read


class NotAgreed(DeskError):
    """A referral that the person has not agreed to, or that was sent already."""

    message = gettext_lazy("The person has not agreed to this referral, or it was sent already.")


def note(enquiry: Enquiry, user, text: str, mentions=()) -> Note:
    """An internal note; who is mentioned has to answer enquiries of the city. It is no conflict with anything."""
    with changed(enquiry, user) as fresh:
        written = Note.objects.create(enquiry=fresh, author=user, text=text)
        allowed = sorting.staff_of(fresh.city).filter(pk__in=[each.pk for each in mentions])
        written.mentions.set(allowed)
        names = sorted(each.get_username() for each in allowed)
        happened(fresh, Event.Kind.NOTED, user, **({"mentions": [None, names]} if names else {}))
    return written


def refer(enquiry: Enquiry, user, organization: Organization, text: str = "", revision: int | None = None) -> Referral:
    """Asks the person whether the enquiry may be handed to an organization; `text` is what would be told there."""
    with changed(enquiry, user, revision) as fresh:
        if fresh.status == Enquiry.Status.CLOSED:
            raise Closed
        referral = Referral.objects.create(enquiry=fresh, organization=organization, note=text)
        to_read(fresh)
        guide_says(
            fresh.conversation, "enquiry_referral", phrases.REFERRAL,
            organization={"type": "text", "text": organization.name},
        )  # fmt: skip
        happened(fresh, Event.Kind.REFERRED, user, organization=[None, organization.name])
    return referral


def decide_referral(referral: Referral, agreed: bool) -> Referral:
    """The person agrees or declines; until it is sent, the later word stands. Who agrees waits for staff to send it.

    Raises NotAgreed once it was sent.
    """
    with changed(referral.enquiry, None) as fresh:
        referral = Referral.objects.select_for_update().get(pk=referral.pk)
        if referral.state == Referral.State.SENT:
            raise NotAgreed
        before = referral.state
        referral.state = Referral.State.AGREED if agreed else Referral.State.DECLINED
        referral.consented_at = timezone.now() if agreed else None
        referral.save()
        if before == referral.state:
            return referral
        if agreed:
            arrived(fresh, Event.Kind.REFERRAL, state=[before, referral.state])
        else:
            fresh.unread_by_staff = True
            happened(fresh, Event.Kind.REFERRAL, state=[before, referral.state])
    return referral


def send_referral(referral: Referral, user, revision: int | None = None) -> Referral:
    """Staff have handed the enquiry on, by the way they use for it. Raises NotAgreed without the person's consent."""
    with changed(referral.enquiry, user, revision) as fresh:
        referral = Referral.objects.select_for_update().get(pk=referral.pk)
        if referral.state != Referral.State.AGREED:
            raise NotAgreed
        referral.state = Referral.State.SENT
        referral.save()
        happened(fresh, Event.Kind.REFERRED, user, state=[Referral.State.AGREED, Referral.State.SENT])
    return referral
