"""Sessions that are past their time, or were begun without the second factor, are nobody's."""

from functools import partial

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import SimpleLazyObject

from accounts.audit import record
from accounts.models import AuditEntry
from accounts.signin import kept, sessions

BACKGROUND = "X-Kiosk-Background"
"""The header of a call that an open page makes by itself: nobody was seen doing anything."""


class SessionGuard:
    """After Django's AuthenticationMiddleware and OTPMiddleware.

    The session is looked at when a view asks who the user is, not before: pages for newcomers and the chat, which
    ask nobody, stay without cookie and without a query, and a chat window left open keeps no officer signed in.
    """

    sync_capable = async_capable = True

    def __init__(self, get_response) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request):
        """Puts itself before `request.user` and `request.auser`."""
        user = request.user
        request.user = SimpleLazyObject(partial(_guarded, request, user))
        request.auser = partial(_aguarded, request)
        return self.get_response(request)


async def _aguarded(request):
    await sync_to_async(lambda: request.user.is_authenticated)()
    return request.user


def _guarded(request, user):
    # By the time a view asks, a form of another website has been refused.
    if not user.is_authenticated:
        return user
    why = sessions.fault(request.session, user)
    if why is None:
        if BACKGROUND not in request.headers:
            sessions.touch(request.session)
        return user
    record(AuditEntry.Action.SESSION_END, user, user=user, note=why)
    request.session.flush()
    request.session[sessions.ENDED] = why
    if BACKGROUND not in request.headers:
        kept.keep(request, user)
    return AnonymousUser()
