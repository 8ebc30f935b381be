"""The one client for the directory's HTTP API (docs/architecture.md): pooled, timed out, cached, honest when down."""

import asyncio
import json
import logging
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import requests
from requests.adapters import HTTPAdapter

_log = logging.getLogger(__name__)

CONNECT, READ = 1.0, 4.0  # seconds for a connection and for each piece of an answer
WHOLE = 6.0  # seconds for a whole answer, however its pieces trickle
LARGEST = 5_000_000  # bytes of an answer; a larger one is none of ours
CACHED = 2_000  # answers kept
LONGEST = 500  # characters of a message that are searched for
POOL = 32  # connections kept open

# Threads of our own: asyncio's are too few for many turns that wait for a slow directory at once.
_threads = ThreadPoolExecutor(POOL, thread_name_prefix="directory")

# What an answer must hold to be one: field → type. What else comes is passed on.
SHAPES: dict[str, dict[str, type | tuple[type, ...]]] = {
    "version": {"version": str},
    "services": {"total": int, "services": list, "relaxed": list},
    "service": {"service": dict},
    "answers": {"short": str, "simple": str, "statements": list, "services": list, "sources": list, "next": list},
    "plan": {"title": str, "steps": list, "sources": list},
    "match": {"services": list, "districts": list},
    "terms": {"topic": list},
    "events": {"total": int, "events": list},
}


class DirectoryDown(Exception):
    """The directory did not answer, or not sensibly, and nothing is known from before."""


class NotInDirectory(Exception):
    """The directory answers, but does not have this."""


@dataclass(frozen=True)
class Known:
    """An answer, the version of the content it belongs to and the day it was fetched."""

    data: Any
    version: str
    fetched: date


class Directory:
    """The API at `url`, with what it said before. Safe in threads."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False  # the directory is next door: no proxy
        self._session.headers["Accept"] = "application/json"
        self._session.mount("http://", HTTPAdapter(pool_connections=4, pool_maxsize=POOL))
        self._session.mount("https://", HTTPAdapter(pool_connections=4, pool_maxsize=POOL))
        self._known: OrderedDict[str, Known] = OrderedDict()
        self._lock = threading.Lock()

    def known(self, key: str) -> Known | None:
        """What was said last to this question."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def remember(self, key: str, known: Known) -> None:
        """Keep an answer; the least recently used one goes where there are too many."""
        with self._lock:
            self._known[key] = known
            self._known.move_to_end(key)
            while len(self._known) > CACHED:
                self._known.popitem(last=False)

    def fetch(self, path: str, params: list[tuple[str, str]], shape: str) -> Any:
        """One GET, checked against its shape. Raises DirectoryDown or NotInDirectory. Blocks: call it in a thread."""
        deadline = time.monotonic() + WHOLE
        try:
            with self._session.get(
                f"{self.url}/{path}", params=params, timeout=(CONNECT, READ), stream=True, allow_redirects=False
            ) as response:
                if response.status_code == 404:
                    raise NotInDirectory(path)
                if response.status_code != 200:
                    raise DirectoryDown(f"status {response.status_code}")
                data = json.loads(_body(response, deadline))
        except (requests.RequestException, ValueError, RecursionError) as error:
            raise DirectoryDown(type(error).__name__) from None  # its message would hold the address, so the words
        if not _fits(data, SHAPES.get(shape)):
            raise DirectoryDown("an answer of another shape")
        return data

    def send(self, path: str, body: dict[str, str]) -> None:
        """One POST. Raises DirectoryDown or NotInDirectory. Blocks: call it in a thread."""
        try:
            with self._session.post(
                f"{self.url}/{path}", json=body, timeout=(CONNECT, READ), allow_redirects=False
            ) as response:
                status = response.status_code
        except requests.RequestException as error:
            raise DirectoryDown(type(error).__name__) from None
        if status == 404:
            raise NotInDirectory(path)
        if status != 201:
            raise DirectoryDown(f"status {status}")


def _body(response: requests.Response, deadline: float) -> bytes:
    body = bytearray()
    for piece in response.iter_content(65_536):
        body += piece
        if len(body) > LARGEST or time.monotonic() > deadline:
            raise DirectoryDown("too large or too slow an answer")
    return bytes(body)


def _fits(data: Any, shape: dict | None) -> bool:
    if shape is None:
        return isinstance(data, list)
    return isinstance(data, dict) and all(isinstance(data.get(field), kind) for field, kind in shape.items())


@lru_cache(maxsize=1)
def directory() -> Directory:
    """The directory of this process, at KIOSK_DIRECTORY_URL."""
    return Directory(os.environ.get("KIOSK_DIRECTORY_URL") or "http://127.0.0.1:8000/api/directory")


