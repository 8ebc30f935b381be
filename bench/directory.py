"""Measures the directory on made-up cities of growing size, on SQLite and PostgreSQL.

    nice python bench/directory.py                          1 000, 5 000, 20 000 and 100 000 services, both databases
    nice python bench/directory.py --sizes 1000 5000        some sizes only
    nice python bench/directory.py --databases sqlite       one database only
    nice python bench/directory.py --kept results.json      takes up what a former run has measured, and adds to it
    nice python bench/directory.py --write                  puts the tables into docs/speed.md

Each size has processes and a database of its own; PostgreSQL is a server started for it (tests/postgresql/server.py).
Vectors are made up (bench/made_up.py): they mean nothing, and are compared at the cost of real ones; reading a
question, a few milliseconds of the real encoder, is not in it. Times are processor time, that of PostgreSQL's process
included, so that other work on the machine counts little; what passes on the clock stands behind it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PAGE = ROOT / "docs" / "speed.md"
BEGIN, END = "<!-- table: bench/directory.py -->", "<!-- end of table -->"
SIZES = (1_000, 5_000, 20_000, 100_000)
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def city_of(size: int):
    """A city with so many services in the database of this process, which is empty."""
    from django.core.management import call_command
    from django.db import connection

    from bench.made_up import fill
    from services_directory.loading import load_all
    from services_directory.models import City

    call_command("migrate", verbosity=0)
    load_all()
    city = City.objects.create(
        pk="made-up",
        name="Made-up",
        country="fi",
        default_language="fi",
        own_languages=["fi", "sv"],
        timezone="Europe/Helsinki",
    )
    fill(city, size)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what the server does by itself within minutes
    return city


def measure(size: int, part: str) -> dict:
    """One part of the measurements in this process: `main` fills the database first, `export` finds it filled."""
    os.environ["KIOSK_ENCODER"] = "bench.made_up:Vectors"
    os.environ["DJANGO_SETTINGS_MODULE"] = "website.settings"
    import django

    django.setup()
    from django.db import connection

    from bench import directory_tasks as tasks
    from bench.clock import Clock

    if part == "export":
        return tasks.export(Clock(connection))
    city = city_of(size)
    clock = Clock(connection)
    found = tasks.search(clock, city, 200 if size <= 20_000 else 30)
    found |= tasks.coverage(clock, city)
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found | tasks.desk(clock, city) | tasks.dry_run(clock, city)


def measured(size: int, database: str) -> dict:
    """All figures of one size on one database, in processes of their own."""
    from tests.postgresql import server

    with (
        tempfile.TemporaryDirectory(prefix="kiosk-bench-") as state,
        server.running() if database == "postgresql" else nullcontext("") as url,
    ):
        environment = {**os.environ, "KIOSK_STATE_DIR": state, "KIOSK_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
        found = {}
        for part in ("main", "export"):
            run = subprocess.run(
                [sys.executable, "-W", "ignore", __file__, "--one", str(size), "--part", part],
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            found |= json.loads(run.stdout.split("RESULT ")[-1])
        return found


def main() -> None:
    """Reads the arguments, measures each size in processes of its own, prints and writes the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
    parser.add_argument("--kept", type=Path, help="file of figures, read and written")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/speed.md")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--part", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print("RESULT " + json.dumps(measure(given.one, given.part)))
        return
    from bench.directory_table import rendered

    results = json.loads(given.kept.read_text()) if given.kept and given.kept.exists() else {}
    for size in given.sizes:
        for database in given.databases:
            if str(size) not in results.setdefault(database, {}):
                results[database][str(size)] = measured(size, database)
                print(database, size, json.dumps(results[database][str(size)]), flush=True)
                if given.kept:
                    given.kept.write_text(json.dumps(results, indent=1) + "\n")
    tables = "\n\n".join(rendered(DATABASES[database], results[database]) for database in given.databases)
    print(tables)
    if given.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n{tables}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
