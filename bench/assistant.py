"""This assistant beside Rasa's default configuration, in one run on the same data, domain, rules, actions and channel.

    uv run python bench/assistant.py [--languages en,fi,ar] [--epochs 100] [--few en,fi,ar] [--bare]
                                     [--keep FOLDER] [--json FILE]

Prints, for each column: macro-F1 and accuracy on the held-out messages, training seconds, start-up seconds, resident
memory (MB), milliseconds a turn through REST (p50, p95), those of it in the assistant without what it waits for actions
(bench/timed_assistant.py), turns a second with 1 and 4 clients, errors; then the ratios.
Columns: Kiosk and Rasa's default configuration on the training data of `--languages` (all), and Kiosk on those of
`--few` (none), asked the same messages of these languages for its speed. The default configuration's own 100 epochs of
DIET and TED take long; `--epochs` shortens them, and the table says so. Its RegexFeaturizer compiles all lists of
values anew for every message, which with fourteen languages takes hours: `--bare` leaves them out for it. `--keep`
keeps models and their figures there and takes up what a former run has trained.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import requests  # noqa: E402
import yaml  # noqa: E402

# Rasa's default policies beside its default pipeline (rasa/engine/recipes/config_files/default_config.yml).
POLICIES = [
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
    {"name": "TEDPolicy", "max_history": 5, "epochs": 100, "constrain_similarities": True},
]
FALLBACK = {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1}


def default_configuration(epochs: int) -> dict:
    """Rasa's default configuration with another number of epochs."""
    from bench.rasa_pipelines import PIPELINES

    pipeline = [*next(iter(PIPELINES.values())), FALLBACK]
    whole = {"recipe": "default.v1", "assistant_id": "rasa-default", "language": "en"}
    whole |= {"pipeline": pipeline, "policies": POLICIES}
    return json.loads(json.dumps(whole).replace('"epochs": 100', f'"epochs": {epochs}'))


TRAIN = """
import sys, warnings; warnings.filterwarnings("ignore")
import rasa.model_training as t
config, output, name, data = sys.argv[1:5]
r = t.train("domain.yml", config, [data], output=output, force_training=True, fixed_model_name=name)
sys.exit(0 if r.model else 1)
"""

TURNS, WARM = 60, 5


def training_data(languages: list[str], folder: Path, lists: bool = True) -> Path:
    """A copy of data/ with the messages of these languages only; without the lists of values where not `lists`."""
    data = folder / f"data-{'-'.join(languages)}{'' if lists else '-bare'}"

    def left_out(path: str, names: list[str]) -> list[str]:
        return [
            name for name in names
            if (Path(path).name == "nlu" and name not in languages) or (name == "values.yml" and not lists)
        ]  # fmt: skip

    if not data.exists():
        shutil.copytree(ROOT / "data", data, ignore=left_out)
    return data


def train(config: dict, data: Path, folder: Path, name: str) -> tuple[Path, float]:
    """Train in a process of its own with empty caches; (model, seconds)."""
    for component in config["pipeline"]:
        if "data" in component:  # the language identifier reads the folders itself
            component["data"] = str(data / "nlu")
    written = folder / f"{name}.yml"
    written.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")
    began = time.monotonic()
    own = {"KIOSK_STATE_DIR": str(folder / f"state-{name}"), "RASA_CACHE_DIRECTORY": str(folder / f"cache-{name}")}
    environment = {**os.environ, **own}
    command = [sys.executable, "-c", TRAIN, str(written), str(folder), name, str(data)]
    with (folder / f"{name}.log").open("w") as log:
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=log, stderr=log)
    return folder / f"{name}.tar.gz", time.monotonic() - began


SCORE = """
import json, sys, warnings; warnings.filterwarnings("ignore")
from pathlib import Path
from sklearn.metrics import f1_score
from bot.parsing import Parser
parser = Parser(Path(sys.argv[1])); rows = json.load(open(sys.argv[2])); given = []
for row in rows:
    ranking = [each for each in parser.parse(row["text"])["intent_ranking"] if each["name"] != "nlu_fallback"]
    given.append(ranking[0]["name"] if ranking else "")
wanted = [row["intent"] for row in rows]
print(json.dumps({"accuracy": sum(map(str.__eq__, wanted, given)) / len(rows),
                  "macro_f1": f1_score(wanted, given, average="macro", labels=sorted(set(wanted)), zero_division=0)}))
"""


