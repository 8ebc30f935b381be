"""Stands between Rasa and the action server and measures what the actions of a turn take."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests


class ActionClock:
    """Passes calls on to `target`; `url` is where it listens, `milliseconds` what each call took."""

    def __init__(self, target: str) -> None:
        clock, session = self, requests.Session()
        session.trust_env = False
        self.milliseconds: list[float] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                began = time.perf_counter()
                body = self.rfile.read(int(self.headers["Content-Length"]))
                own = ("host", "connection")
                passed = {name: value for name, value in self.headers.items() if name.lower() not in own}
                answer = session.post(target, data=body, headers=passed, timeout=60)
                self.send_response(answer.status_code)
                self.send_header("Content-Type", answer.headers.get("Content-Type", "application/json"))
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)
                clock.milliseconds.append((time.perf_counter() - began) * 1000)

            def log_message(self, *_) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def taken(self) -> float:
        """Milliseconds of the actions since it was last asked; for one client at a time."""
        taken, self.milliseconds[:] = sum(self.milliseconds), []
        return taken
