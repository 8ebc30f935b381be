"""`rasa test` over the stories of every language: what is understood, and which action follows."""

import os
import subprocess
import sys
from pathlib import Path

from locales.languages import served
from tests.dialogue.assistant import ROOT, SECRET

STORIES = Path(__file__).parent / "stories"


def rasa_test(stories: Path, model: Path, out: Path) -> subprocess.CompletedProcess:
    command = ["test", "core", "--stories", str(stories), "--model", str(model), "--out", str(out)]
    # Nothing is called there: `rasa test` takes actions as done. But endpoints.yml names these.
    environment = {**os.environ, "KIOSK_SECRET": SECRET, "KIOSK_ACTIONS_URL": "http://127.0.0.1:9/webhook"}
    return subprocess.run(
        [sys.executable, "-m", "rasa", *command, "--fail-on-prediction-errors", "--no-plot"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=600,
    )


def test_every_language_has_stories():
    assert {path.stem for path in STORIES.glob("*.yml")} == {f"test_{language.code}" for language in served()}


def test_the_stories_of_all_languages(trained_model, tmp_path):
    ended = rasa_test(STORIES, trained_model, tmp_path)
    assert ended.returncode == 0, (tmp_path / "failed_test_stories.yml").read_text(encoding="utf-8")


def test_a_story_that_is_not_so_fails(trained_model, tmp_path):
    wrong = tmp_path / "test_wrong.yml"
    story = (STORIES / "test_en.yml").read_text(encoding="utf-8")
    wrong.write_text(story.replace("intent: thank", "intent: greet"), encoding="utf-8")
    assert rasa_test(wrong, trained_model, tmp_path / "out").returncode != 0
