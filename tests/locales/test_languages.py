"""The language table, and what a tag means."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from locales.languages import get, match, served

FIRST_SET = "en fi sv de fr es pt tr ru uk ar fa ckb so".split()
TWO_MORE = """languages:
  zh: {tag: zh-Hans, name: 简体中文, english: Chinese, direction: ltr, script: Hans, babel: zh_Hans}
  pt-BR: {tag: pt-BR, name: português (Brasil), english: Portuguese (Brazil), direction: ltr, script: Latn, babel: pt_BR}
"""


def code(tag):
    found = match(tag)
    return found and found.code


def test_the_first_languages_are_served_in_the_order_of_the_menu():
    assert [row.code for row in served()] == FIRST_SET
    assert get("ar").direction == "rtl" and get("fi").name == "suomi"
    with pytest.raises(KeyError):
        get("ar-SY")


def test_directions_agree_with_cldr():
    for row in served():
        assert row.direction == Locale.parse(row.babel).text_direction, row.code


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("ar-SY", "ar"), ("ar_EG", "ar"), ("AR", "ar"), ("ar-u-nu-latn", "ar"), ("arb", "ar"), ("fi-FI", "fi"),
        ("en-001", "en"), ("fi_FI.UTF-8", "fi"), (" en ", "en"), ("en-x-plain", "en"),
        ("pt-BR", "pt"), ("fa-AF", "fa"), ("prs", "fa"), ("ckb-IR", "ckb"), ("so-KE", "so"), ("sv-FI", "sv"),
        ("de-AT", "de"), ("es-419", "es"), ("uk-UA", "uk"),
        ("ku", None), ("ku-Arab-IQ", None), ("kmr", None), ("ckb-Latn", None), ("ps", None), ("zh-Hant", None),
        ("et", None), ("ar-Latn", None), ("be", None), ("no", None),
        ("", None), ("*", None), ("e", None), ("english please", None), (None, None), (7, None), ("en" * 200, None),
        ("\ud800", None), ("x-en", None), ("ar;DROP", None), ("../ar", None),
    ],
)  # fmt: skip
def test_what_a_tag_means(tag, wanted):
    assert code(tag) == wanted


def test_a_script_of_its_own_and_a_region_of_its_own(added):
    added.table(TWO_MORE)
    assert [code(tag) for tag in ("zh", "zh-CN", "zh-Hant", "zh-TW")] == ["zh", "zh", None, None]
    assert [code(tag) for tag in ("pt-BR", "pt", "pt-PT", "pt-AO")] == ["pt-BR", "pt", "pt", "pt"]


def test_a_language_is_added_by_data_alone(added):
    added.table()
    assert served()[-1].code == code("qaa") == "qaa"
    assert get("qaa").folder == added.folder and get("fi").folder != added.folder


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("no: {tag: nb, name: norsk, english: Norwegian, direction: ltr, script: Latn, babel: nb}", "code"),
        ("xx: {tag: xx, name: x, english: X, direction: up, script: Latn, babel: en}", "direction"),
        ("xx: {tag: '!', name: x, english: X, direction: ltr, script: Latn, babel: en}", "tag"),
        ("xx: {tag: xx, name: x, english: X, direction: ltr, script: Latn, babel: xx}", "xx"),
        ("xx: {tag: xx, english: X, direction: ltr, script: Latn, babel: en}", "name"),
    ],
)
def test_a_wrong_row_is_refused_with_its_name(added, row, fault):
    added.table(f"languages:\n  {row}\n")
    with pytest.raises(ValueError, match=fault):
        served()


def test_a_folder_that_is_not_there_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("KIOSK_LOCALES_DIR", str(tmp_path / "none"))
    with pytest.raises(FileNotFoundError, match="none"):
        served()


@given(st.text() | st.none() | st.integers())
def test_no_text_is_too_strange_for_match(tag):
    found = match(tag)
    assert found is None or found in served()
