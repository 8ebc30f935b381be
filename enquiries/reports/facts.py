"""What happened in a week, counted: the inner numbers of its tables. Read once, when the week is over."""

from collections import Counter
from dataclasses import dataclass, field

from enquiries.calendar import office_time, zone_of
from enquiries.models import Barrier, Enquiry, Event
from enquiries.reports.periods import Span
from enquiries.reports.waits import steps_of
from locales.languages import served
from services_directory.models import City, TaxonomyTerm

ALL = "all"
AXES = ("topic", "language", "channel", "origin")
"""By what enquiries are counted; each axis alone, never crossed."""
CHAT, FORM = "chat", "form"
MEASURES = ("opened", "replied", "resolved", "reopened", "helped", "not_helped")
OTHER = "other"
"""A code that the lists do not have (any more)."""


@dataclass
class Facts:
    """`counts`: measure → (axis, code) → n, noughts too; `waits`: (axis, code) → steps (`waits.STEPS`);
    `barriers`: (service or '', kind) → n."""

    counts: dict[str, dict[tuple[str, str], int]]
    waits: dict[tuple[str, str], list[int]]
    barriers: dict[tuple[str, str], int] = field(default_factory=dict)


def codes() -> dict[str, list[str]]:
    """Axis → all its codes, whether anybody is in them or not: a missing row would tell of a nought."""
    return {
        "topic": [*TaxonomyTerm.objects.filter(kind="topic").order_by("position").values_list("code", flat=True), ""],
        "language": [*(language.code for language in served()), OTHER],
        "channel": [CHAT, FORM],
        "origin": list(Enquiry.Origin.values),
    }


def read(city: City, week: Span) -> Facts:
    """The facts of a week in a city. What was erased before the week was over is not in them."""
    begin, end = week.between(zone_of(city))
    of_city = Enquiry.objects.filter(city=city, merged_into=None)
    events = Event.objects.filter(enquiry__city=city, at__gte=begin, at__lt=end)
    said = of_city.filter(pk__in=events.filter(kind=Event.Kind.HELPED).values("enquiry"))
    reopened = of_city.filter(pk__in=events.filter(kind=Event.Kind.REOPENED).values("enquiry"))
    replied = list(of_city.filter(first_reply_at__gte=begin, first_reply_at__lt=end))
    lists = codes()
    populations = {
        "opened": of_city.filter(opened_at__gte=begin, opened_at__lt=end),
        "replied": replied,
        "resolved": of_city.filter(resolved_at__gte=begin, resolved_at__lt=end),
        "reopened": reopened,
        "helped": said.filter(helped=True),
        "not_helped": said.filter(helped=False),
    }
    waited: dict[tuple[str, str], list] = {}
    for enquiry in replied:
        wait = office_time(city, enquiry.opened_at, enquiry.first_reply_at)
        for place in _places(enquiry, lists):
            waited.setdefault(place, []).append(wait)
    barriers = Barrier.objects.filter(city=city, reported_on__gte=week.start, reported_on__lte=week.end)
    return Facts(
        {measure: _counted(rows, lists) for measure, rows in populations.items()},
        {place: steps_of(waits) for place, waits in waited.items()},
        dict(Counter((str(row.service_id or ""), row.kind) for row in barriers)),
    )


def _counted(enquiries, lists) -> dict[tuple[str, str], int]:
    found = Counter(place for enquiry in enquiries for place in _places(enquiry, lists))
    empty = {(axis, code): 0 for axis in AXES for code in lists[axis]} | {(ALL, ""): 0}
    return empty | found


def _places(enquiry: Enquiry, lists) -> list[tuple[str, str]]:
    """The rows an enquiry is counted in: one of each axis, and that of all."""
    at = {
        "topic": enquiry.topic if enquiry.topic in lists["topic"] else "",
        "language": enquiry.language if enquiry.language in lists["language"] else OTHER,
        "channel": FORM if enquiry.origin == Enquiry.Origin.FORM else CHAT,
        "origin": enquiry.origin,
    }
    return [(ALL, ""), *at.items()]
