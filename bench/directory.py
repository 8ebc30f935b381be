"""Measures the directory on made-up cities of growing size and writes the table into docs/speed.md.

    nice python bench/directory.py                          1 000, 5 000, 20 000 and 100 000 services
    nice python bench/directory.py --sizes 1000 5000        some sizes only; prints, writes nothing

Each size has a process and an SQLite database of its own. Vectors are made up (bench/made_up.py): they mean nothing,
and are compared at the cost of real ones; reading a question, a few milliseconds of the real encoder, is not in it.
Times are processor time, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PAGE = ROOT / "docs" / "speed.md"
BEGIN, END = "<!-- table: bench/directory.py -->", "<!-- end of table -->"
SIZES = (1_000, 5_000, 20_000, 100_000)
ROWS = {
    "reading": "reading a city anew after a change (search), s",
    "facets": "search by facets, p95, ms",
    "first_text": "first search by text after a change, s",
    "text": "search by text, p95, ms",
    "text_facets": "search by text and facets, p95, ms",
    "coverage_cold": "coverage after a change, ms",
    "coverage": "coverage again, the worst of six tables, ms",
    "page": "coverage page in the desk, ms",
    "cell": "page of the fullest cell, ms",
    "scorecard": "score card of a service, p95, ms",
    "city_cold": "score card of the city after a change, s",
    "memory": "memory of the process at most, MB",
}


def p95(seconds: list[float]) -> float:
    """Milliseconds that one in twenty exceeds."""
    return sorted(seconds)[int(len(seconds) * 0.95)] * 1000


def timed(call) -> float:
    """Seconds of processor time a call takes: what it takes on a machine that does nothing else."""
    began = time.process_time()
    call()
    return time.process_time() - began


def measure(size: int) -> dict[str, float]:
    """All ROWS for one size, in this process, whose state folder is empty."""
    os.environ["KIOSK_ENCODER"] = "bench.made_up:Vectors"
    os.environ["DJANGO_SETTINGS_MODULE"] = "website.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client, override_settings

    from bench.made_up import Words, fill
    from services_directory import reading
    from services_directory.loading import load_all
    from services_directory.models import City, District, TaxonomyTerm
    from services_directory.quality.cityscore import city_answers
    from services_directory.quality.gaps import table_of
    from services_directory.quality.scorecard import levels_of, scorecard_of
    from services_directory.search import services_of

    call_command("migrate", verbosity=0)
    load_all()
    city = City.objects.create(
        pk="made-up", name="Made-up", country="fi", default_language="fi", own_languages=["fi", "sv"]
    )
    fill(city, size)
    rng, found = random.Random(5), {}
    words = Words(random.Random(4))

    found["reading"] = timed(lambda: services_of(city.pk))
    codes = {kind: list(TaxonomyTerm.objects.filter(kind=kind).values_list("code", flat=True)) for kind in
             ("topic", "phase", "audience", "format", "cost")}  # fmt: skip
    places = District.objects.filter(city=city).values_list("code", flat=True)
    codes |= {"spoken": ["fi", "en", "ar", "ru"], "district": list(places)}

    def facets() -> dict:
        return {kind: [rng.choice(codes[kind])] for kind in rng.sample(sorted(codes), rng.randint(1, 3))}

    def search(text: str = "", filters: dict | None = None) -> float:
        return timed(lambda: reading.search(city.pk, "en", text, filters or {}))

    times = 200 if size <= 20_000 else 30
    search()
    found["facets"] = p95([search(filters=facets()) for _ in range(times)])
    found["first_text"] = _until_ready(search, words)
    times //= 2
    found["text"] = p95([search(words.text(3, 8)) for _ in range(times)])
    found["text_facets"] = p95([search(words.text(3, 8), facets()) for _ in range(times)])

    found["coverage_cold"] = timed(lambda: table_of(city, "topic", "phase")) * 1000
    pairs = [("topic", "phase"), ("topic", "audience"), ("topic", "language"), ("topic", "district"),
             ("language", "audience"), ("format", "district")]  # fmt: skip
    found["coverage"] = max(timed(lambda pair=pair: table_of(city, *pair)) for pair in pairs) * 1000
    with override_settings(ALLOWED_HOSTS=["*"]):
        client = _officer(Client())
        pages = {"page": "coverage/?city=made-up", "cell": "coverage/cell/?city=made-up"}
        for name, address in pages.items():
            client.get(f"/officer/{address}")
            found[name] = p95([timed(lambda url=address: client.get(f"/officer/{url}")) for _ in range(5)])
    keys = list(city.services.values_list("pk", flat=True))
    found["scorecard"] = p95([timed(lambda: scorecard_of(city, rng.choice(keys))) for _ in range(40)])
    found["city_cold"] = timed(lambda: (city_answers(city), levels_of(city)))
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def _until_ready(search, words) -> float:
    """Seconds until a text is searched with all vectors there."""
    from services_directory.search import vectors

    began = time.process_time()
    search(words.text(3, 8))
    for job in list(vectors._jobs.values()):
        job.done.wait(600)
    search(words.text(3, 8))
    return time.process_time() - began


def _officer(client):
    from django.contrib.auth.models import User

    client.force_login(User.objects.create_superuser("bench", "bench@example.org", "bench"))
    return client


def rendered(results: dict[int, dict[str, float]]) -> str:
    """The table; behind each figure how many times that of the smallest size it is."""
    sizes = sorted(results)
    heads = [f"{size:,}".replace(",", " ") for size in sizes]
    lines = ["| services | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(sizes)]
    for name, label in ROWS.items():
        first = results[sizes[0]][name]
        cells = []
        for size in sizes:
            value = results[size][name]
            shown = f"{value:,.0f}".replace(",", " ") if value >= 10 else f"{value:.2f}"
            cells.append(shown if size == sizes[0] else f"{shown} (×{value / first:.1f})")
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Reads the arguments, measures each size in a process of its own, prints and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print("RESULT " + json.dumps(measure(given.one)))
        return
    results = {}
    for size in given.sizes:
        with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as state:
            run = subprocess.run(
                [sys.executable, __file__, "--one", str(size)],
                env={**os.environ, "KIOSK_STATE_DIR": state, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
        results[size] = json.loads(run.stdout.split("RESULT ")[-1])
        print(size, json.dumps({name: round(value, 2) for name, value in results[size].items()}), flush=True)
    table = rendered(results)
    print(table)
    if tuple(given.sizes) == SIZES and PAGE.exists():
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
