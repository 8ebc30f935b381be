"""Figures of two models for one file: what changed, and files that cannot be compared."""

import json

import pytest

from bot.cli.evaluate import print_changes
from bot.comparison import Change, changes, read_figures
from bot.evaluation import Result, Row, report


def figures(*tops: str) -> dict:
    rows = [Row("fi", "a", "get_loan"), Row("ar", "b", "get_grant"), Row("so", "c", "get_loan")]
    return report([Result(row, top, (), row.language, 1.0) for row, top in zip(rows, tops, strict=True)])


def test_better_and_worse_by_language_and_intent(capsys):
    found = changes(figures("get_loan", "get_loan", "get_loan"), figures("get_grant", "get_grant", "get_loan"))
    assert found["accuracy by language"] == [Change("fi", 1.0, 0.0), Change("ar", 0.0, 1.0)]
    assert [each.name for each in found["F1 by intent"]] == ["get_loan", "get_grant"]
    print_changes(found)
    printed = capsys.readouterr().out
    assert "-1.000" in printed and "+1.000" in printed


def test_the_same_figures_are_no_change():
    same = figures("get_loan", "get_grant", "get_loan")
    assert changes(same, same)["F1 by intent"] == []


@pytest.mark.parametrize("content", ["", "[]", '{"n": 3}', "\x00"])
def test_other_files_are_refused(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(ValueError):
        read_figures(path, 3)


def test_figures_of_another_file_are_refused(tmp_path):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(figures("get_loan", "get_grant", "get_loan")))
    assert read_figures(path, 3)["n"] == 3
    with pytest.raises(ValueError, match="another file"):
        read_figures(path, 4)
