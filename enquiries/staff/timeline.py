"""Who saw and changed what, in order."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, gettext_lazy

from accounts.models import AuditEntry
from enquiries.models import Barrier, Enquiry, Event, Referral

from .access import name_of
from .once import KEY
from .words import topic_names

_FIELDS = {
    "status": gettext_lazy("status"),
    "state": gettext_lazy("state"),
    "priority": gettext_lazy("priority"),
    "topic": gettext_lazy("topic"),
    "service": gettext_lazy("service"),
    "labels": gettext_lazy("labels"),
    "assignee": gettext_lazy("assigned to"),
    "team": gettext_lazy("team"),
    "number": gettext_lazy("number"),
    "mentions": gettext_lazy("mentioned"),
    "organization": gettext_lazy("organization"),
    "helped": gettext_lazy("it helped"),
    "origin": gettext_lazy("how it came"),
    "barrier": gettext_lazy("barrier"),
}


@dataclass(frozen=True)
class Entry:
    """One line: when, who, what; `changes` are whole phrases."""

    at: datetime
    who: str
    what: str
    changes: list[str]


def timeline(enquiry: Enquiry) -> list[Entry]:
    """What happened to the enquiry and who opened it, the latest first."""
    topics = topic_names()
    events = [
        Entry(
            each.at,
            name_of(each.actor) or _nobody(each),
            each.get_kind_display(),
            [_change(field, pair, topics) for field, pair in each.changes.items() if field != KEY],
        )
        for each in enquiry.events.select_related("actor")
    ]
    views = AuditEntry.objects.filter(
        object_type=enquiry._meta.label_lower, object_id=str(enquiry.pk), action=AuditEntry.Action.VIEW
    )
    events += [Entry(each.at, each.user_name, each.get_action_display(), []) for each in views]
    return sorted(events, key=lambda entry: entry.at, reverse=True)


_BY_PERSON = {Event.Kind.WROTE, Event.Kind.REFERRAL, Event.Kind.HELPED, Event.Kind.REOPENED, Event.Kind.OPENED}


def _nobody(event: Event) -> str:
    return gettext("The person") if event.kind in _BY_PERSON else "Kiosk"


def _change(field: str, pair, topics: dict[str, str]) -> str:
    name = str(_FIELDS.get(field, field))
    if not isinstance(pair, list) or len(pair) != 2:
        return f"{name}: {pair}"
    before, after = (_word(field, each, topics) for each in pair)
    if not before:
        return gettext("%(field)s: %(after)s") % {"field": name, "after": after}
    return gettext("%(field)s: from %(before)s to %(after)s") % {"field": name, "before": before, "after": after}


def _word(field: str, value, topics: dict[str, str]) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    if value in (None, ""):
        return "" if value is None else "–"
    choices = {
        "status": Enquiry.Status.choices,
        "priority": Enquiry.Priority.choices,
        "state": Referral.State.choices,
        "origin": Enquiry.Origin.choices,
        "barrier": Barrier.Kind.choices,
        "topic": topics.items(),
    }.get(field, ())
    return str(dict(choices).get(value, value))
