"""Limits against guessing receipt codes: for each address, and for all together."""

from django.core.cache import cache
from rest_framework.throttling import SimpleRateThrottle

from website.errors import ApiError
from website.limits import PerAddress, caller_of


class EnquiriesPerAddress(PerAddress):
    """New enquiries from one address; an office or a library shares one."""

    scope = "enquiries"


class ReceiptsPerAddress(PerAddress):
    """Calls with a receipt code from one address."""

    scope = "receipts"


class _WrongCodes(SimpleRateThrottle):
    """Reads the rate of a scope of the settings; the counting is done below, for wrong codes alone."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__()

    def get_cache_key(self, request, view):
        """Not asked for: `check` and `wrong` know their keys."""
        raise NotImplementedError


def check(request) -> None:
    """ApiError 429 where this address, or all together, gave too many wrong codes within the time.

    When all together did, an address may still err once: nobody is shut out because others guess.
    """
    own, everybody = _WrongCodes("wrong_codes"), _WrongCodes("wrong_codes_of_all")
    mine, all_of_them = cache.get(_key(request), 0), cache.get(_ALL, 0)
    if mine >= own.num_requests or (all_of_them >= everybody.num_requests and mine >= 1):
        raise ApiError("too_fast", 429, headers={"Retry-After": str(int(own.duration))})


def wrong(request) -> None:
    """Counts a wrong code."""
    for key, scope in ((_key(request), "wrong_codes"), (_ALL, "wrong_codes_of_all")):
        if not cache.add(key, 1, _WrongCodes(scope).duration):
            try:
                cache.incr(key)
            except ValueError:  # its time ended just now
                cache.add(key, 1, _WrongCodes(scope).duration)


_ALL = "receipts:wrong"


def _key(request) -> str:
    return f"receipts:wrong:{caller_of(request)}"
