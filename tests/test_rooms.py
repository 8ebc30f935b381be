"""Who may know whom (docs/architecture.md)."""

import ast

import pytest

from tests.conftest import ROOT

ROOMS = {
    "accounts", "actions", "bot", "conversations", "encoder", "enquiries", "locales", "services_directory", "website",
}  # fmt: skip

# Room → rooms and libraries it must not import.
FORBIDDEN = {
    "actions": ROOMS - {"actions", "locales"} | {"rasa", "django", "tensorflow"},
    "accounts": {"actions", "bot", "conversations", "encoder", "enquiries", "rasa", "rasa_sdk", "tensorflow"},
    "encoder": ROOMS - {"encoder"} | {"rasa", "rasa_sdk", "django", "tensorflow"},
    "locales": ROOMS - {"locales"} | {"rasa", "rasa_sdk", "django", "tensorflow"},
    "services_directory": {"conversations", "enquiries", "actions", "bot", "rasa", "rasa_sdk", "tensorflow"},
    "conversations": {"enquiries", "actions", "bot", "rasa", "rasa_sdk", "tensorflow"},
    "enquiries": {"actions", "bot", "rasa", "rasa_sdk", "tensorflow"},
    "website": {"actions", "bot", "rasa", "rasa_sdk", "tensorflow"},
}


def imported(path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("room", sorted(FORBIDDEN))
def test_a_room_knows_only_whom_it_may(room):
    for path in (ROOT / room).rglob("*.py"):
        known = imported(path) & FORBIDDEN[room]
        assert not known, f"{path.relative_to(ROOT)} imports {sorted(known)}"


def test_only_the_understanding_may_name_tensorflow():
    for path in (ROOT / "bot").rglob("*.py"):
        if "nlu" not in path.parts:
            assert "tensorflow" not in imported(path), path
