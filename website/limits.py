"""Who called, for limits against abuse alone: an address as a keyed hash that nobody can turn back within the hour."""

import hashlib
import hmac
import secrets
import threading
import time

from rest_framework.throttling import BaseThrottle, SimpleRateThrottle

HOUR = 3600.0
"""Seconds after which the key is thrown away, and with it every link between a hash and its address."""

_lock = threading.Lock()
_key, _made = b"", 0.0


def _current_key() -> bytes:
    global _key, _made
    with _lock:
        if not _key or time.monotonic() - _made > HOUR:
            _key, _made = secrets.token_bytes(32), time.monotonic()
        return _key


def caller_of(request) -> str:
    """The hash of the address a request came from; behind proxies the setting KIOSK_PROXIES says whom to believe."""
    return caller(BaseThrottle().get_ident(request))


def caller(address: str) -> str:
    """32 hexadecimal digits for an address; another value after an hour, a restart, or in another process."""
    return hmac.new(_current_key(), address.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]


class PerAddress(SimpleRateThrottle):
    """A limit for each address: a subclass names its `scope`. Counts live in memory, under the hash alone."""

    def get_cache_key(self, request, view):
        """The hash of the address whose calls are counted."""
        return f"throttle:{self.scope}:{caller_of(request)}"
