"""What all tests share: a state folder of their own, and one running Kiosk with one trained model."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Tests never touch the state of a Kiosk that somebody runs here, nor each other's where several run at a time. The
# models are shared, because a model is named by what it was trained on.
_state = tempfile.mkdtemp(prefix="kiosk-tests-")
os.environ["KIOSK_STATE_DIR"] = _state
# One folder for all processes of a run (tests/prepared.py): the first names it.
PREPARED = Path(os.environ.setdefault("KIOSK_TESTS_PREPARED", tempfile.mkdtemp(prefix="kiosk-prepared-")))
os.environ.setdefault("KIOSK_MODELS_DIR", str(ROOT / ".kiosk" / "models"))
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
# Set up here and not named in pyproject.toml: pytest-django would read the settings before this file.
os.environ["DJANGO_SETTINGS_MODULE"] = "website.settings"
django.setup()


# Long ones first, so that two processes end at about the same time: what talks to the running Kiosk is one piece of
# work, every other file one of its own (`pytest -n 2`).
_LONG = ("tests/dialogue/test_added_language.py", "tests/postgresql/test_same_tests.py", "tests/bot/cli/test_serve.py",
         "tests/reliability/test_faults.py", "tests/understanding/test_floors.py")  # fmt: skip


# Writes to the database from threads of its own, which a test that keeps the shipped content in an open transaction
# (tests/services_directory) would let wait for ever.
_FIRST = "tests/enquiries/test_stream.py"


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    """What comes first, and which tests belong together where several processes share the run."""

    def file(item) -> str:
        return item.nodeid.split("::")[0]

    def place(item) -> int:
        if file(item) == _FIRST:
            return -2
        if not hasattr(config, "workerinput"):
            return 0
        if "running_kiosk" in item.fixturenames:
            return -1
        return _LONG.index(file(item)) if file(item) in _LONG else len(_LONG)

    for item in items:
        together = "running kiosk" if place(item) == -1 else "desk" if "desk" in item.fixturenames else file(item)
        item.add_marker(pytest.mark.xdist_group(together))
    result = yield  # pytest-xdist reads the marks here, and pytest-django puts the tests in an order of its own
    items.sort(key=place)
    return result


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of facts and outside evaluation sets, which the project does without."""
    if not SHARED.is_dir():
        pytest.skip("the folder shared/ does not lie beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """The model that fits the data; trained if there is none yet, by one of the processes that test side by side."""
    from bot.model import fitting_model

    models = Path(os.environ["KIOSK_MODELS_DIR"])
    models.mkdir(parents=True, exist_ok=True)
    with FileLock(models / "tests.lock"):
        if fitting_model() is None:
            subprocess.run([sys.executable, "-m", "bot.training"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    model = fitting_model()
    assert model is not None
    return model


@pytest.fixture(autouse=True)
def second_factor(request):
    """Whoever a test signs in by `force_login` has given the second factor; tests of the sign-in itself opt out."""
    if request.node.get_closest_marker("own_factor"):
        yield
        return
    from django.contrib.auth.signals import user_logged_in

    from tests.officers import with_factor

    user_logged_in.connect(with_factor)
    yield
    user_logged_in.disconnect(with_factor)


@pytest.fixture(autouse=True, scope="session")
def emptied_between_tests():
    """Tests with a database of their own are emptied afterwards, the audit log too, which else refuses."""
    from django.core.management.commands import flush
    from django.db import connections

    from accounts.audit.guard import lifted

    handle = flush.Command.handle

    def with_log(self, **options):
        with lifted(connections[options["database"]]):
            handle(self, **options)

    flush.Command.handle = with_log
    yield
    flush.Command.handle = handle


class RunningKiosk:
    """A `kiosk serve` in processes of its own."""

    def __init__(self, folder: Path, port: int, root: Path = ROOT, **environment: str) -> None:
        self.folder, self.port = folder, port
        self.url = f"http://127.0.0.1:{port}"
        self.log = open(folder / "serve.log", "w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "--port", str(port)],
            cwd=root,
            env={**os.environ, "KIOSK_STATE_DIR": str(folder / "state"), **environment},
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def wait(self, path: str = "/health/ready", within: float = 600) -> float:
        """Seconds until `path` answers 200; fails with the log where it does not."""
        import requests

        began = time.monotonic()
        while time.monotonic() - began < within:
            try:
                if requests.get(self.url + path, timeout=5).status_code == 200:
                    return time.monotonic() - began
            except requests.RequestException:
                pass
            assert self.process.poll() is None, self.printed()
            time.sleep(0.3)
        raise AssertionError(f"not ready within {within} s: {self.printed()}")

    def printed(self) -> str:
        """All it printed so far."""
        return (self.folder / "serve.log").read_text()

    def stop(self) -> int:
        """End it as a service manager would; returns its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(30)
        finally:
            self.log.close()


def free_port() -> int:
    """A port of loopback that nobody uses."""
    from bot.cli.serve import free_ports

    return free_ports(1)[0]


_RATES = ("CONVERSATIONS", "MESSAGES", "CONVERSATION", "ENQUIRIES", "RECEIPTS")


@pytest.fixture(scope="session")
def running_kiosk(trained_model, tmp_path_factory):
    """One running Kiosk for all tests that talk to it; the limits on speed are raised, since one address asks much."""
    from tests.prepared import prepare

    rates = {f"KIOSK_RATE_{name}": "100000/minute" for name in _RATES}
    folder = tmp_path_factory.mktemp("kiosk")
    prepare(folder / "state")
    kiosk = RunningKiosk(folder, free_port(), **rates)
    try:
        kiosk.wait()
        yield kiosk
    finally:
        kiosk.stop()
