"""Lock-out after failed tries, with django-axes, and without keeping anybody's address, device or mistyped password."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.utils.crypto import salted_hmac

from accounts.audit import NOBODY, record
from accounts.models import AuditEntry


def no_address(request) -> str:
    """The same for everybody: names are locked, not addresses (offices share theirs), and none is stored."""
    return "0.0.0.0"


def hashed_name(request, credentials=None) -> str:
    """What stands for a name in the table of tries: what was typed there may be a password."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return name_hash(str(name))


def name_hash(name: str) -> str:
    """The hash of a user name, keyed with Django's secret key."""
    return salted_hmac("accounts.lockout", name.casefold(), algorithm="sha256").hexdigest()


class Handler(AxesDatabaseHandler):
    """Axes' own table, so that every process knows of a lock, with no more in it than the lock needs."""

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        if request is not None:
            request.axes_user_agent = request.axes_http_accept = ""
            # Axes keeps what was sent; it is asked to keep nothing.
            sent, request.GET, request.POST = (request.GET, request.POST), {}, {}
            try:
                was = request.axes_locked_out
                super().user_login_failed(sender, credentials, request, **kwargs)
            finally:
                request.GET, request.POST = sent
            if request.axes_locked_out and not was:
                record(
                    AuditEntry.Action.LOCK_OUT, user=_named(credentials) or NOBODY, outcome=AuditEntry.Outcome.REFUSED
                )


def is_locked(request, username: str) -> bool:
    """Whether the name has to wait."""
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def count_failure(request, username: str) -> None:
    """A wrong code of the second factor counts as a failed try."""
    user_login_failed.send(sender=__name__, credentials={"username": username, "factor": True}, request=request)


def unlock(username: str) -> int:
    """Forgets the failed tries of a name; returns how many rows there were."""
    return AxesProxyHandler.reset_attempts(username=name_hash(username))


def _named(credentials: dict):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.filter(username=str(credentials.get("username") or "")).first()
