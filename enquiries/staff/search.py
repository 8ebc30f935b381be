"""Search over everything that was written about enquiries: messages, notes, the number."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from conversations.models import Message
from enquiries.models import Enquiry, Note

LONGEST = 100
"""Characters of a search that are read."""


def matching(enquiries: QuerySet[Enquiry], words: str) -> QuerySet[Enquiry]:
    """The enquiries in which the words stand as they are written.

    The texts themselves are read, there is no index: what is erased is gone from the search too, at once (docs/staff.md
    says how long it takes).
    """
    words = words.strip()[:LONGEST]
    if not words:
        return enquiries
    said = Message.objects.filter(conversation=OuterRef("conversation")).filter(_contains(words))
    noted = Note.objects.filter(enquiry=OuterRef("pk")).filter(_contains(words))
    found = Q(Exists(said)) | Q(Exists(noted))
    bare = words.removeprefix("#")
    if bare.isascii() and bare.isdigit() and len(bare) < 10:
        found |= Q(number=int(bare))
    return enquiries.filter(found)


def _contains(words: str) -> Q:
    # SQLite folds the case of A to Z alone: of other scripts the usual forms are tried.
    forms = {words} if words.isascii() else {words, words.lower(), words.capitalize(), words.upper()}
    wanted = Q()
    for form in sorted(forms):
        wanted |= Q(text__icontains=form)
    return wanted
