"""The widget's one script and its words."""

import gzip
import re
import shutil
import subprocess

import pytest

from locales.languages import served
from website import widget

pytestmark = pytest.mark.django_db  # so that the database is there when this file runs alone

LIMIT = 30_000  # bytes, compressed: the budget of the widget


BEGINNING = 16_000  # bytes, compressed: what everybody loads
LATER = 6_000  # bytes, compressed: what is loaded with the first word to a person


def test_what_few_need_is_loaded_later():
    first, second = (len(gzip.compress(each.encode())) for each in (widget.script(), widget.later_script()))
    assert first <= BEGINNING and second <= LATER and first + second <= LIMIT


@pytest.mark.parametrize("make", [widget.script, widget.later_script])
def test_it_fits_old_phones(make):
    script = make()
    assert not re.search(r"\?\.[a-zA-Z\[(]|\?\?|\bcatch \{|\{ ?\.\.\.\w+[,} ]", script), "newer than ES2017"
    assert not re.search(r"^(import|export) ", script, re.MULTILINE), "a classic script tag must be able to load it"
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", script)


@pytest.mark.parametrize("make", [widget.script, widget.later_script])
def test_it_is_valid_javascript(tmp_path, make):
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here; the browser tests run the script")
    (tmp_path / "widget.js").write_text(make())
    subprocess.run([node, "--check", tmp_path / "widget.js"], check=True)


@pytest.mark.parametrize("before, order", [([], widget.modules()), (widget.modules(), widget.later_modules())])
def test_modules_come_after_what_they_import_and_share_no_name(before, order):
    names: dict[str, str] = {}
    for place, name in enumerate(order):
        source = (widget.FOLDER / name).read_text()
        for imported in re.findall(r"from '\./([\w-]+\.js)'", source):
            assert imported == widget.BUILT or imported in before or imported in order[:place]
        for declared in re.findall(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", source, re.MULTILINE):
            assert declared not in names, f"{declared} stands in {names[declared]} and {name}: joined, they collide"
            names[declared] = name
    assert not names.keys() & set(widget.shared_names()) or not before


def test_every_source_file_is_part_of_the_widget():
    parts = {*widget.modules(), *widget.later_modules()}
    assert parts == {path.name for path in widget.FOLDER.glob("*.js")}


def test_every_sentence_is_one_that_the_extractor_finds():
    sentences = set()
    for path in widget.FOLDER.glob("*.js"):
        code = re.sub(r"//.*|/\*.*?\*/", "", path.read_text())
        sentences |= set(re.findall(r"'([A-Z][a-z]+(?: [^'\n]*)?[.?:]|[A-Z][a-z]+ [a-z][^'\n]*)'", code))
    assert sentences - set(widget.msgids()) == set()


@pytest.mark.parametrize("language", served(), ids=lambda language: language.code)
def test_its_words(client, language):
    answer = client.get(f"/widget/messages/{language.tag}.json")
    body = answer.json()
    assert body["language"]["code"] == language.code and body["language"]["direction"] == language.direction
    assert [each["name"] for each in body["languages"]] == [each.name for each in served()]
    if language.code != "en":
        assert set(body["messages"]) == set(widget.msgids()), "a sentence of the widget is not translated"
    for msgid, text in body["messages"].items():
        assert set(re.findall(r"\{\w+\}", msgid)) == set(re.findall(r"\{\w+\}", text)), msgid


def test_a_region_gets_its_language_and_an_unknown_one_nothing(client):
    assert client.get("/widget/messages/ar-SY.json").json()["language"]["code"] == "ar"
    assert client.get("/widget/messages/zh-Hant.json").status_code == 404


def test_only_the_named_version_is_kept_for_ever(client):
    plain = client.get("/widget/kiosk-chat.js")
    named = client.get(f"/widget/kiosk-chat.js?v={widget.version()}")
    old = client.get("/widget/kiosk-chat.js?v=older")
    assert "immutable" in named["Cache-Control"]
    assert "immutable" not in plain["Cache-Control"] and "immutable" not in old["Cache-Control"]
    again = client.get("/widget/kiosk-chat.js", HTTP_IF_NONE_MATCH=plain["ETag"])
    assert again.status_code == 304