async def _in_thread(call: Callable[..., Any], *arguments: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(_threads, call, *arguments)


class Visit:
    """What one turn asks of the directory, for one city and in one language.

    The content's version is asked for once; what is known of that version is not asked again. After the first failure
    of a turn the rest is answered from what is known, and `stale` is the day of the oldest such answer.
    """

    def __init__(self, city: str, language: str, at: Directory | None = None) -> None:
        self.city, self.language = city, language
        self.stale: date | None = None
        self._at = at or directory()
        self._version: str | None = None
        self._down = False

    async def services(self, filters: dict[str, list[str]], q: str | None, page: int, per_page: int) -> dict:
        """Cards that fit: {"total", "page", "per_page", "relaxed", "services"}. Filters as the API names them."""
        params = [(name, value) for name in sorted(filters) for value in filters[name]]
        paging = [("page", str(page)), ("per_page", str(per_page))]
        if not q:
            return await self._get("services", params + paging, "services")
        try:
            return await self._get("services", [*params, ("q", q[:LONGEST]), *paging], "services", keep=False)
        except DirectoryDown:
            if not params:
                raise
            return await self._get("services", params + paging, "services")  # what is known without the words

    async def service(self, service: str) -> dict:
        """The card of one service with its `details`. Raises NotInDirectory."""
        return (await self._get(f"services/{quote(service, safe='')}", [], "service"))["service"]

    async def cards(self, ids: list[str]) -> list[dict]:
        """The cards of these services, in this order; those the directory no longer has are left out."""
        if not ids:
            return []
        answer = await self._get(
            "services", [("ids", each) for each in ids] + [("per_page", str(len(ids)))], "services"
        )
        by_id = {card["id"]: card for card in answer["services"]}
        return [by_id[each] for each in ids if each in by_id]

    async def answer(self, intent: str) -> dict:
        """The guidance on an intent. Raises NotInDirectory where there is none."""
        return await self._get(f"answers/{quote(intent, safe='')}", [], "answers")

    async def events(self, per_page: int) -> dict:
        """The next events: {"total", "events"}. Always asked for: an event ends while the content stays as it is."""
        return await self._get("events", [("per_page", str(per_page))], "events", keep=False)

    async def plan(self, business: str | None, status: str | None) -> dict:
        """The first-steps plan for a kind of business and a status, None where they were not said."""
        params = [("business", business)] if business else []
        return await self._get("plan", params + ([("status", status)] if status else []), "plan")

    async def match(self, text: str) -> dict:
        """Services and districts named in a text."""
        params = [("text", text[:LONGEST])]
        return await self._get("match", params, "match", with_language=False, keep=False)

    async def terms(self) -> dict[str, dict[str, str]]:
        """Localised names of the taxonomy: {kind: {code: name}}."""
        terms = await self._get("terms", [], "terms")
        return {
            kind: {each["code"]: each["name"] for each in names}
            for kind, names in terms.items()
            if isinstance(names, list)
        }

    async def city_itself(self) -> dict | None:
        """The city as the API lists it, with its emergency numbers; None where it is not served."""
        cities = await self._get("cities", [], "cities")
        return next((city for city in cities if city.get("id") == self.city), None)

    async def report(self, service: str | None, text: str, conversation: str) -> None:
        """Tell the people who keep the directory that something shown is wrong; `service` is its id.

        `conversation` is the id of the one in which it was said: erasing it takes the words along. Raises DirectoryDown
        where it could not be taken, NotInDirectory where there is no such service.
        """
        body = {"city": self.city, "text": text, "language": self.language, "conversation": conversation}
        await _in_thread(self._at.send, "reports", body | ({"service": service} if service else {}))

    async def city_contact(self) -> dict | None:
        """The card of whom to contact in the city, or None where the directory names nobody.

        The city's own contact; where the city names none, who gives advice on businesses.
        """
        try:
            city = await self.city_itself()
            if city and city.get("contact"):
                return {key: value for key, value in (await self.service(city["contact"])).items() if key != "details"}
            advice = await self.answer("get_advice")
        except NotInDirectory:
            return None
        return advice.get("office") or next(iter(advice["services"]), None)

    async def _get(
        self, path: str, params: list[tuple[str, str]], shape: str, with_language: bool = True, keep: bool = True
    ) -> Any:
        """`keep=False` for calls with a person's words in them: those are not remembered."""
        params = [("city", self.city), *([("language", self.language)] if with_language else []), *params]
        key = json.dumps([path, params], ensure_ascii=False)
        known = self._at.known(key)
        try:
            version = await self._current_version()
            if known and known.version == version:
                return known.data
            data = await _in_thread(self._at.fetch, path, params, shape)
        except DirectoryDown as failure:
            if not self._down:
                _log.warning("the directory is down: %s", failure)
            self._down = True
            if known is None:
                raise
            self.stale = min(self.stale or known.fetched, known.fetched)
            return known.data
        if keep:
            self._at.remember(key, Known(data, version, date.today()))
        return data

    async def _current_version(self) -> str:
        if self._down:
            raise DirectoryDown("it failed before in this turn")
        if self._version is None:
            answer = await _in_thread(self._at.fetch, "version", [("city", self.city)], "version")
            self._version = answer["version"]
        return self._version
