"""How long a session lasts, and what ends it."""

import time

from django.conf import settings
from django.contrib.auth.signals import user_logged_in

from accounts.permissions import changes_data
from accounts.signin.factor import has_factor

SIGNED_IN, SEEN, ENDED = "accounts_signed_in_at", "accounts_seen_at", "accounts_ended"
TOUCH = 60.0
"""Seconds between two notes of when somebody was seen: not every request writes the session."""


def connect() -> None:
    """Notes when a session begins."""
    user_logged_in.connect(_begin, dispatch_uid="accounts-session-begins")


def _begin(sender, request, user, **kwargs) -> None:
    request.session[SIGNED_IN] = request.session[SEEN] = time.time()


def fault(session, user) -> str | None:
    """Why the session of a signed-in user is at its end: `age`, `idle`, `factor`; None where it is not.

    Age and pause: KIOSK_SESSION_HOURS, and KIOSK_SESSION_IDLE_MINUTES for those who can change data. `factor`: the
    account needs a second factor, or has one, and this session was begun without.
    """
    now = time.time()
    if now - session.get(SIGNED_IN, 0) > settings.KIOSK_SESSION_HOURS * 3600:
        return "age"
    changing = changes_data(user)
    if changing and now - session.get(SEEN, 0) > settings.KIOSK_SESSION_IDLE_MINUTES * 60:
        return "idle"
    if not user.is_verified() and (changing or has_factor(user)):
        return "factor"
    return None


def touch(session) -> None:
    """Notes that somebody was seen."""
    if time.time() - session.get(SEEN, 0) > TOUCH:
        session[SEEN] = time.time()
