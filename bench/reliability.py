"""Disturbs a running Kiosk in the middle of hand-overs and compares what was acknowledged with what is there.

    uv run python bench/reliability.py --faults 200 --seed 1       SQLite
    … --database postgresql     a PostgreSQL started for it
    … --write                   puts the result into docs/reliability.md

What is done and compared is that of tests/reliability/. Exits 1 where a message was lost, doubled, out of order or
shown to somebody else. Moments and faults follow from the seed; what they meet depends on the machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.page import replaced  # noqa: E402
from tests.postgresql import server  # noqa: E402
from tests.reliability.handover import NEWCOMERS, STAFF, Result, disturbed  # noqa: E402

PAGE = ROOT / "docs" / "reliability.md"
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def told(result: Result, database: str, seed: int) -> str:
    """The result as a part of a page."""
    tries = sum(count for outcome, count in result.tries.items() if not outcome.startswith("stream"))
    good = sum(count for outcome, count in result.tries.items() if outcome[0] in "23")
    broken = sum(count for outcome, count in result.tries.items() if outcome.startswith("stream"))
    lines = [
        f"**{DATABASES[database]}, seed {seed}**: {sum(result.faults.values())} faults "
        f"in {result.seconds / 60:.0f} minutes, {NEWCOMERS} newcomers and {STAFF} members of staff.",
        "",
        "| | |",
        "|---|---|",
        f"| acknowledged messages of newcomers | {result.from_newcomers} |",
        f"| acknowledged replies of staff | {result.from_staff} |",
        f"| calls, pages and repeats included | {tries} |",
        f"| of them failed or broken off, and sent again | {tries - good} |",
        f"| open chats broken off | {broken} |",
        f"| **lost, doubled, out of order, or somebody else's** | **{len(result.wrong)}** |",
        "",
        "Faults: " + ", ".join(f"{name} {count}" for name, count in sorted(result.faults.items())) + ".",
    ]
    return "\n".join(lines)


def main() -> int:
    """Run, print, and write where wished."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.database == "postgresql" and (reason := server.missing()):
        print(reason, file=sys.stderr)
        return 2
    started = server.running() if arguments.database == "postgresql" else nullcontext("")
    with tempfile.TemporaryDirectory(prefix="kiosk-faults-") as folder, started as url:
        result = disturbed(Path(folder), arguments.faults, arguments.seed, url, lambda line: print(line, flush=True))
    text = told(result, arguments.database, arguments.seed)
    print(text)
    print(*result.wrong, sep="\n")
    print(result.tries)
    if arguments.write:
        PAGE.write_text(replaced(PAGE.read_text(), f"faults, {arguments.database}", text))
    return 1 if result.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
