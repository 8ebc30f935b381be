"""The tests of the directory and the accounts that ask most of a database pass on a real PostgreSQL too.

They run in a process of its own, whose KIOSK_DATABASE_URL names a server started for it. By hand, against any server:
`KIOSK_DATABASE_URL=postgresql://… pytest tests/services_directory`.
"""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT
from tests.postgresql import server

# What locks, triggers, sorts or counts in the database: migrations, audit log, proposals, search, edits side by side,
# exchange, freshness, coverage. Other files pass there too; each costs every run its time.
FILES = [
    "tests/accounts/test_audit.py",
    "tests/accounts/test_proposals.py",
    "tests/accounts/test_proposals_decided.py",
    "tests/accounts/test_proposals_new.py",
    "tests/services_directory/test_search.py",
    "tests/services_directory/desk/test_versions.py",
    "tests/services_directory/exchange/test_all_or_nothing.py",
    "tests/services_directory/exchange/test_round_trip.py",
    "tests/services_directory/quality/test_reading.py",
    "tests/services_directory/upkeep/test_reminders.py",
    "tests/services_directory/upkeep/test_reviews.py",
]
# Transactions of their own: in a second process, because the first keeps the shipped content in one until its end.
ONLY_HERE = [
    "tests/postgresql/only/test_audit_guard.py",
    "tests/postgresql/only/test_goes_away.py",
    "tests/postgresql/only/test_side_by_side.py",
    "tests/enquiries/staff/test_replying.py",
    "tests/enquiries/test_running.py",
]
# Starts a process that makes all tables once more.
OWN_DATABASE = "tests/accounts/test_audit.py::test_what_cannot_be_written_down_is_not_done"


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> dict[str, list[tuple[str, str]]]:
    """Class name of a file → (test, what it printed when it failed; empty where it passed)."""
    if reason := server.missing():
        pytest.skip(reason)
    folder, found = tmp_path_factory.mktemp("postgresql"), {}
    with server.running() as url:
        for number, files in enumerate((FILES, ONLY_HERE)):
            found |= _run(files, url, folder / f"report{number}.xml")
    return found


def _run(files: list[str], url: str, report: Path) -> dict[str, list[tuple[str, str]]]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--reuse-db"]
    command += [f"--junit-xml={report}", "--deselect", OWN_DATABASE, *files]
    run = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "KIOSK_DATABASE_URL": url}, capture_output=True, text=True
    )
    assert report.exists(), run.stdout + run.stderr
    found: dict[str, list[tuple[str, str]]] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        faults = [part.text or part.get("message", "") for part in case if part.tag in ("failure", "error")]
        found.setdefault(case.get("classname"), []).append((case.get("name"), "\n".join(faults)))
    return found


@pytest.mark.parametrize("path", [*FILES, *ONLY_HERE])
def test_on_postgresql(results, path):
    cases = results.get(path.removesuffix(".py").replace("/", "."))
    assert cases, "no test of this file was run"
    failed = [f"{name}\n{said}" for name, said in cases if said]
    assert not failed, "\n\n".join(failed)
