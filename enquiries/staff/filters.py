"""The filters of the inbox: a form whose fields stand in the address."""

from datetime import timedelta

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy

from enquiries.models import Enquiry, Label
from locales.languages import served

from . import access
from .queues import FIRST, NAMES, condition, in_order
from .search import LONGEST, matching
from .words import language_name, topic_names

BY_PERSON = (Enquiry.Origin.ASKED, Enquiry.Origin.FORM)
"""Origins by which the person came; with the others the guide handed over."""
WAITS = {"1h": timedelta(hours=1), "1d": timedelta(days=1), "3d": timedelta(days=3), "7d": timedelta(days=7)}
_ANY = ("", gettext_lazy("any"))


class Filters(forms.Form):
    """What is shown, and in which order. Made for one account: it offers only what that account sees."""

    queue = forms.ChoiceField(required=False, choices=list(NAMES.items()), widget=forms.HiddenInput)
    q = forms.CharField(
        label=gettext_lazy("Search in all texts"), required=False, max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    topic = forms.ChoiceField(label=gettext_lazy("topic"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("language"), required=False)
    city = forms.ChoiceField(label=gettext_lazy("city"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("status"), required=False, choices=[_ANY, *Enquiry.Status.choices]
    )  # fmt: skip
    priority = forms.ChoiceField(
        label=gettext_lazy("priority"), required=False, choices=[_ANY, *Enquiry.Priority.choices]
    )  # fmt: skip
    waits = forms.ChoiceField(
        label=gettext_lazy("waiting for"), required=False,
        choices=[
            _ANY, ("1h", gettext_lazy("more than an hour")), ("1d", gettext_lazy("more than a day")),
            ("3d", gettext_lazy("more than 3 days")), ("7d", gettext_lazy("more than a week")),
        ],
    )  # fmt: skip
    origin = forms.ChoiceField(
        label=gettext_lazy("how it came"), required=False,
        choices=[
            _ANY, ("person", gettext_lazy("the person asked")), ("guide", gettext_lazy("the guide handed over")),
            *Enquiry.Origin.choices,
        ],
    )  # fmt: skip
    assigned = forms.ChoiceField(label=gettext_lazy("assigned to"), required=False)
    label = forms.ChoiceField(label=gettext_lazy("label"), required=False)
    order = forms.ChoiceField(
        label=gettext_lazy("order"), required=False,
        choices=[
            ("", gettext_lazy("due first")), ("newest", gettext_lazy("newest first")),
            ("longest", gettext_lazy("waiting longest first")),
        ],
    )  # fmt: skip
    unread = forms.BooleanField(label=gettext_lazy("unread"), required=False)
    overdue = forms.BooleanField(label=gettext_lazy("overdue"), required=False)

    def __init__(self, data, user) -> None:
        super().__init__(data, label_suffix="")
        self.user = user
        self.cities = access.cities_of(user)
        # What is looked up only when a page shows it or a value is to be checked: news ask for neither, every 5 s.
        self.fields["topic"].choices = lambda: [_ANY, *topic_names().items()]
        self.fields["language"].choices = [_ANY, *((row.code, language_name(row.code)) for row in served())]
        self.fields["city"].choices = [_ANY, *((city.pk, city.name) for city in self.cities)]
        self.fields["assigned"].choices = lambda: self._people
        self.fields["label"].choices = lambda: [_ANY, *self._labels]
        if len(self.cities) < 2:
            del self.fields["city"]

    @cached_property
    def _people(self) -> list[tuple[str, str]]:
        people = {each.pk: access.name_of(each) for city in self.cities for each in access.colleagues(city)}
        return [
            _ANY, ("me", gettext("me")), ("nobody", gettext("nobody")),
            *((str(pk), name) for pk, name in sorted(people.items(), key=lambda pair: pair[1]) if pk != self.user.pk),
        ]  # fmt: skip

    @cached_property
    def _labels(self) -> list[tuple[str, str]]:
        several = len(self.cities) > 1
        rows = Label.objects.filter(city__in=self.cities).select_related("city")
        return [(str(row.pk), f"{row.name} ({row.city})" if several else row.name) for row in rows]

    def visible_fields(self) -> list:
        """Without the labels where there are none."""
        return [field for field in super().visible_fields() if field.name != "label" or self._labels]

    @property
    def shown_queue(self) -> str:
        """The queue that is open."""
        return self._value("queue") or FIRST

    @property
    def searched(self) -> str:
        """What is looked for, without the queue; empty where nothing is."""
        return self._value("q") or ""

    @property
    def narrows(self) -> bool:
        """Whether anything but the queue and the order is asked for."""
        return any(self._value(name) for name in self.fields if name not in ("queue", "order"))

    def apply(self, enquiries: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
        """The enquiries of the queue that pass the filters, in order; a filter that is none is not applied.

        A search looks through every queue: somebody who looks for a number does not know whether it is closed.
        """
        if not self.searched:
            enquiries = enquiries.filter(condition(self.shown_queue, self.user))
        for name in self.fields:
            if (value := self._value(name)) and name in _CONDITIONS:
                enquiries = enquiries.filter(_CONDITIONS[name](value, self.user))
        return in_order(matching(enquiries, self.searched), self._value("order") or "")

    def _value(self, name: str):
        self.is_valid()
        return self.cleaned_data.get(name)


def _origin(value: str, user) -> Q:
    if value in ("person", "guide"):
        return Q(origin__in=BY_PERSON) if value == "person" else ~Q(origin__in=BY_PERSON)
    return Q(origin=value)


def _assigned(value: str, user) -> Q:
    return Q(assignee=None) if value == "nobody" else Q(assignee=user.pk if value == "me" else int(value))


_CONDITIONS = {
    "topic": lambda value, user: Q(topic=value),
    "language": lambda value, user: Q(language=value),
    "city": lambda value, user: Q(city=value),
    "status": lambda value, user: Q(status=value),
    "priority": lambda value, user: Q(priority=value),
    "waits": lambda value, user: Q(waiting_since__lte=timezone.now() - WAITS[value]),
    "origin": _origin,
    "assigned": _assigned,
    "label": lambda value, user: Q(labels=int(value)),
    "unread": lambda value, user: Q(unread_by_staff=True),
    "overdue": lambda value, user: Q(waiting_since__isnull=False, due_at__lt=timezone.now()),
}
