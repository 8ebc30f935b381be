"""A connection to the public network only, and no host asked more than once a second.

An address in a record, or one that a server redirects to, could lead into the city's own network. So the name is
resolved here, every address it has must be public, and the connection goes to the very address that was looked at.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable

import httpcore
import httpx

WHOLE = 40.0
"""Seconds that one answer may take from the connection on."""


class Private(Exception):
    """The host is inside a private network, or this very machine."""


class NoSuchHost(Exception):
    """No server has this name."""


def addresses(host: str, port: int, private: bool = False) -> list[str]:
    """The IP addresses of a host. Raises NoSuchHost, or Private where one of them is not public, unless `private`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise NoSuchHost(host) from error
    numbers = list(dict.fromkeys(row[4][0] for row in found))
    if not private and not all(_public(number) for number in numbers):
        raise Private(host)
    return numbers


def _public(number: str) -> bool:
    address = ipaddress.ip_address(number.split("%")[0])
    inside = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return (inside or address).is_global and not address.is_multicast


class Backend(httpcore.SyncBackend):
    """Connects to addresses that `addresses` allows."""

    def __init__(self, private: bool) -> None:
        self._private = private

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        """As the base class, to each address of the host in turn until one answers."""
        failure: Exception = httpcore.ConnectError(host)
        deadline = time.monotonic() + WHOLE
        for number in addresses(host, port, self._private):
            try:
                stream = super().connect_tcp(number, port, timeout, local_address, socket_options)
                return _Stream(stream, deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _Stream(httpcore.NetworkStream):
    """A connection that ends in time, however slowly its pieces trickle."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes, timeout=None):
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole answer took too long")
        return self._inner.read(max_bytes, left if timeout is None else min(left, timeout))

    def write(self, buffer, timeout=None):
        self._inner.write(buffer, timeout)

    def close(self):
        self._inner.close()

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._deadline)

    def get_extra_info(self, info):
        return self._inner.get_extra_info(info)


class Pace:
    """Lets requests to one host through at most once in `seconds`, whichever thread asks."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic, sleep=time.sleep) -> None:
        self.seconds, self._clock, self._sleep = seconds, clock, sleep
        self._free: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Returns when it is this caller's turn."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._free.get(host, now))
            self._free[host] = turn + self.seconds
        if turn > now:
            self._sleep(turn - now)


class Transport(httpx.BaseTransport):
    """The transport of httpx over a guarded connection; every hop of a redirect passes here, too."""

    def __init__(self, pace: Pace, private: bool) -> None:
        self._pace = pace
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=Backend(private), max_keepalive_connections=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request. Raises exceptions of httpcore, Private and NoSuchHost."""
        self._pace.wait(request.url.host)
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        began = time.monotonic()
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions
            )
        )
        # How long the server took, without the wait for the host's turn.
        extensions = {**answer.extensions, "took": time.monotonic() - began}
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=extensions)

    def close(self) -> None:
        """Closes every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream) -> None:
        self._stream = stream

    def __iter__(self):
        yield from self._stream

    def close(self) -> None:
        self._stream.close()
