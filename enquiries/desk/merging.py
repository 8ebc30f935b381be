"""Two enquiries about the same thing."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy

from enquiries.models import Enquiry, Event

from .base import Closed, DeskError, changed, happened, locked
from .standing import FOR_STAFF, keep, move


class NotMergeable(DeskError):
    """Two that cannot be one: the same, or of two cities."""

    message = gettext_lazy("Only two different enquiries of one city can be merged.")


def merge(into: Enquiry, other: Enquiry, user, revision: int | None = None) -> Enquiry:
    """Answers `other` together with `into`: it is closed, its notes, barriers and referrals move, replies go to both.

    Each person goes on seeing the own conversation alone, with the own code: whether two enquiries are of one person is
    a guess, and a wrong one must not show anybody what another wrote. Raises Closed, Conflict, Erased, NotMergeable.
    """
    if into.pk == other.pk or into.city_id != other.city_id:
        raise NotMergeable
    with transaction.atomic():
        # Always in the same order, so that two who merge at once do not wait for each other.
        for key in sorted((into.pk, other.pk)):
            locked(key)
        with changed(into, user, revision) as kept, changed(other, user) as gone:
            if Enquiry.Status.CLOSED in (kept.status, gone.status):
                raise Closed
            waiting = [each for each in (kept.waiting_since, gone.waiting_since) if each]
            due = [each for each in (kept.due_at, gone.due_at) if each]
            if waiting and kept.status not in FOR_STAFF:  # the other person waits, whatever this one was waiting for
                move(kept, user, Enquiry.Status.OPEN)
            kept.waiting_since, kept.due_at = min(waiting, default=None), min(due, default=None)
            kept.unread_by_staff = kept.unread_by_staff or gone.unread_by_staff
            kept.labels.add(*gone.labels.all())
            for part in (gone.notes, gone.barriers, gone.referrals):
                part.update(enquiry=kept)
            gone.merged.update(merged_into=kept, revision=F("revision") + 1)
            # It is answered on: address and conversation stay, and who spoke with the person goes on speaking.
            email = gone.contact_email
            move(gone, user, Enquiry.Status.CLOSED, hand_back=False)
            gone.contact_email, gone.merged_into = email, kept
            keep(gone)
            for each, number in ((kept, gone.number), (gone, kept.number)):
                happened(each, Event.Kind.MERGED, user, number=[None, number])
    return kept
