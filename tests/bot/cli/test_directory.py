"""`kiosk directory`: as a person at a terminal runs it, in processes of their own, with a database on disk."""

import os
import subprocess
import sys

import pytest
import yaml

from tests.conftest import ROOT
from tests.prepared import prepare


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory):
    """Runs the command over a state folder with the shipped content."""
    folder = tmp_path_factory.mktemp("directory")
    environment = {**os.environ, "KIOSK_STATE_DIR": str(folder / "state"), "DJANGO_SETTINGS_MODULE": "website.settings"}
    prepare(folder / "state")

    def start(*arguments):
        command = [sys.executable, "-m", "bot", "directory", *map(str, arguments)]
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(*arguments):
        with start(*arguments) as process:
            try:
                out, err = process.communicate(timeout=600)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return process.returncode, out, err

    run.start, run.folder = start, folder
    return run


@pytest.mark.parametrize("ending", ["yml", "csv", "xlsx"])
def test_export_then_import(kiosk, ending):
    file = kiosk.folder / f"vienna.{ending}"
    assert kiosk("export", file, "--city", "vienna") == (0, "", "17 services\n")
    code, out, err = kiosk("import", file, "--dry-run")
    assert (code, out) == (0, "") and "0 new, 0 changed, 17 same, 0 wrong" in err


def test_a_fault_is_one_line_with_file_row_column_and_reason(kiosk):
    file = kiosk.folder / "wrong.csv"
    file.write_text("id,city,url,topics\ngisa,vienna,gisa.gv.at,loans\nytj,helsinki,,money\n")
    code, out, err = kiosk("import", file)
    lines = out.splitlines()
    assert code == 1 and "nothing was changed" in err
    assert [line.split(": ")[:2] for line in lines] == [[f"{file}:2", "url"], [f"{file}:3", "topics"]]


def test_a_dry_run_changes_nothing_and_names_what_would_change(kiosk):
    file = kiosk.folder / "some.csv"
    file.write_text("id,city,alert\ngisa,vienna,Closed on Friday\n")
    code, out, err = kiosk("import", file, "--dry-run", "--city", "vienna")
    assert (code, out) == (0, f"{file}:2: changed: vienna/gisa: alert\n") and "records a second" in err
    assert kiosk("import", file)[0] == 0
    assert "0 new, 0 changed, 1 same" in kiosk("import", file)[2]


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["import", "nowhere.csv"], "there is no such file"),
        (["import", "services.pdf"], ".xlsx"),
        (["export", "a.csv", "--city", "atlantis"], "helsinki, vienna"),
        (["export", "no/such/folder/a.csv"], "No such file or directory"),
        (["template", "a.yml"], "a template is"),
        (["import"], "FILE"),
        (["burn"], "invalid choice"),
    ],
)
def test_arguments_that_cannot_be_used(kiosk, arguments, said):
    code, out, err = kiosk(*arguments)
    assert code == 2 and said in err and "Traceback" not in err


def test_a_template_can_be_filled_in(kiosk):
    for ending in ("csv", "xlsx"):
        file = kiosk.folder / f"template.{ending}"
        assert kiosk("template", file)[0] == 0 and file.stat().st_size > 1000
        assert "0 new, 0 changed, 0 same, 0 wrong" in kiosk("import", file)[2]


def test_two_imports_at_the_same_time_are_both_whole(kiosk):
    processes = []
    for number in (1, 2):
        file = kiosk.folder / f"both-{number}.yml"
        entries = [
            {"id": f"both-{number}-{each}", "city": "vienna", "name": f"Both {number} {each}", "topics": ["loans"],
             "organization": "ams", "description": "Helps.", "status": "current", "phones": ["+431514500"]}
            for each in range(30)
        ]  # fmt: skip
        file.write_text(yaml.safe_dump({"services": entries}))
        processes.append(kiosk.start("import", file))
    for process in processes:
        out, err = process.communicate(timeout=600)
        assert process.returncode == 0, out + err
    for number in (1, 2):
        assert "30 same" in kiosk("import", kiosk.folder / f"both-{number}.yml", "--dry-run")[2]
