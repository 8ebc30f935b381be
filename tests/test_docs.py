"""The documents stay true to the code."""

import re

from tests.conftest import ROOT

CODE = ("accounts", "actions", "bot", "conversations", "encoder", "enquiries", "locales", "services_directory", "website")


def test_every_setting_is_documented_and_every_documented_one_exists():
    documented = set(re.findall(r"`(KIOSK_[A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text()))
    used = set()
    for room in CODE:
        for path in (ROOT / room).rglob("*.py"):
            used |= set(re.findall(r"environ(?:\.get\(|\.setdefault\(|\[)\s*\"(KIOSK_[A-Z_]+)\"", path.read_text()))
    used |= set(re.findall(r"\$\{(KIOSK_[A-Z_]+)", (ROOT / "endpoints.yml").read_text()))
    assert used <= documented, f"not in docs/settings.md: {sorted(used - documented)}"


def test_files_named_in_the_documents_exist():
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name} names {target}"
