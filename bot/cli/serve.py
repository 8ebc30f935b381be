"""`kiosk serve`: the main job."""

import argparse
import contextlib
import fcntl
import ipaddress
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time

import requests

from bot.chores import Chores
from bot.model import fitting_model
from bot.places import ROOT, state_dir
from bot.status import Status
from bot.supervision import Part, stop

LOOK = 1.0  # seconds between two looks at the parts
LOAD_WITHIN = 180.0  # seconds the assistant may take to load before it counts as failed

# What beyond-loopback asks for: the production settings, none of which has a default.
PRODUCTION = ("KIOSK_PRODUCTION", "KIOSK_DJANGO_SECRET_KEY", "KIOSK_ALLOWED_HOSTS")


class Failed(Exception):
    """Something that keeps Kiosk from starting; its text is the one line that is printed."""


def add_parser(commands) -> None:
    """`kiosk serve [--host H] [--port P]`."""
    parser = commands.add_parser("serve", help="start the website, the assistant and its action server")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=8000)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535)")
    return int(text)


def run(arguments) -> int:
    """Serve until SIGTERM or Ctrl-C; 1 with one clear line where it cannot start."""
    server = Server(arguments.host, arguments.port)
    for which in (signal.SIGTERM, signal.SIGINT):
        signal.signal(which, lambda *_: server.wind_up())
    try:
        server.serve()
        return 0
    except Failed as failure:
        print(f"kiosk: {failure}", file=sys.stderr)
        return 1
    finally:
        server.end()


