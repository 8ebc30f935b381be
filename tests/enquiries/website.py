"""The website in a process of its own, with files of its own; and other processes that work on the same database."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import requests
from psycopg import sql

from tests.conftest import ROOT, free_port
from tests.prepared import prepare

START = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
from services_directory.models import City, Organization
names = {"id": "helsinki", "name": "Helsinki", "country": "fi"}
city = City.objects.create(**names, default_language="fi", timezone="Europe/Helsinki")
Organization.objects.create(slug="bank", name="Bank")
from tests.officers import account
account("aino", role="staff", city=city)
"""
WORK = """
import django; django.setup()
from django.contrib.auth import get_user_model
from enquiries import desk
from enquiries.models import *
aino, enquiry = get_user_model().objects.get(username="aino"), Enquiry.objects.order_by("-opened_at").first()
"""

_ROWS = sql.SQL("SELECT each::text FROM {} AS each")


class Website:
    """Uvicorn as `kiosk serve` runs it; the assistant does not run."""

    def __init__(self, folder: Path) -> None:
        self.state, self.port = folder / "state", free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "website.settings",
            "KIOSK_STATE_DIR": str(self.state),
            "KIOSK_RASA_URL": f"http://127.0.0.1:{free_port()}",
        }
        prepare(self.state, content=False)
        self._run(START)
        quiet = ["--log-level", "warning", "--no-access-log", "--lifespan", "off", "--ws", "none"]
        quiet += ["--timeout-graceful-shutdown", "2"]
        self.log = open(self.state / "website.log", "wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "website.asgi:application", "--port", str(self.port), *quiet],
            cwd=ROOT, env=self.environment, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        self._wait()

    def work(self, code: str) -> None:
        """Runs code in another process, with `aino` of the staff and the newest `enquiry`."""
        self._run(WORK + code)

    def files_with(self, *words: str) -> list[str]:
        """The files of the state folder in which one of the words stands, in any letter case or of two encodings.

        The files of PostgreSQL are its server's: there the rows of all tables are read as they can be read at once.
        """
        found = []
        for path in sorted(each for each in self.state.rglob("*") if each.is_file()):
            try:
                content = path.read_bytes().lower()
            except FileNotFoundError:  # SQLite's own, gone with its last connection: its words may stand elsewhere now
                return self.files_with(*words)
            if any(word.lower().encode(encoding) in content for word in words for encoding in ("utf-8", "utf-16-le")):
                found.append(path.name)
        return found + self._tables_with(words)

    def _tables_with(self, words: tuple[str, ...]) -> list[str]:
        if not (address := self.environment.get("KIOSK_DATABASE_URL")):
            return []
        with psycopg.connect(address) as connection:
            listed = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            names = connection.execute(listed).fetchall()
            rows = {name: connection.execute(_ROWS.format(sql.Identifier(name))).fetchall() for (name,) in names}
        content = {name: "\n".join(row for (row,) in found).lower() for name, found in rows.items()}
        return [name for name, text in content.items() if any(word.lower() in text for word in words)]

    def stop(self) -> None:
        """Ends it."""
        self.process.terminate()
        self.process.wait(20)
        self.log.close()

    def _run(self, code: str) -> None:
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=self.environment, check=True)

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if requests.get(f"{self.url}/health/live", timeout=5).status_code == 200:
                    return
            except requests.RequestException:
                time.sleep(0.2)
        raise AssertionError((self.state / "website.log").read_text())
