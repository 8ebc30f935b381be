"""A small directory that really answers over HTTP, in the shapes of docs/architecture.md, and can be made to fail."""

import json
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


def card(number: int, **more) -> dict:
    """A service's card."""
    return {
        "id": f"service-{number}",
        "name": f"Service {number}",
        "provider": "City",
        "description": "What it does.",
        "language": "en",
        "elsewhere": None,
        "alert": None,
        "page": f"/helsinki/services/service-{number}/",
        "url": f"https://example.org/{number}",
        "phone": "+35893101400",
        "email": None,
        "address": None,
        "lines": [],
        "status": "current",
        "status_note": None,
        "source": {
            "title": f"Page {number}",
            "url": f"https://example.org/{number}",
            "as_of": "2026",
            "checked_on": None,
        },
        **more,
    }


CARDS = [card(number) for number in range(1, 6)]
STATEMENTS = [
    {"id": "a.fee", "kind": "amount", "text": "It costs €75.", "caution": None, "confirmed": True, "authority": None,
     "about": ["cost"], "source": 0},
    {"id": "a.two", "kind": "step", "text": "Fill in one form.", "caution": None, "confirmed": True, "authority": None,
     "about": [], "source": 1},
    {"id": "a.three", "kind": "amount", "text": "Online it costs €60.", "caution": "Fees rise every year.",
     "confirmed": False, "authority": "https://www.prh.fi", "about": ["cost"], "source": 1},
    *({"id": f"a.{n}", "kind": "fact", "text": f"Fact {n}.", "caution": None, "confirmed": True, "authority": None,
       "about": [], "source": 0} for n in range(4, 8)),
]  # fmt: skip
SOURCES = [
    {"title": "Register", "url": "https://www.prh.fi/en", "as_of": "2026-02", "checked_on": None, "kind": "primary"},
    {"title": "Report", "url": "https://example.org/report", "as_of": None, "checked_on": None, "kind": "secondary"},
]


def answer(intent: str) -> dict:
    """Guidance on an intent."""
    return {
        "version": "1",
        "intent": intent,
        "short": f"The short answer on {intent}.",
        "simple": f"In plain words: {intent}.",
        "statements": STATEMENTS,
        "services": CARDS[:2],
        "unknown": "Nobody gave the fee of 2027.",
        "office": CARDS[2],
        "sources": SOURCES,
        "next": ["understand_taxes", "get_advice"],
    }


TERMS = {
    "topic": [{"code": "finance", "name": "Money"}, {"code": "advice", "name": "Advice"}],
    "cost": [{"code": "free", "name": "free"}],
    "format": [{"code": "online", "name": "online"}],
    "language": [{"code": "ar", "name": "Arabic"}, {"code": "en", "name": "English"}],
    "detail": [
        {"code": "cost", "name": "Price"},
        {"code": "hours", "name": "Opening hours"},
        {"code": "application", "name": "How to apply"},
    ],
    "business": [{"code": "food", "name": "Food"}],
    "status": [{"code": "student", "name": "Student"}, {"code": "unknown", "name": "?"}],
}
DETAILS = {
    "cost": {"text": "free of charge", "known": True},
    "hours": {"text": "", "known": False},
    "language": {"text": "English and Finnish.", "known": True},
    "address": {"text": "Street 1", "known": True},
}
PLAN = {
    "title": "Your first steps",
    "steps": [
        {
            "id": "right",
            "title": "Check your right",
            "statements": STATEMENTS[:2],
            "office": CARDS[0],
            "documents": ["passport"],
            "cost": "€75",
            "link": "https://migri.fi",
            "answer": "check_right_to_operate",
        },
        {"id": "register", "title": "Register", "statements": [], "office": None, "documents": [], "cost": None}
        | {"link": None, "answer": None},
    ],
    "sources": SOURCES,
}


def event(number: int) -> dict:
    """An event's card."""
    when = {"kind": "when", "label": "When", "text": f"Tuesday {number}, 9:00–11:00"}
    more = {"id": f"event-{number}", "name": f"Event {number}", "page": "/helsinki/events/", "lines": [when]}
    return {**card(number), **more, "source": None}


