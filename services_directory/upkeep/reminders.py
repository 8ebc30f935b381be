"""Reminders of reviews by e-mail: the owner before a record is due and after, the deputy later, then administrators.

Where neither owner nor deputy can be reached, or works with the record any more, the officers of the record's city are
written to instead of them; of a source, those of every city whose guide says what rests on it.

One digest a person and day, and nothing twice: `reminded_on` of a record tells which steps were taken. A step is due
on a day that follows from the review; it was taken where `reminded_on` is that day or later. Once somebody confirms the
record its review, and with it every step, lies in the future again.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.mail import get_connection

from services_directory.models import Service, Source
from services_directory.upkeep import reviews
from services_directory.upkeep.digest import Item, digest
from services_directory.upkeep.recipients import Keepers, language_of
from services_directory.upkeep.reviews import Record
from services_directory.zones import day

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
    records: set[Record] = field(default_factory=set)


def send_due(today: date | None = None) -> Sent:
    """Writes to everybody who is to be reminded today. Safe to call again and from several processes at once."""
    today = today or day()
    due = _due(today)
    keepers = Keepers.read()
    told = _claimed(_wanted(due, keepers, today), keepers, today)
    result, connection = Sent(), get_connection()
    for user, items in _by_person(told, keepers).values():
        language = language_of(user, next(iter(items[0].cities), None))
        try:
            digest(user, items, language, connection).send()
        except Exception as error:  # noqa: BLE001 - whatever a mail server does, the others are written to
            _log.error("a reminder could not be sent: %s", type(error).__name__)
            result.failed += 1
            continue
        result.mails += 1
        result.records |= {item.record for item in items}
    for record in told:
        if record not in result.records:
            _release(record)
    return result


def _due(today: date) -> dict[Record, date]:
    """Record → the day since when it is due, or will be soon."""
    found: dict[Record, date] = {}
    for rows in (reviews.reviewed(), reviews.reviewed_sources()):
        # The queue leaves out the last day of those ahead.
        due = {review.record: review.due_on for review in reviews.queue(rows, today, ahead=AHEAD + 1)}
        found |= {record: due[record.pk] for record in _with_people(rows.model).in_bulk(list(due)).values()}
    return found


def _with_people(model: type[Record]):
    # Owners and deputies are each one object for all of their records: the roles are read once a person.
    return model.objects.select_related(*(["city"] if model is Service else [])).prefetch_related("owner", "deputy")


def _wanted(due: dict[Record, date], keepers: Keepers, today: date) -> dict[Record, list[tuple[AbstractUser, date]]]:
    """Record → whom to write to and since when it is due, for the steps that were not taken yet."""
    people = {
        "owner": keepers.first_in_charge,
        "deputy": keepers.deputies,
        "administrators": lambda record: keepers.administrators,
    }
    plans = {}
    for record, since in due.items():
        users = {user.pk: user for step in _open_steps(record, since, today) for user in people[step](record)}
        if users:
            plans[record] = [(user, since) for user in users.values()]
    return plans


def _open_steps(record: Record, due_on: date, today: date) -> list[str]:
    # Whoever confirms what is reviewed every week is not asked again at once.
    earliest, reminded_on = -(record.review_after // 2), record.reminded_on
    days = [(due_on + timedelta(days=max(after, earliest)), who) for after, who in STEPS]
    return [who for day, who in days if day <= today and (reminded_on is None or reminded_on < day)]


def _claimed(plans: dict, keepers: Keepers, today: date) -> dict:
    """The plans of which this process marked the record; those whose reader had a digest today wait until tomorrow."""
    written = _written_today(keepers, today)
    claimed = {}
    for record, people in plans.items():
        if any(user.pk in written for user, _ in people):
            continue
        # Only one of several processes changes the row; without signals: it is no new version of the content.
        row = type(record).objects.filter(pk=record.pk, reminded_on=record.reminded_on)
        if row.update(reminded_on=today):
            claimed[record] = people
    return claimed


def _written_today(keepers: Keepers, today: date) -> set[int]:
    """Ids of people who may have had a digest today: those in charge of what was told of today."""
    found: set[int] = set()
    for record in (row for model in (Service, Source) for row in _with_people(model).filter(reminded_on=today)):
        told = (*keepers.first_in_charge(record), *keepers.deputies(record))
        found |= {user.pk for user in told}
        if reviews.due_on(record, today) + timedelta(days=ADMINISTRATORS_AFTER) <= today:
            found |= {user.pk for user in keepers.administrators}
    return found


def _by_person(plans: dict, keepers: Keepers) -> dict[int, tuple[AbstractUser, list[Item]]]:
    people: dict[int, AbstractUser] = {}
    items: dict[int, list[Item]] = defaultdict(list)
    for record, readers in plans.items():
        for user, due in readers:
            people[user.pk] = user
            items[user.pk].append(Item(record, due, keepers.cities(record)))
    return {pk: (people[pk], sorted(items[pk], key=lambda item: item.due_on)) for pk in people}


def _release(record: Record) -> None:
    """Nobody could be written to: the next run tries again."""
    type(record).objects.filter(pk=record.pk).update(reminded_on=record.reminded_on)
