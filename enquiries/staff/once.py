"""Every post does its work once, however often a browser sends it."""

import hashlib
from collections.abc import Callable

from django.db import transaction

from enquiries.desk.base import locked
from enquiries.models import Enquiry, Event

KEY = "post"
"""In the changes of an event: the name of the post that made it. It goes with the enquiry."""
_LONGEST = 40
_NOT_CONTENT = frozenset({"csrfmiddlewaretoken", "client_id", "seen", "revision", "do"})


def post_id(request) -> str:
    """The name of a post: the page's own for its form, with what was filled in (at most 64 characters).

    Somebody who goes back in the browser and writes something else into the same form has sent another post.
    """
    filled = sorted((name, *request.POST.getlist(name)) for name in request.POST if name not in _NOT_CONTENT)
    content = hashlib.blake2b(repr(filled).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
    return f"{request.POST.get('client_id', '')[:_LONGEST]}-{content}"


def once(enquiry: Enquiry, user, name: str, work: Callable[[], object]) -> bool:
    """Does the work in a transaction, unless a post of that name by this account did it; whether it was done now.

    Raises Erased.
    """
    with transaction.atomic():
        locked(enquiry.pk)
        mine = Event.objects.filter(enquiry=enquiry.pk, actor=user)
        if mine.filter(**{f"changes__{KEY}": name}).exists():
            return False
        last = mine.order_by("-pk").values_list("pk", flat=True).first() or 0
        work()
        for event in mine.filter(pk__gt=last)[:1]:
            event.changes = {**event.changes, KEY: name}
            event.save(update_fields=["changes"])
    return True
