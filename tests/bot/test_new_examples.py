"""Accepted messages go into the files of training data as one line each, or say why not."""

import shutil
import subprocess

import pytest
import yaml

from bot import new_examples
from bot.new_examples import Example, NotTaken, add, checked, with_line, written
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Training data to write in: that of one language."""
    target = tmp_path / "data" / "nlu"
    shutil.copytree(ROOT / "data" / "nlu" / "fi", target / "fi")
    monkeypatch.setattr(new_examples, "nlu_dir", lambda: target)
    new_examples._homes.cache_clear()
    yield target
    new_examples._homes.cache_clear()


def test_one_line_more_and_nothing_else(folder):
    before = (folder / "fi" / "starting.yml").read_text()
    add([Example("fi", "register_business", "Pitääkö … hennamyyjän rekisteröityä torille?")])
    after = (folder / "fi" / "starting.yml").read_text()
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert new == ["    - Pitääkö … hennamyyjän rekisteröityä torille?"]
    assert len(after.splitlines()) == len(before.splitlines()) + 1
    block = next(each for each in yaml.safe_load(after)["nlu"] if each.get("intent") == "register_business")
    assert block["examples"].splitlines()[-1] == "- Pitääkö … hennamyyjän rekisteröityä torille?"


@pytest.mark.parametrize(("text", "line"), [
    ("two\nlines  here", "two lines here"), ("/restart now", "restart now"), ("- [loan](topic)", "(loan)(topic)"),
    ('a [x]{"entity": "topic"}', 'a (x)("entity": "topic")'),
])  # fmt: skip
def test_marks_that_rasa_reads_are_none(text, line):
    assert written(text) == line


def test_what_is_there_already_or_measured_with_is_not_taken(folder):
    import json

    with pytest.raises(NotTaken, match="already$"):
        checked(Example("fi", "start_business", "YRITYKSEN perustaminen"))
    with pytest.raises(NotTaken, match="under start_business"):
        checked(Example("fi", "get_loan", "yrityksen perustaminen"))
    row = json.loads((ROOT / "tests" / "understanding" / "fi.jsonl").read_text().splitlines()[0])
    with pytest.raises(NotTaken, match="measured"):
        checked(Example("fi", row["intent"], row["text"]))


@pytest.mark.parametrize("example", [
    Example("fi", "no_such_intent", "hei"), Example("xx", "get_loan", "hei"), Example("fi", "get_loan", "… 12 …"),
])  # fmt: skip
def test_what_belongs_nowhere(folder, example):
    with pytest.raises(NotTaken):
        checked(example)


def test_a_file_without_the_intent_is_left_alone():
    with pytest.raises(NotTaken):
        with_line("nlu:\n- intent: a\n  examples: |\n    - x\n", Example("fi", "b", "y"))


@pytest.mark.django_db
def test_the_command_says_what_it_takes_and_takes_it_once(folder, capsys):
    from django.core.management import call_command  # noqa: F401 - Django is ready

    from bot.cli import main
    from enquiries.models import ReviewItem
    from services_directory.models import City

    city = City.objects.create(pk="seedville", name="S", country="fi", default_language="fi", timezone="UTC")
    common = {"city": city, "language": "fi", "state": "accepted", "consent": True}
    ReviewItem.objects.create(
        text="⟨name⟩ kysyy: saako pyykkituvassa leipoa myyntiin?", wanted_intent="get_licences", **common
    )
    ReviewItem.objects.create(text="yrityksen perustaminen", wanted_intent="start_business", **common)
    ReviewItem.objects.create(text="ei lupaa", wanted_intent="get_loan", **{**common, "consent": False})
    assert main(["review", "export", "--dry-run"]) == 0
    assert ReviewItem.objects.filter(exported_on=None).count() == 3
    assert main(["review", "export"]) == 0
    assert "not taken: it is there already" in capsys.readouterr().out
    assert "    - … kysyy: saako pyykkituvassa leipoa myyntiin?\n" in (folder / "fi" / "starting.yml").read_text()
    assert ReviewItem.objects.exclude(exported_on=None).count() == 1
    assert main(["review", "export"]) == 0
    assert capsys.readouterr().out.count("get_licences") == 0
    assert (
        "ei lupaa"
        not in subprocess.run(["cat", *map(str, folder.rglob("*.yml"))], capture_output=True, text=True).stdout
    )