class City:
    """How the directory behaves: `mode` is 'up', 'error', 'nonsense', 'shape' or 'slow'; `asked` is what was asked."""

    def __init__(self) -> None:
        self.mode, self.version, self.asked = "up", "1", []
        self.contact: str | None = "service-4"
        self.url = ""
        self.relaxed: list[str] = []
        self.found = CARDS
        self.events: list[dict] | None = None  # None: a directory that knows nothing of events
        self.without_contact: set[str] = set()  # ids of services that nobody can reach
        self.overdue: set[str] = set()  # ids of services that nobody has looked after in time
        self.checks: dict[str, str] = {}  # id of a statement → what it asks to check
        self.details = DETAILS  # what every service tells of itself
        self.alerts: dict[str, dict] = {}  # id of a service → what its officers say for the time being
        self.emergency: list[dict] = []
        self.reports: list[dict] = []  # what was reported

    def paths(self) -> list[str]:
        """What was asked, without parameters."""
        return [urlsplit(each).path.removeprefix("/api/directory/") for each in self.asked]

    def card(self, each: dict) -> dict:
        """The card, without a way to reach anybody where that is so."""
        each = {**each, "overdue": each["id"] in self.overdue, "alert": self.alerts.get(each["id"])}
        return {**each, "phone": None, "email": None, "url": None} if each["id"] in self.without_contact else each

    def reply(self, path: str, query: dict[str, list[str]]) -> dict | list | None:
        """The JSON for a path below /api/directory/; None for 404."""
        known = {"version": self.version}
        if path == "version":
            return known
        if path == "cities":
            return [{"id": "helsinki", "name": "Helsinki", "contact": self.contact, "emergency": self.emergency}]
        if path == "terms":
            return TERMS
        if path == "plan":
            return {**known, **PLAN}
        if path == "events" and self.events is not None:
            return {**known, "total": len(self.events), "events": self.events[: int(query["per_page"][0])]}
        if path == "match":
            text = query["text"][0]
            return {
                "services": [
                    {"id": each["id"], "name": each["name"], "score": 1.0} for each in CARDS if each["name"] in text
                ],
                "districts": [{"code": "kallio", "name": "Kallio"}] if "Kallio" in text else [],
            }
        if path == "services":
            found = [each for each in CARDS if each["id"] in query["ids"]] if "ids" in query else self.found
            page, size = int(query.get("page", ["1"])[0]), int(query.get("per_page", ["3"])[0])
            shown = [self.card(each) for each in found[(page - 1) * size : page * size]]
            return {
                **known,
                "total": len(found),
                "page": page,
                "per_page": size,
                "relaxed": self.relaxed,
                "services": shown,
            }
        kind, _, name = path.partition("/")
        if kind == "answers" and name != "found_association":
            said = [{**each, "check": self.checks.get(each["id"])} for each in STATEMENTS]
            return {**answer(name), "statements": said, "check": next(iter(self.checks.values()), None)}
        if kind == "services":
            return next(
                (
                    {**known, "service": {**self.card(each), "details": self.details}}
                    for each in CARDS
                    if each["id"] == name
                ),
                None,
            )
        return None


@contextmanager
def running_city():
    """A City that answers at `url`."""
    city = City()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            city.asked.append(self.path)
            parts = urlsplit(self.path)
            data = city.reply(parts.path.removeprefix("/api/directory/"), parse_qs(parts.query))
            if city.mode == "slow":
                time.sleep(30)
            status = 500 if city.mode == "error" else 404 if data is None else 200
            body = (
                b"<html>"
                if city.mode == "nonsense"
                else b'{"x": 1}'
                if city.mode == "shape"
                else json.dumps(data).encode()
            )
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            with suppress(OSError):  # the caller has given up waiting
                self.end_headers()
                self.wfile.write(body)

        def do_POST(self):
            words = self.rfile.read(int(self.headers["Content-Length"]))
            if city.mode == "up":
                city.reports.append(json.loads(words))
            self.send_response(201 if city.mode == "up" else 500)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    threading.Thread(target=server.serve_forever, daemon=True).start()
    city.url = f"http://127.0.0.1:{server.server_port}/api/directory"
    try:
        yield city
    finally:
        server.shutdown()
        server.server_close()
