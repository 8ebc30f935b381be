"""A PostgreSQL of its own, in a temporary folder, without any care for the disk: for tests and measurements."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from urllib.parse import quote

OWNER = "postgres"
# Nothing survives the machine that runs it, so nothing waits for the disk.
_HASTY = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"


def tool(name: str) -> str | None:
    """The path of a program of PostgreSQL, where it is installed: the newest of those that Debian keeps beside PATH."""
    return shutil.which(name) or next(iter(sorted(glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)), None)


def missing() -> str:
    """Why no server can be started here; empty where one can."""
    if not (tool("initdb") and tool("pg_ctl")):
        return "PostgreSQL is not installed here"
    if os.getuid() == 0 and OWNER not in {entry.pw_name for entry in pwd.getpwall()}:
        return f"PostgreSQL refuses to run as root, and there is no user {OWNER}"
    return ""


def _order() -> list[str]:
    """Texts in the order of a dictionary, as on most servers, where the version (15) can be asked for it anywhere."""
    version = subprocess.run([tool("initdb"), "--version"], check=True, capture_output=True, text=True).stdout
    found = int(version.split()[2].partition(".")[0])
    return ["--locale=C", "--locale-provider=icu", "--icu-locale=en-US"] if found >= 15 else []


@contextmanager
def running() -> Iterator[str]:
    """The address of a new server, as KIOSK_DATABASE_URL has it; stopped and deleted in the end."""
    # /tmp, whatever TMPDIR says: the path of a socket has 107 bytes at most, and the owner must be able to go there.
    folder = Path(tempfile.mkdtemp(prefix="kiosk-pg-", dir="/tmp"))
    as_owner = ["runuser", "-u", OWNER, "--"] if os.getuid() == 0 else []
    if as_owner:
        shutil.chown(folder, OWNER)
    data, log = folder / "data", folder / "log"

    def run(*command: str) -> None:
        subprocess.run([*as_owner, *command], check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)

    try:
        run(tool("initdb"), "-D", str(data), "-A", "trust", "-U", OWNER, "-E", "UTF8", "--no-sync", *_order())
        run(tool("pg_ctl"), "-D", str(data), "-o", f"-k {folder} {_HASTY}", "-l", str(log), "-w", "start")
        try:
            yield f"postgresql://{OWNER}@{quote(str(folder), safe='')}/postgres"
        finally:
            run(tool("pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
