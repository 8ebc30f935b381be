"""The intents to choose from, the likeliest first."""

from collections import Counter

from django.utils.translation import gettext

from enquiries.models import ReviewItem
from enquiries.reports.pages import intent_name
from locales.labels import LABELS

LIKELY = 6


def likely(item: ReviewItem) -> list[str]:
    """What the guide offered, then what messages it took for the same intent turned out to be, then what it chose."""
    past = ReviewItem.objects.filter(state=ReviewItem.State.ACCEPTED, given_intent=item.given_intent)
    turned_out = Counter(past.values_list("wanted_intent", flat=True)[:1_000])
    names = [*item.candidates, *(name for name, _ in turned_out.most_common(LIKELY)), item.given_intent]
    return [name for name in dict.fromkeys(names) if name in LABELS][:LIKELY]


def groups(item: ReviewItem) -> list[tuple[str, list[tuple[str, str]]]]:
    """(title, [(intent, name in the language of the page)]): the likely ones, and the others by name."""
    first = likely(item)
    rest = sorted((intent_name(name), name) for name in LABELS if name not in first)
    found = [(gettext("Likely"), [(name, intent_name(name)) for name in first])] if first else []
    return [*found, (gettext("All questions"), [(name, label) for label, name in rest])]
