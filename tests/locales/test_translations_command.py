"""`kiosk translations`, as a translator calls it."""

import json

import pytest

from bot.cli import main
from locales.domains import DOMAINS
from locales.hosts import languages_of
from locales.upkeep import catalogue_file


@pytest.fixture
def made_up(added):
    added.table()
    return added


def test_update_makes_the_catalogues_of_a_language_added_by_data(made_up, capsys):
    assert main(["translations", "update", "--language", "qaa"]) == 0
    printed = capsys.readouterr().out
    for domain, about in DOMAINS.items():  # no city works in it, so officers' pages do without
        assert catalogue_file("qaa", domain, made_up.folder).exists() is not about.officers
        assert (f" {domain} " in printed) is not about.officers
    assert 'msgid "Get a loan"\nmsgstr ""' in catalogue_file("qaa", "assistant", made_up.folder).read_text()


def test_compile_builds_or_stops_with_file_and_line(made_up, capsys):
    file = made_up.sentence("qaa", "website", "It costs {fee}.", "X {fee}")
    assert main(["translations", "compile", "--language", "qaa"]) == 0 and file.with_suffix(".mo").exists()
    file = made_up.sentence("qaa", "website", "It costs {fee}.", "X {fe}")
    file.with_suffix(".mo").unlink()
    assert main(["translations", "compile", "--language", "qaa"]) == 1
    said = capsys.readouterr().err
    assert f"{file}:6: placeholders {{fe}} instead of {{fee}}" in said and not file.with_suffix(".mo").exists()


def test_status_is_a_table_of_languages_and_catalogues(capsys):
    assert main(["translations", "status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["catalogue", "translated", "fuzzy", "missing"]
    rows = {tuple(line.split()[:2]) for line in lines[1:]}
    assert rows == {(language.code, domain) for domain in DOMAINS for language in languages_of(domain)}
    assert len(lines) == 1 + len(rows)


def test_status_as_json_counts_every_sentence_once(made_up, capsys):
    made_up.po("qaa", "website", 'msgid "A"\nmsgstr "x"\n\nmsgid "B"\nmsgstr ""\n\n#, fuzzy\nmsgid "C"\nmsgstr "y"\n')
    assert main(["translations", "status", "--json", "--language", "qaa"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["qaa"]["website"] == {"translated": 1, "fuzzy": 1, "missing": 1}
    assert counts["qaa"]["assistant"]["missing"] >= 68  # no file yet: all of it is missing


def test_a_language_that_is_not_served_is_said(capsys):
    assert main(["translations", "status", "--language", "ku"]) == 2
    assert "ku: not served" in capsys.readouterr().err