class Server:
    """The supervisor of the three parts."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.ending = threading.Event()
        self.parts: list[Part] = []
        self.chores: Chores | None = None
        self.training: subprocess.Popen | None = None
        self.status = Status(state_dir())
        self.lock = None
        self.secret = secrets.token_urlsafe(32)

    def serve(self) -> None:
        """Prepare, start, wait until ready, then mind the parts until told to end."""
        self._check_host()
        self._take_state_dir()
        self._check_port()
        self.status.tell("waking", "prepare", missing=["website", "actions", "rasa"])
        prepare()
        rasa_port, actions_port = free_ports(2)
        environment = {
            "KIOSK_SECRET": self.secret,
            "KIOSK_STATE_DIR": str(state_dir()),
            "KIOSK_RASA_URL": f"http://127.0.0.1:{rasa_port}",
            "KIOSK_ACTIONS_URL": f"http://127.0.0.1:{actions_port}/webhook",
            "KIOSK_DIRECTORY_URL": f"http://{self._own_name()}:{self.port}/api/directory",
            "KIOSK_PUBLIC_URL": os.environ.get("KIOSK_PUBLIC_URL") or f"http://{self._own_name()}:{self.port}",
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            # Training must come out the same whatever order Python hashes in.
            "PYTHONHASHSEED": "0",
            # What the pinned libraries say about themselves is no news for who runs Kiosk.
            "PYTHONWARNINGS": "ignore",
        }
        self._start(website_part(self.host, self.port, self._own_name(), environment))
        self._wait(self.parts[0], 60, "the website did not start")
        self._warm(environment)
        print(f"Kiosk is at http://{self._own_name()}:{self.port}/ (the guide is waking up)", flush=True)
        model = self._model(environment)
        if self.ending.is_set():
            return
        bearer = {"Authorization": f"Bearer {self.secret}"}
        self._start(actions_part(actions_port, environment, bearer))
        rasa = assistant_part(rasa_port, str(model), environment, bearer)
        self._start(rasa)
        self.status.tell("waking", "load", 0.97, ["actions", "rasa"])
        self._wait(self.parts[1], 60, "the action server did not start")
        if not self._wait(rasa, LOAD_WITHIN, None):
            self._train_anew(rasa, model, environment)
        if self.ending.is_set():
            return
        self.status.tell("ready", "ready", 1.0)
        print(f"Kiosk is ready at http://{self._own_name()}:{self.port}/", flush=True)
        self._mind(environment)

    # before the first part

    def _own_name(self) -> str:
        return "127.0.0.1" if self.host in ("0.0.0.0", "::", "localhost") else self.host

    def _check_host(self) -> None:
        try:
            loopback = self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            raise Failed(f"{self.host} is no address to listen at") from None
        missing = [name for name in PRODUCTION if not os.environ.get(name)]
        if not loopback and missing:
            raise Failed(f"--host {self.host} opens Kiosk to the network; set {', '.join(missing)} first")

    def _check_port(self) -> None:
        with socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise Failed(f"cannot listen at {self.host}:{self.port}: {error.strerror}") from None

    def _take_state_dir(self) -> None:
        self.lock = open(state_dir() / "serve.lock", "w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Failed(f"another kiosk serve already uses {state_dir()}") from None

    # starting

    def _start(self, part: Part) -> None:
        part.start()
        self.parts.append(part)

    def _wait(self, part: Part, within: float, failure: str | None) -> bool:
        """Whether the part became well in time; raises Failed with `failure` where one is given."""
        deadline = time.monotonic() + within
        while not self.ending.is_set():
            if part.is_well():
                return True
            if not part.runs() or time.monotonic() > deadline:
                if failure:
                    raise Failed(failure)
                return False
            self.ending.wait(0.3)
        return True

    def _warm(self, environment: dict) -> None:
        """Lets the website prepare, in its background, what its first search of services needs."""
        with contextlib.suppress(requests.RequestException):  # else the first chat does
            requests.get(f"{environment['KIOSK_DIRECTORY_URL']}/version", headers={"Host": "localhost"}, timeout=10)

    def _model(self, environment: dict):
        """The model that fits the data, trained now if there is none."""
        if (model := fitting_model()) is None and not self.ending.is_set():
            print("Training the assistant …", flush=True)
            self._train(environment)
            model = fitting_model()
            if model is None and not self.ending.is_set():
                raise Failed("training ended without a model")
        return model

    def _train(self, environment: dict) -> None:
        self.training = subprocess.Popen(
            [sys.executable, "-m", "bot.training"],
            env={**os.environ, **environment},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        errors: list[str] = []
        reader = threading.Thread(target=lambda: errors.extend(self.training.stderr), daemon=True)
        reader.start()
        for line in self.training.stdout:
            words = line.split()
            if words[:1] == ["progress"] and len(words) == 3:
                self.status.tell("waking", "train", float(words[1]) * 0.95, ["actions", "rasa"])
                print(f"  {float(words[1]):4.0%} {words[2]}", flush=True)
        status = self.training.wait()
        self.training = None
        reader.join(2)
        if status and not self.ending.is_set():
            raise Failed(f"training failed: {errors[-1].strip() if errors else f'status {status}'}")

    def _train_anew(self, rasa: Part, model, environment: dict) -> None:
        """A model that Rasa cannot load is thrown away and trained once more."""
        if self.ending.is_set():
            return
        stop([rasa])
        print("The model cannot be loaded; training it anew …", flush=True)
        model.unlink(missing_ok=True)
        self._model(environment)
        if self.ending.is_set():
            return
        rasa.start()
        self._wait(rasa, LOAD_WITHIN, "the assistant did not start")

    # afterwards

    def _mind(self, environment: dict) -> None:
        self.chores = Chores(environment)
        while not self.ending.wait(LOOK):
            missing = [part.name for part in self.parts if not part.is_well(timeout=10)]
            self.status.tell("ready" if not missing else "waking", "restart" if missing else "ready", 1.0, missing)
            for part in self.parts:
                if not part.runs():
                    if part.name == "rasa" and not part.due and fitting_model() is None:
                        self._model(environment)
                    if not self.ending.is_set():
                        part.revive()
            self.chores.look()

    def wind_up(self) -> None:
        """Start nothing more; a training, whose end would be waited for, ends now."""
        self.ending.set()
        if self.training is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.training.pid, signal.SIGKILL)

    def end(self) -> None:
        """End everything that was started."""
        self.wind_up()
        stop([*self.parts, *(self.chores.processes if self.chores else [])])
        if self.lock is not None:
            self.lock.close()


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody uses right now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def website_part(host: str, port: int, name: str, environment: dict) -> Part:
    """The website under uvicorn: no access log, because addresses are personal data."""
    command = ["uvicorn", "website.asgi:application", "--host", host, "--port", str(port)]
    quiet = ["--log-level", "warning", "--no-access-log", "--lifespan", "off", "--ws", "none"]
    quiet += ["--timeout-graceful-shutdown", "5"]
    return Part("website", command + quiet, environment, f"http://{name}:{port}/health/live", {"Host": "localhost"})


def actions_part(port: int, environment: dict, headers: dict) -> Part:
    """The action server on loopback."""
    command = ["actions.server", "--port", str(port)]
    return Part("actions", command, environment, f"http://127.0.0.1:{port}/health", headers)


def assistant_part(port: int, model: str, environment: dict, headers: dict) -> Part:
    """The Rasa server on loopback with its one channel."""
    command = ["bot.assistant", "--model", model, "--port", str(port)]
    return Part("rasa", command, environment, f"http://127.0.0.1:{port}/webhooks/kiosk/", headers)


def prepare() -> None:
    """Migrate, load the shipped cities into an empty database, compile the catalogues."""
    from locales.catalogue import ensure_compiled

    ensure_compiled()
    django_ready()
    from django.core.management import call_command

    from services_directory.loading import load_all

    call_command("migrate", verbosity=0, interactive=False)
    load_all()


def django_ready() -> None:
    """Set Django up for use outside the website, once: a second time would close the handlers of others' logs."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings")
    if not apps.ready:
        django.setup()
