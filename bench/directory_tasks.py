"""What is measured of the directory at one size: one function a kind of work, each gives rows of the table.

A figure in seconds or milliseconds is a `Spent`; memory is a plain number.
"""

from __future__ import annotations

import csv
import io
import random
import resource
import tempfile
from pathlib import Path

from bench.clock import Clock
from bench.made_up import Words

IMPORTED = 5_000
"""Records of the measured import; a file of all 100 000 would be refused as too large."""


def search(clock: Clock, city, times: int) -> dict:
    """Searches by facets, by text and by both, and what the first ones after a change take."""
    from services_directory import reading
    from services_directory.models import District, TaxonomyTerm
    from services_directory.search import services_of

    rng, words = random.Random(5), Words(random.Random(4))
    found = {"reading": clock.spent(lambda: services_of(city.pk))}
    codes = {kind: list(TaxonomyTerm.objects.filter(kind=kind).values_list("code", flat=True)) for kind in
             ("topic", "phase", "audience", "format", "cost")}  # fmt: skip
    places = District.objects.filter(city=city).values_list("code", flat=True)
    codes |= {"spoken": ["fi", "en", "ar", "ru"], "district": list(places)}

    def facets() -> dict:
        return {kind: [rng.choice(codes[kind])] for kind in rng.sample(sorted(codes), rng.randint(1, 3))}

    def one(text: str = "", filters: dict | None = None):
        return lambda: reading.search(city.pk, "en", text, filters or {})

    one()()
    found["facets"] = clock.p95([one(filters=facets()) for _ in range(times)])
    found["first_text"] = clock.spent(lambda: _until_ready(one, words))
    found["text"] = clock.p95([one(words.text(3, 8)) for _ in range(times)])
    found["text_facets"] = clock.p95([one(words.text(3, 8), facets()) for _ in range(times)])
    return found


def _until_ready(one, words) -> None:
    """Searches by text until all vectors are there."""
    from services_directory.search import vectors

    one(words.text(3, 8))()
    for job in list(vectors._jobs.values()):
        job.done.wait(1200)
    one(words.text(3, 8))()


def coverage(clock: Clock, city) -> dict:
    """The table after a change and again, and the score cards."""
    from services_directory.quality.cityscore import city_answers
    from services_directory.quality.gaps import table_of
    from services_directory.quality.scorecard import levels_of, scorecard_of

    found = {"coverage_cold": clock.spent(lambda: table_of(city, "topic", "phase"))}
    pairs = [("topic", "phase"), ("topic", "audience"), ("topic", "language"), ("topic", "district"),
             ("language", "audience"), ("format", "district")]  # fmt: skip
    found["coverage"] = clock.p95([lambda pair=pair: table_of(city, *pair) for pair in pairs])
    rng, keys = random.Random(6), list(city.services.values_list("pk", flat=True))
    found["scorecard"] = clock.p95([lambda: scorecard_of(city, rng.choice(keys)) for _ in range(20)])
    found["city_cold"] = clock.spent(lambda: (city_answers(city), levels_of(city)))
    return found


def desk(clock: Clock, city) -> dict:
    """Pages of the officers' desk."""
    from django.contrib.auth.models import User
    from django.contrib.auth.signals import user_logged_in
    from django.test import Client

    from services_directory import version
    from tests.officers import with_factor

    user_logged_in.connect(with_factor)
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.create_superuser("bench", "bench@example.org", "bench"))

    def page(address: str):
        def call() -> None:
            answer = client.get(f"/officer/{address}")
            assert answer.status_code == 200, (address, answer.status_code)

        return call

    rng, keys = random.Random(7), list(city.services.values_list("pk", flat=True))
    records = "services_directory/service/"
    of_one = [f"{records}{rng.choice(keys)}/{kind}/" for kind in ("change", "history", "preview") for _ in range(5)]
    lists = ["", "?q=tuki", "?publication__exact=published", "?lacks=any", "?check=due", "?p=3", "?q=nosuchword"]
    for address in ("", records, *of_one[::5], "coverage/?city=made-up", "coverage/cell/?city=made-up"):
        page(address)()  # templates are compiled once a process

    found, cold = {"start": clock.p95([page("")] * 5)}, []
    for _ in range(5):
        version.bump()
        cold.append(clock.spent(page("")))
    found["start_cold"] = max(cold)
    found["list"] = clock.p95([page(records + query) for query in lists * 2])
    found["of_one"] = clock.p95([page(address) for address in of_one])
    found["page"] = clock.p95([page("coverage/?city=made-up")] * 5)
    found["cell"] = clock.p95([page("coverage/cell/?city=made-up")] * 5)
    return found


def dry_run(clock: Clock, city) -> dict:
    """Dry runs of files: every record new, and every record as it is; seconds, and how many records."""
    from services_directory.exchange import files, plan
    from services_directory.exchange.plan import State
    from services_directory.models import Service

    chosen = Service.objects.filter(city=city).order_by("pk")
    chosen = chosen.filter(pk__in=list(chosen.values_list("pk", flat=True)[:IMPORTED]))
    written = io.BytesIO()
    files.write(written, "csv", chosen)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        same, new = Path(folder, "same.csv"), Path(folder, "new.csv")
        same.write_bytes(written.getvalue())
        new.write_text(_renamed(written.getvalue().decode("utf-8-sig")), encoding="utf-8")
        for name, path, state in (("import_same", same, State.SAME), ("import_new", new, State.NEW)):
            made = []
            found[name] = clock.spent(lambda path=path, made=made: made.append(plan.make(files.read(path))))
            assert made[0].count(state) == len(made[0].services) and not made[0].faults, made[0].faults[:3]
        found["imported"] = len(made[0].services)
    return found


def _renamed(table: str) -> str:
    rows = list(csv.DictReader(io.StringIO(table)))
    target = io.StringIO()
    writer = csv.DictWriter(target, rows[0].keys())
    writer.writeheader()
    writer.writerows({**row, "id": f"new-{row['id']}", "uuid": ""} for row in rows)
    return target.getvalue()


def export(clock: Clock) -> dict:
    """Exports of everything, in a process that did nothing else: seconds, and how far its memory grew, in MB."""
    from services_directory.exchange import files
    from services_directory.models import Service

    found, services = {}, Service.objects.order_by("city", "position", "pk")
    files.write(io.BytesIO(), "csv", services[:10])  # what is imported and compiled once
    with open("/dev/null", "wb") as nowhere:
        before = _peak()
        for form in ("csv", "yaml", "hsds"):
            found[form] = clock.spent(lambda form=form: files.write(nowhere, form, services))
        found["export_memory"] = _peak() - before
    return found


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
