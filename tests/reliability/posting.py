"""Posting as a phone with a bad connection does: the same call again and again, until it is acknowledged."""

import threading
import time
from collections import Counter

import requests

WITHIN = 300.0
"""Seconds after which a call that nobody acknowledges is a failure."""
PAUSE = 0.4
"""Seconds between two tries."""
TIMEOUT = 45.0
"""Seconds that one try waits; longer than the website waits for the assistant or for its database."""
LATER = {409, 429}
"""What a client sends again besides the errors of a server: a message that is still being answered, a limit."""


class Refused(AssertionError):
    """The answer to a call says that it will never be done."""


class Tries:
    """What became of all tries, of all threads together."""

    def __init__(self) -> None:
        self._counts: Counter = Counter()
        self._lock = threading.Lock()

    def count(self, outcome: str) -> None:
        """One more try with this outcome: a status, or the kind of a broken connection."""
        with self._lock:
            self._counts[outcome] += 1

    def counts(self) -> dict[str, int]:
        """Outcome → how often."""
        with self._lock:
            return dict(sorted(self._counts.items()))


def until_acknowledged(session: requests.Session, tries: Tries, method: str, url: str, **more) -> requests.Response:
    """The answer that acknowledges the call (2xx or 3xx). Raises Refused for one that refuses it."""
    until = time.monotonic() + WITHIN
    last = ""
    while time.monotonic() < until:
        try:
            answer = session.request(method, url, timeout=TIMEOUT, allow_redirects=False, **more)
        except requests.RequestException as error:
            last = type(error).__name__
            tries.count(last)
        else:
            tries.count(str(answer.status_code))
            if answer.status_code < 400:
                return answer
            last = f"{answer.status_code} {answer.text[:300]}"
            if answer.status_code < 500 and answer.status_code not in LATER:
                raise Refused(f"{method} {url}: {last}")
        time.sleep(PAUSE)
    raise Refused(f"{method} {url}: not acknowledged within {WITHIN} s, the last answer was {last}")
