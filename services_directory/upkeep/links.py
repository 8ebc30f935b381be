"""The check of links: which addresses are due, asking for them, and what is known of each afterwards."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta
from threading import Event as Signal
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from services_directory.models import LinkCheck
from services_directory.upkeep.addresses import Use, in_use
from services_directory.upkeep.fetching import Fetcher
from services_directory.upkeep.guard import Pace
from services_directory.upkeep.verdict import REASONS, Outcome, State, state_of

AT_ONCE = 8
"""Hosts that are asked at the same time, each by one thread."""
EVERY = 1.0
"""Seconds between two requests to one host."""
OFFLINE_FROM = 3
"""Hosts that are asked without any of them answering, from which on the fault is thought to be on this side."""
LONGEST_URL = 600
AGAIN = timedelta(hours=20)
"""An address that did not answer well is looked at again the next day."""
PROBLEMS = (State.DEAD, State.FAILING, State.BLOCKED, State.SLOW, State.MOVED)
"""In the order in which a report tells them."""
_FIELDS = ("state", "status_code", "reason", "failures", "checked_at", "moved_to")


class Offline(Exception):
    """No server answers: it is this machine that has no connection, and nothing is known of any address."""


def check(
    city: str | None = None, everything: bool = False, tell: Callable[[LinkCheck], None] | None = None
) -> Counter:
    """Asks for the addresses that are due, or for `everything`; returns how many are in which state now.

    `tell` hears of each address as soon as it is known. What no record uses any more is forgotten where no city is
    named. Takes seconds to hours: at most one request a second goes to one host. Raises Offline.
    """
    uses = in_use(city)
    known = {row.url: row for row in LinkCheck.objects.all()}
    if city is None:
        gone = [row.pk for url, row in known.items() if url not in uses]
        for start in range(0, len(gone), 500):
            LinkCheck.objects.filter(pk__in=gone[start : start + 500]).delete()
    now = timezone.now()
    wanted = [url for url in uses if everything or is_due(known.get(url), now)]
    states: Counter = Counter()
    for url, outcome in _believed(_outcomes(wanted), hosts=len({_host(url) for url in wanted})):
        row = remember(url, outcome, known.get(url))
        states[row.state] += 1
        if tell:
            tell(row)
    return states


def _believed(outcomes: Iterable[tuple[str, Outcome]], hosts: int) -> Iterator[tuple[str, Outcome]]:
    """The outcomes, none before some server answered. Raises Offline where none of several hosts ever did."""
    held: list[tuple[str, Outcome]] = []
    answered = hosts < OFFLINE_FROM
    for url, outcome in outcomes:
        held.append((url, outcome))
        answered = answered or outcome.status is not None
        if answered:
            yield from held
            held.clear()
    if held:
        raise Offline


def is_due(row: LinkCheck | None, now: datetime) -> bool:
    """Whether an address is to be looked at again: after KIOSK_LINKS_DAYS, or the next day where it did not answer."""
    if row is None:
        return True
    well = row.state in (State.OK, State.MOVED)
    return row.checked_at + (timedelta(days=max(1, settings.KIOSK_LINKS_DAYS)) if well else AGAIN) <= now


def remember(url: str, outcome: Outcome, before: LinkCheck | None) -> LinkCheck:
    """Keeps what came of an address; without signals, for it is no change of the content."""
    state, failures = state_of(outcome, before.failures if before else 0)
    moved_to = outcome.moved_to if len(outcome.moved_to) <= LONGEST_URL else ""
    row = LinkCheck(
        url=url, state=state, status_code=outcome.status, reason=outcome.reason, failures=failures,
        checked_at=timezone.now(), moved_to=moved_to,
    )  # fmt: skip
    LinkCheck.objects.bulk_create([row], update_conflicts=True, unique_fields=["url"], update_fields=_FIELDS)
    return row


def _outcomes(urls: list[str]) -> Iterator[tuple[str, Outcome]]:
    """Each address with its outcome as they come; the addresses of one host one after the other."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[_host(url)].append(url)
    private = os.environ.get("KIOSK_LINKS_PRIVATE", "") == "1"
    fetcher, stopped = Fetcher(settings.KIOSK_PUBLIC_URL, Pace(EVERY), private), Signal()

    def asked(of_host: list[str]) -> list[tuple[str, Outcome]]:
        return [(url, fetcher.outcome(url)) for url in of_host if not stopped.is_set()]

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="links") as pool:
        try:
            # The hosts with most addresses first: they take longest.
            longest_first = sorted(hosts.values(), key=len, reverse=True)
            for done in as_completed([pool.submit(asked, of_host) for of_host in longest_first]):
                yield from done.result()
        finally:
            stopped.set()
            pool.shutdown(cancel_futures=True)
            fetcher.close()


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:  # no address at all; the fetcher says so
        return ""


def problems(city: str | None = None) -> list[tuple[LinkCheck, list[Use]]]:
    """Addresses in use that do not answer as they should, the worst first, each with the records it stands in."""
    uses = in_use(city)
    rows = [row for row in LinkCheck.objects.exclude(state=State.OK) if row.url in uses]
    rows.sort(key=lambda row: (PROBLEMS.index(row.state), row.url))
    return [(row, uses[row.url]) for row in rows]


def reason(row: LinkCheck) -> str:
    """Why, in the language of the page: the status of HTTP, and the reason in words."""
    said = str(REASONS.get(row.reason, ""))
    return " – ".join(part for part in (str(row.status_code or ""), said) if part)
