"""A website on loopback with pages of every kind, and records that lead to them."""

import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from services_directory.models import City, Organization, PlanStep, Service, Source, Statement
from services_directory.upkeep import fetching, links, verdict


class Site:
    """What was asked of it, when; what each path answers can be changed."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, float, str]] = []
        self.pages: dict[str, int] = {"/ok": 200, "/gone": 410, "/forbidden": 403, "/too-many": 429, "/law": 451}
        self.moves = {"/moved": (301, "/ok"), "/for-now": (302, "/ok"), "/moved-away": (308, "/nothing"),
                      "/circle": (301, "/circle-2"), "/circle-2": (301, "/circle")}  # fmt: skip
        self.url = ""

    def paths(self, method: str) -> list[str]:
        return [path for asked, path, _, _ in self.asked if asked == method]


@pytest.fixture
def site():
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self):
            site.asked.append((self.command, self.path, time.monotonic(), self.headers["User-Agent"]))
            if self.path == "/slow":
                time.sleep(1.3)
            if self.path == "/silent":
                time.sleep(5)
            if self.path == "/breaks-off":
                self.connection.close()
                return
            status = site.pages.get(self.path, 200 if self.path == "/slow" else 404)
            if self.path == "/get-only":
                status = 405 if self.command == "HEAD" else 200
            status, to = site.moves.get(self.path, (status, None))
            with suppress(OSError):
                self.send_response(status)
                if to:
                    self.send_header("Location", to)
                self.send_header("Content-Length", "0")
                self.end_headers()

        do_HEAD = do_GET = _answer

        def log_message(self, *_):
            """Quiet."""

        def handle(self):
            with suppress(OSError, ValueError):
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site.port = server.server_port
    site.url = f"http://127.0.0.1:{site.port}"
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def hurried(monkeypatch):
    """The same check with shorter waits."""
    import httpx

    monkeypatch.setenv("KIOSK_LINKS_PRIVATE", "1")
    monkeypatch.setattr(links, "EVERY", 0.05)
    monkeypatch.setattr(fetching, "PAUSES", (0.05, 0.05))
    monkeypatch.setattr(fetching, "TIMEOUT", httpx.Timeout(2.5))
    monkeypatch.setattr(verdict, "SLOW_AFTER", 1.0)


@pytest.fixture
def town(db):
    """A city with an organization and no service yet; what other tests loaded is out of sight, its addresses too."""
    Service.objects.update(publication="draft")
    Source.objects.update(url="", kind="history")
    Statement.objects.update(authority="")
    PlanStep.objects.update(link="")
    city = City.objects.create(pk="town", name="Town", country="xx", default_language="fi", timezone="Europe/Helsinki")
    Organization.objects.create(slug="office", name="Office")
    return city


@pytest.fixture
def serve(town):
    """`serve("loans", url=…)`: a published service of the town."""

    def make(slug: str, **fields) -> Service:
        fields = {"name": slug.title(), "description": "What it does.", "source_status": "current", **fields}
        organization = Organization.objects.get(slug="office")
        return Service.objects.create(**{"city_id": town.pk, **fields}, slug=slug, organization=organization)

    return make
