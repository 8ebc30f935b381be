"""`kiosk train`: trains, and reports the size, the time and the checks of the model."""

import os
import subprocess
import sys
import time
from pathlib import Path

from bot.model import model_path
from bot.places import ROOT, state_dir


def add_parser(commands) -> None:
    """`kiosk train`."""
    parser = commands.add_parser("train", help="train the assistant")
    parser.add_argument(
        "--ship-vectors", action="store_true",
        help="then write the vectors of the training messages to data/vectors, to be committed with them",
    )  # fmt: skip


def run(arguments) -> int:
    """Train in a process of its own, then load the model and let it predict; 1 where either fails."""
    began = time.monotonic()
    environment = {**os.environ, "KIOSK_STATE_DIR": str(state_dir()), "PYTHONHASHSEED": "0"}
    training = subprocess.Popen(
        [sys.executable, "-m", "bot.training"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    for line in training.stdout:
        words = line.split()
        if words[:1] == ["progress"]:
            print(f"  {float(words[1]):4.0%} {words[2]}", flush=True)
    if training.wait():
        print("kiosk: training failed", file=sys.stderr)
        return 1
    seconds = time.monotonic() - began
    path = model_path()
    print(f"model    {path}")
    print(f"size     {path.stat().st_size / 1e6:.1f} MB")
    print(f"time     {seconds:.0f} s")
    worst = report_checks(path)
    if arguments.ship_vectors:
        from bot.training import ship_vectors

        print(f"vectors  {ship_vectors()}")
    return worst


def report_checks(path: Path) -> int:
    """Whether the loaded model understands one training message of each language; 1 where it does not."""
    from bot.parsing import Parser

    parser = Parser(path)
    worst = 0
    for language, intent, text in first_messages():
        parsed = parser.parse(text)
        fits = parsed["intent_ranking"][0]["name"] == intent if parsed.get("intent_ranking") else False
        print(f"check    {language}: {'ok' if fits else 'WRONG'} ({intent})")
        worst = max(worst, 0 if fits else 1)
    return worst


def first_messages() -> list[tuple[str, str, str]]:
    """(language, intent, text): the first message of the first file of each language's training data."""
    from bot.nlu.training_texts import blocks

    found = []
    for folder in sorted((ROOT / "data" / "nlu").iterdir()):
        entry = next(blocks(folder / "starting.yml"))
        found.append((folder.name, entry["intent"], entry["examples"].splitlines()[0].removeprefix("- ").strip()))
    return found
