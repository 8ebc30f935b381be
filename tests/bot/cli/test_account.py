"""`kiosk account` as one types it."""

import pytest
from django.contrib.auth import get_user_model

from accounts.models import AuditEntry
from bot.cli import main
from services_directory.models import City, Organization

PASSWORD = "correct horse battery"


@pytest.fixture
def typed(db, monkeypatch):
    """`typed(answers, words…)`: runs the command with these passwords; its exit status."""
    City.objects.create(id="helsinki", name="Helsinki", country="fi", default_language="fi", timezone="UTC")
    Organization.objects.create(slug="ours", name="Ours")

    def run(passwords, *words):
        answers = iter(passwords)
        monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
        return main(["account", *words])

    return run


@pytest.mark.parametrize("words, superuser, role", [
    ((), True, "administrator"),
    (("--role", "officer", "--city", "helsinki"), False, "officer of a city: Helsinki"),
    (("--role", "partner", "--organization", "ours"), False, "partner organisation: Ours"),
    (("--role", "translator", "--languages", "fi, sv"), False, "translator: fi, sv"),
    (("--role", "viewer"), False, "viewer"),
])  # fmt: skip
def test_an_account_of_each_role(typed, capsys, words, superuser, role):
    assert typed([PASSWORD] * 2, "create", "--name", "aino", *words) == 0
    user = get_user_model().objects.get(username="aino")
    assert user.check_password(PASSWORD) and user.is_superuser == superuser and user.is_staff
    assert AuditEntry.objects.filter(user_name="kiosk", object_type="accounts.assignment").exists()
    assert PASSWORD not in str(list(AuditEntry.objects.values())) and user.password not in str(
        list(AuditEntry.objects.values())
    )
    assert typed([], "list") == 0
    assert f"aino: {role}" in capsys.readouterr().out


@pytest.mark.parametrize("passwords, words, reason", [
    (["short", "short"], (), "too short"), ([PASSWORD, "another one here"], (), "differ"),
    (["1q2w3e4r5t6y"] * 2, (), "too common"),
    ([], ("--role", "officer"), "Choose the officer's city"),
    ([], ("--role", "officer", "--city", "atlantis"), "there is no city atlantis"),
    ([], ("--role", "partner", "--organization", "none"), "there is no organization none"),
    ([], ("--role", "translator", "--languages", "qq"), "There is no language qq"),
    ([], ("--role", "viewer", "--languages", "fi"), "the other roles have none"),
])  # fmt: skip
def test_what_cannot_be_made_is_said_and_not_made(typed, capsys, passwords, words, reason):
    assert typed(passwords, "create", "--name", "aino", *words) == 1
    assert reason in capsys.readouterr().err and not get_user_model().objects.exists()


def test_a_name_twice(typed, capsys):
    assert typed([PASSWORD] * 2, "create", "--name", "aino") == 0
    assert typed([PASSWORD] * 2, "create", "--name", "aino") == 1 and "already exists" in capsys.readouterr().err


def test_reset_factor(typed, capsys):
    from accounts.signin import factor

    typed([PASSWORD] * 2, "create", "--name", "aino")
    factor.new_codes(get_user_model().objects.get())
    assert typed([], "reset-factor", "aino") == 0 and factor.codes_left(get_user_model().objects.get()) == 0
    assert typed([], "reset-factor", "nobody") == 1 and "no account nobody" in capsys.readouterr().err
