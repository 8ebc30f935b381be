"""Anonymous numbers of a day (`Count`)."""

from django.db.models import F, Value
from django.db.models.functions import Greatest

from .models import Count
from .models.barrier import today


def add(kind: str, city: str, *, language: str = "", topic: str = "", intent: str = "", n: int = 1) -> None:
    """`n` more of a kind today in a city (its id); less, where `n` is negative, but never below nothing."""
    key = {"day": today(), "city_id": city, "language": language, "topic": topic, "intent": intent, "kind": kind}
    Count.objects.get_or_create(**key)
    Count.objects.filter(**key).update(n=Greatest(F("n") + n, Value(0)))


def turned(before: bool | None, now: bool, yes: str, no: str, city: str, **key) -> None:
    """Somebody who said `before` (None: nothing) now says yes or no: counted once."""
    if before is not None:
        add(yes if before else no, city, n=-1, **key)
    add(yes if now else no, city, **key)
