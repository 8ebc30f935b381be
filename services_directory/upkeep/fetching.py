"""Asking for one address, as politely as a person who looks whether it is still there."""

import ssl
import time

import httpcore
import httpx

from services_directory.upkeep.guard import NoSuchHost, Pace, Private, Transport
from services_directory.upkeep.verdict import Outcome, passing

TIMEOUT = httpx.Timeout(connect=10.0, read=20.0, write=10.0, pool=30.0)
"""Seconds for each step of one request; far beyond what counts as slow."""
PAUSES = (3.0, 10.0)
"""Seconds before the first and the second retry, and the last."""
HOPS = 8
"""Redirects that are followed."""
PERMANENT, REDIRECTS = (301, 308), (301, 302, 303, 307, 308)
AGAIN_WITH_GET = frozenset({400, 403, 404, 405, 406, 410, 500, 501, 502, 503})
"""Statuses after which HEAD is followed by GET: many servers answer HEAD wrongly."""


class Fetcher:
    """Asks for addresses. `public_url` stands in the name by which it introduces itself; safe in threads."""

    def __init__(self, public_url: str, pace: Pace, private: bool = False) -> None:
        headers = {"User-Agent": f"Kiosk link check (+{public_url})", "Accept": "*/*"}
        self._client = httpx.Client(
            transport=Transport(pace, private), headers=headers, timeout=TIMEOUT, follow_redirects=False
        )

    def close(self) -> None:
        """Closes every connection."""
        self._client.close()

    def outcome(self, url: str) -> Outcome:
        """What comes of an address, after up to two further tries where the failure may pass."""
        for pause in (*PAUSES, None):
            found = self._tried(url)
            if pause is None or not passing(found):
                return found
            time.sleep(pause)
        raise AssertionError("the last try returns")

    def _tried(self, url: str) -> Outcome:
        try:
            return self._asked(url)
        except Private:
            return Outcome(reason="private")
        except NoSuchHost:
            return Outcome(reason="dns")
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol, UnicodeError, ValueError):
            return Outcome(reason="address")
        except (httpcore.TimeoutException, httpx.TimeoutException):
            return Outcome(reason="time-out")
        except (httpcore.ConnectError, ssl.SSLError) as error:
            return Outcome(reason="certificate" if _about_certificate(error) else "refused")
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, OSError):
            return Outcome(reason="broken")

    def _asked(self, url: str) -> Outcome:
        try:
            found = self._followed("HEAD", url)
        except (httpcore.ReadTimeout, httpcore.ReadError, httpcore.RemoteProtocolError):
            return self._followed("GET", url)  # some servers fall silent at HEAD
        return self._followed("GET", url) if found.status in AGAIN_WITH_GET else found

    def _followed(self, method: str, url: str) -> Outcome:
        """The outcome at the end of redirects. `moved_to` is as far as permanent ones lead from the beginning."""
        at, moved_to, permanent, seconds, seen = httpx.URL(url), "", True, 0.0, set()
        for _ in range(HOPS + 1):
            if at.scheme not in ("http", "https") or not at.host:
                return Outcome(reason="address", moved_to=moved_to)
            seen.add(at)
            with self._client.stream(method, at) as answer:
                status, target = answer.status_code, answer.headers.get("location")
            seconds += answer.extensions["took"]
            if status not in REDIRECTS or not target:
                reason = "status" if status >= 400 else ""
                return Outcome(status, reason, moved_to, seconds)
            at = at.join(target)
            if at in seen:
                break
            permanent = permanent and status in PERMANENT
            moved_to = str(at) if permanent else moved_to
        return Outcome(status, "loop", seconds=seconds)


def _about_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return "CERTIFICATE_VERIFY_FAILED" in str(error)
