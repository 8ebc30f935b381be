"""`kiosk check` finds nothing in what is shipped, and names what is broken."""

import subprocess
import sys

import yaml

from bot import checks
from tests.conftest import ROOT


def test_what_is_shipped_has_no_faults():
    command = [sys.executable, "-W", "ignore", "-m", "bot", "check"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert ended.stdout == ""
    assert ended.returncode == 0


def test_thin_foreign_and_repeated_data_are_named(tmp_path, monkeypatch):
    folder = tmp_path / "data" / "nlu" / "en"
    folder.mkdir(parents=True)
    entries = [
        {"intent": "get_loan", "examples": "- a loan\n- money please\n"},
        {"intent": "get_grant", "examples": "- money please\n"},
        {"lookup": "cost.cheap.en", "examples": "- cheap\n"},
    ]
    (folder / "finance.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": entries}))
    monkeypatch.setattr(checks, "_value_codes", lambda: {"cost": {"free", "paid"}})
    faults = "\n".join(checks.language_faults(folder))
    assert "'money please' stands under get_loan and get_grant" in faults
    assert "cost.cheap.en is no value" in faults
    assert "get_loan has 2 examples, needs 25" in faults
    assert "no words for cost.free" in faults
