"""What an attempt to open an address says about it, and what that makes of the address over several checks."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from services_directory.models import LinkCheck

State = LinkCheck.State

SLOW_AFTER = 10.0
"""Seconds after which an address counts as slow."""
DEAD_AFTER = 3
"""Failures in a row, one a check, after which an address counts as dead."""
REFUSES = frozenset({401, 403, 429, 451})
"""Statuses with which a server turns programs away: a person may well get in (RFC 9110, RFC 6585, RFC 7725)."""

REASONS = {
    "status": gettext_lazy("the server says that it cannot give this page"),
    "dns": gettext_lazy("there is no server of this name"),
    "refused": gettext_lazy("the server does not accept connections"),
    "broken": gettext_lazy("the server breaks off"),
    "certificate": gettext_lazy("the server's certificate is not valid"),
    "time-out": gettext_lazy("no answer in time"),
    "private": gettext_lazy("the address leads into a private network, where newcomers cannot follow"),
    "loop": gettext_lazy("it leads on and on, or in a circle"),
    "address": gettext_lazy("this is no web address"),
}


@dataclass(frozen=True)
class Outcome:
    """What came of one address.

    `status` is the last HTTP status or None; `reason` a key of REASONS or ''; `moved_to` the address that permanent
    redirects (301, 308) name, or ''; `seconds` how long the answer took.
    """

    status: int | None = None
    reason: str = ""
    moved_to: str = ""
    seconds: float = 0.0


def state_of(outcome: Outcome, failures: int) -> tuple[str, int]:
    """The state after an outcome and the failures in a row with it; `failures` are those before."""
    if outcome.status in REFUSES:
        return State.BLOCKED, 0
    if outcome.reason == "time-out":
        return State.SLOW, 0
    if outcome.reason or outcome.status is None or outcome.status >= 400:
        failures += 1
        return (State.DEAD if failures >= DEAD_AFTER else State.FAILING), failures
    if outcome.seconds > SLOW_AFTER:
        return State.SLOW, 0
    return (State.MOVED if outcome.moved_to else State.OK), 0


def passing(outcome: Outcome) -> bool:
    """Whether the failure may be gone a moment later, so that trying again is worth it."""
    return outcome.reason in ("refused", "broken", "time-out", "dns") or (outcome.status or 0) >= 500
