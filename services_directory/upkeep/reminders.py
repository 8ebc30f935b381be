"""Reminders of reviews by e-mail: the owner before a record is due and after, the deputy later, then administrators.

Where neither owner nor deputy can be reached, the officers of the record's city are written to instead of them.

One digest a person and day, and nothing twice: `reminded_on` of a record tells which steps were taken. A step is due
on a day that follows from the review; it was taken where `reminded_on` is that day or later. Once somebody confirms the
record its review, and with it every step, lies in the future again.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.mail import get_connection
from django.utils import timezone

from services_directory.models import Service
from services_directory.upkeep import recipients, reviews
from services_directory.upkeep.digest import Item, digest

_log = logging.getLogger(__name__)

AHEAD = 14
"""Days before the due day of the first mail, so that a record can be confirmed before newcomers read 'please check'."""
ADMINISTRATORS_AFTER = 30
STEPS: tuple[tuple[int, str], ...] = (
    (-AHEAD, "owner"), (1, "owner"), (14, "deputy"), (ADMINISTRATORS_AFTER, "administrators"),
)  # fmt: skip
"""Days after the due day, and who is written to then."""


@dataclass
class Sent:
    """What a run did: digests sent, people whom no mail reached, records told of."""

    mails: int = 0
    failed: int = 0
    services: set[int] = field(default_factory=set)


def send_due(today: date | None = None) -> Sent:
    """Writes to everybody who is to be reminded today. Safe to call again and from several processes at once."""
    today = today or timezone.localdate()
    told = _claimed(_wanted(today), today)
    result, connection = Sent(), get_connection()
    reached: set[int] = set()
    for user, items in _by_person(told).values():
        language = recipients.language_of(user, items[0].service.city)
        try:
            digest(user, items, language, connection).send()
        except Exception as error:  # noqa: BLE001 - whatever a mail server does, the others are written to
            _log.error("a reminder could not be sent: %s", type(error).__name__)
            result.failed += 1
            continue
        result.mails += 1
        reached |= {item.service.pk for item in items}
    for service in told:
        if service.pk not in reached:
            _release(service)
    result.services = reached
    return result


def _wanted(today: date) -> dict[Service, list[tuple[AbstractUser, date]]]:
    """Service → whom to write to and since when it is due, for the steps that were not taken yet."""
    # The queue leaves out the last day of those ahead.
    due = {review.service: review for review in reviews.queue(reviews.reviewed(), today, ahead=AHEAD + 1)}
    services = Service.objects.select_related("owner", "deputy", "city").in_bulk(list(due))
    administrators, officers = recipients.administrators(), recipients.officers()
    people: dict[str, Callable[[Service], Iterable[AbstractUser]]] = {
        "owner": lambda service: recipients.first_in_charge(service, officers),
        "deputy": lambda service: recipients.deputies(service, officers),
        "administrators": lambda service: administrators,
    }
    plans = {}
    for pk, review in due.items():
        steps = _open_steps(services[pk], review.due_on, today)
        users = {user.pk: user for step in steps for user in people[step](services[pk])}
        if users:
            plans[services[pk]] = [(user, review.due_on) for user in users.values()]
    return plans


def _open_steps(service: Service, due_on: date, today: date) -> list[str]:
    # Whoever confirms what is reviewed every week is not asked again at once.
    earliest, reminded_on = -(service.review_after // 2), service.reminded_on
    days = [(due_on + timedelta(days=max(after, earliest)), who) for after, who in STEPS]
    return [who for day, who in days if day <= today and (reminded_on is None or reminded_on < day)]


def _claimed(plans: dict, today: date) -> dict:
    """The plans of which this process marked the record; those whose reader had a digest today wait until tomorrow."""
    written = _written_today(today)
    claimed = {}
    for service, people in plans.items():
        if any(user.pk in written for user, _ in people):
            continue
        # Only one of several processes changes the row; without signals: it is no new version of the content.
        row = Service.objects.filter(pk=service.pk, reminded_on=service.reminded_on)
        if row.update(reminded_on=today):
            claimed[service] = people
    return claimed


def _written_today(today: date) -> set[int]:
    """Ids of people who may have had a digest today: those in charge of what was told of today."""
    rows = Service.objects.filter(reminded_on=today).select_related("owner", "deputy")
    administrators, officers = recipients.administrators(), recipients.officers()
    found: set[int] = set()
    for service in rows:
        due = reviews.due_on(service, today)
        told = (*recipients.first_in_charge(service, officers), *recipients.deputies(service, officers))
        found |= {user.pk for user in told}
        if due + timedelta(days=ADMINISTRATORS_AFTER) <= today:
            found |= {user.pk for user in administrators}
    return found


def _by_person(plans: dict) -> dict[int, tuple[AbstractUser, list[Item]]]:
    people: dict[int, AbstractUser] = {}
    items: dict[int, list[Item]] = defaultdict(list)
    for service, readers in plans.items():
        for user, due in readers:
            people[user.pk] = user
            items[user.pk].append(Item(service, due))
    return {pk: (people[pk], sorted(items[pk], key=lambda item: item.due_on)) for pk in people}


def _release(service: Service) -> None:
    """Nobody could be written to: the next run tries again."""
    Service.objects.filter(pk=service.pk).update(reminded_on=service.reminded_on)
