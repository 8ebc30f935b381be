"""Between password and second factor: nobody is signed in yet, the session only remembers who is on the way."""

import time

from django.contrib.auth import get_user_model
from django.utils.crypto import constant_time_compare

KEY = "accounts_half"
WITHIN = 600
"""Seconds between the password and the code."""


def begin(request, user, backend: str, target: str) -> None:
    """Remembers that the password of `user` was right, and where to go afterwards."""
    request.session.cycle_key()
    request.session[KEY] = {
        "user": user.pk, "backend": backend, "at": time.time(), "next": target, "hash": user.get_session_auth_hash(),
    }  # fmt: skip


def of(request):
    """(user, where to go) of a sign-in that is on its way, else (None, "")."""
    kept = request.session.get(KEY)
    if not kept or time.time() - kept["at"] > WITHIN:
        return None, ""
    user = get_user_model().objects.filter(pk=kept["user"], is_active=True).first()
    # The password may have been changed meanwhile.
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None, ""
    user.backend = kept["backend"]
    return user, kept["next"]


def end(request) -> None:
    """Forgets it."""
    request.session.pop(KEY, None)