def score(model: Path, rows: list[dict], folder: Path) -> dict:
    """Accuracy and macro-F1 of the top intent on the held-out messages."""
    (folder / "rows.json").write_text(json.dumps(rows))
    command = [sys.executable, "-c", SCORE, str(model), str(folder / "rows.json")]
    ended = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return json.loads(ended.stdout.strip().splitlines()[-1])


def resident(pid: int) -> float:
    """Resident memory of a process in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Client:
    """One newcomer at the channel."""

    def __init__(self, url: str, secret: str) -> None:
        self.url, self.session, self.name = url, requests.Session(), str(uuid.uuid4())
        self.session.headers["Authorization"] = f"Bearer {secret}"
        self.session.trust_env = False
        self.milliseconds: list[float] = []
        self.errors = 0

    def ask(self, row: dict) -> None:
        """One turn; an error is anything but an answer."""
        languages = {"explicit": None, "conversation": row["lang"], "page": row["lang"], "city": "fi"}
        body = {"conversation": self.name, "text": row["text"], "city": "helsinki", "languages": languages}
        began = time.perf_counter()
        answer = self.session.post(f"{self.url}/webhooks/kiosk/messages", json=body, timeout=60)
        self.milliseconds.append((time.perf_counter() - began) * 1000)
        fine = answer.status_code == 200 and answer.json()["messages"]
        self.errors += not fine or "apology" in (answer.json()["messages"][0].get("response") or "")


def turns(url: str, secret: str, rows: list[dict], count: int) -> dict:
    """Milliseconds a turn, turns a second and errors with `count` clients at once."""
    clients = [Client(url, secret) for _ in range(count)]
    for client in clients:
        for row in rows[:WARM]:
            client.ask(row)
        client.milliseconds.clear()

    def talk(client: Client, place: int) -> None:
        for row in rows[place::count]:
            client.ask(row)

    threads = [threading.Thread(target=talk, args=(client, place)) for place, client in enumerate(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    taken = sorted(ms for client in clients for ms in client.milliseconds)
    p95 = taken[int(len(taken) * 0.95)]
    errors = sum(client.errors for client in clients)
    return {"p50": statistics.median(taken), "p95": p95, "per_second": len(taken) / seconds, "errors": errors}


def serve(model: Path, rows: list[dict], environment: dict, port: int) -> dict:
    """Start-up seconds, memory and speed of a model behind our channel."""
    from bot.cli.serve import assistant_part
    from bot.supervision import stop

    bearer = {"Authorization": f"Bearer {environment['KIOSK_SECRET']}"}
    written = model.with_suffix(".turns")
    written.unlink(missing_ok=True)
    part = assistant_part(port, str(model), {**environment, "KIOSK_BENCH_TURNS": str(written)}, bearer)
    part.command[0] = "bench.timed_assistant"
    began = time.monotonic()
    part.start()
    try:
        while not part.is_well():
            if not part.runs() or time.monotonic() - began > 300:
                raise SystemExit("the assistant did not start")
            time.sleep(0.2)
        ready = time.monotonic() - began
        url = f"http://127.0.0.1:{port}"
        one = turns(url, environment["KIOSK_SECRET"], rows, 1)
        timed = [[float(part) for part in line.split()] for line in written.read_text().splitlines()[WARM:]]
        one["without_actions"] = statistics.median(whole - waited for whole, waited in timed)
        four = turns(url, environment["KIOSK_SECRET"], rows, 4)
        return {"start_up": ready, "memory": resident(part.process.pid), "one": one, "four": four}
    finally:
        stop([part])


def held_out(languages: list[str]) -> list[dict]:
    """The rows of tests/understanding/ in these languages."""
    return [json.loads(line) for code in languages
            for line in (ROOT / "tests" / "understanding" / f"{code}.jsonl").read_text().splitlines()]


def main() -> None:
    """Run the comparison and print the table."""
    from bot.nlu.training_texts import training_texts

    everything = sorted({row.language for row in training_texts(ROOT / "data" / "nlu")})
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--languages", type=lambda text: text.split(","), default=everything)
    parser.add_argument("--few", type=lambda text: text.split(","), help="a further column: Kiosk with these languages")
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--bare", action="store_true", help="the default configuration gets no lists of values")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = compare(arguments, folder.resolve())
    report(found, len(held_out(arguments.languages)), arguments.epochs)
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=1))


def compare(arguments: argparse.Namespace, folder: Path) -> dict[str, dict]:
    """Train, score and serve every column; its figures by name."""
    from bot.cli.serve import actions_part, free_ports, prepare, website_part
    from bot.supervision import stop

    ours = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    columns = {"kiosk": (ours, arguments.languages),
               "default": (default_configuration(arguments.epochs), arguments.languages)}
    if arguments.few:
        columns["few"] = (json.loads(json.dumps(ours)), arguments.few)
    os.environ["KIOSK_STATE_DIR"] = str(folder / "state")
    website_port, actions_port, rasa_port = free_ports(3)
    environment = {
        "KIOSK_SECRET": uuid.uuid4().hex,
        "KIOSK_STATE_DIR": str(folder / "state"),
        "KIOSK_ACTIONS_URL": f"http://127.0.0.1:{actions_port}/webhook",
        "KIOSK_DIRECTORY_URL": f"http://127.0.0.1:{website_port}/api/directory",
    }
    prepare()
    found = {
        name: trained(name, config, languages, folder, name != "default" or not arguments.bare)
        for name, (config, languages) in columns.items()
    }
    rows = held_out(arguments.few or arguments.languages)
    asked = rows[:: max(1, len(rows) // TURNS)][:TURNS]
    bearer = {"Authorization": f"Bearer {environment['KIOSK_SECRET']}"}
    parts = [
        website_part("127.0.0.1", website_port, "127.0.0.1", environment),
        actions_part(actions_port, environment, bearer),
    ]
    try:
        for part in parts:
            part.start()
        while not all(part.is_well() for part in parts):
            time.sleep(0.2)
        for name in found:
            found[name] |= serve(folder / f"{name}.tar.gz", asked, environment, rasa_port)
    finally:
        stop(parts)
    return found


def trained(name: str, config: dict, languages: list[str], folder: Path, lists: bool) -> dict:
    """Training seconds and scores of a column, from a former run where the folder has them."""
    kept = folder / f"{name}.json"
    if not kept.exists():
        model, seconds = train(config, training_data(languages, folder, lists), folder, name)
        print(name, "trained in", round(seconds), "s", flush=True)
        kept.write_text(json.dumps({"training": seconds, **score(model, held_out(languages), folder)}))
    return json.loads(kept.read_text())


FIGURES = {
    "macro-F1": lambda f: f["macro_f1"],
    "accuracy": lambda f: f["accuracy"],
    "training s": lambda f: f["training"],
    "start-up s": lambda f: f["start_up"],
    "memory MB": lambda f: f["memory"],
    "ms a turn p50, 1 client": lambda f: f["one"]["p50"],
    "ms of it in the assistant, actions aside, p50": lambda f: f["one"]["without_actions"],
    "ms a turn p95, 1 client": lambda f: f["one"]["p95"],
    "turns/s, 1 client": lambda f: f["one"]["per_second"],
    "turns/s, 4 clients": lambda f: f["four"]["per_second"],
    "errors": lambda f: f["one"]["errors"] + f["four"]["errors"],
}


def report(found: dict, messages: int, epochs: int) -> None:
    """The table, with the ratio of Kiosk's column to each other one."""
    titles = {"kiosk": "Kiosk", "default": f"Rasa default ({epochs} epochs)", "few": "Kiosk, few languages"}
    others = [name for name in found if name != "kiosk"]
    head = [f"{messages} held-out messages", *(titles[name] for name in found), *(f"Kiosk / {name}" for name in others)]
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for title, value in FIGURES.items():
        cells = [f"{value(found[name]):.2f}" for name in found]
        for name in others:
            cells.append(f"{value(found['kiosk']) / value(found[name]):.2f}" if value(found[name]) else "–")
        print(f"| {title} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
