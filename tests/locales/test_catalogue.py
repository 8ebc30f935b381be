"""Catalogues at work: fallbacks, compiling in the process, threads, folders that are added."""

import logging
import os
import threading

import pytest

from locales import catalogue
from locales.catalogue import ensure_compiled, ntranslate, reload, translate, translated
from locales.labels import LABELS, intent_label


def test_a_lacking_sentence_is_english_and_logged_once(caplog):
    reload()
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert translate("Nobody says this.", "fi", "website") == "Nobody says this."
            assert translate("Nobody says this.", "en", "website") == "Nobody says this."
    assert len([record for record in caplog.records if "Nobody says this." in record.getMessage()]) == 1


def test_translated_tells_lacking_from_equal(added):
    added.sentence("fi", "website", "PDF", "PDF")
    assert translated("PDF", "fi", "website") and not translated("Nobody says this.", "fi", "website")
    assert translated("Nobody says this.", "en", "website")


def test_outer_white_space_of_block_texts_does_not_hide_a_translation(added):
    added.sentence("fi", "website", "Good day.", "Hyvää päivää.")
    assert translate("Good day.\n", "fi", "website") == "Hyvää päivää."


@pytest.mark.parametrize("msgid", ["", " ", "\n"])
def test_the_header_of_a_catalogue_is_no_sentence(added, msgid):
    added.sentence("fi", "website", "Good day.", "Hyvää päivää.")
    assert translate(msgid, "fi", "website") == msgid


@pytest.mark.parametrize("language", ["ku", "../fi", "", "fi/../fi", "xx"])
def test_an_unserved_language_is_english_and_no_path(language):
    assert translate("Hello", language, "assistant") == "Hello"


def test_an_unknown_domain_is_the_caller_s_mistake():
    with pytest.raises(ValueError, match="no domain"):
        translate("Hello", "fi", "messages")


def test_unsure_unfinished_and_broken_entries_stay_english(added):
    added.po(
        "fi",
        "website",
        """#, fuzzy
msgid "One"
msgstr "Yksi"

msgid "{a} two"
msgstr "{b} kaksi"

msgid "{count} three"
msgid_plural "{count} threes"
msgstr[0] "kolme"
msgstr[1] ""

msgid "Four"
msgstr "Neljä"
""",
    )
    assert [translate(msgid, "fi", "website") for msgid in ("One", "{a} two", "Four")] == ["One", "{a} two", "Neljä"]
    assert ntranslate("{count} three", "{count} threes", 1, "fi", "website") == "{count} three"
    assert ntranslate("{count} three", "{count} threes", 2, "fi", "website") == "{count} threes"


def test_compiled_when_older_and_only_then(added):
    po = added.sentence("fi", "website", "Good day.", "Hyvää päivää.")
    mo = po.with_suffix(".mo")
    assert mo in ensure_compiled()
    assert mo.exists() and mo not in ensure_compiled()
    added.sentence("fi", "website", "Good day.", "Päivää.")
    later = mo.stat().st_mtime_ns + 10**9
    os.utime(po, ns=(later, later))
    assert mo in ensure_compiled()
    assert translate("Good day.", "fi", "website") == "Päivää."


def test_a_folder_that_cannot_be_written_is_compiled_in_memory(added, monkeypatch):
    po = added.sentence("fi", "website", "Good day.", "Hyvää päivää.")

    def refused(*_):
        raise PermissionError("read-only")

    monkeypatch.setattr("locales.upkeep.write", refused)
    assert translate("Good day.", "fi", "website") == "Hyvää päivää."
    assert not po.with_suffix(".mo").exists()


def test_an_added_folder_says_one_phrase_its_own_way(added):
    added.sentence("fi", "assistant", "Get a loan", "Laina heti")
    assert intent_label("get_loan", "fi") == "Laina heti"
    assert intent_label("get_loan", "en") == "Get a loan"


def test_a_language_added_by_data_alone_is_spoken(added):
    added.table()
    added.sentence("qaa", "assistant", LABELS["greet"], "كيوسك")
    assert intent_label("greet", "qaa") == "كيوسك"


def test_many_threads_read_one_catalogue(added):
    added.sentence("fi", "website", "Good day.", "Hyvää päivää.")
    found, start = [], threading.Barrier(12)

    def read():
        start.wait()
        found.extend(translate("Good day.", "fi", "website") for _ in range(200))

    threads = [threading.Thread(target=read) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Hyvää päivää."] * 2400


def test_what_was_logged_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(catalogue, "_MOST_TOLD", 5)
    reload()
    for number in range(20):
        translate(f"Sentence {number}", "fi", "website")
    assert len(catalogue._told) == 5
    reload()


def test_a_file_that_is_no_catalogue_stops_nobody(added, caplog):
    po = added.sentence("fi", "website", "Good day.", "Hyvää päivää.")
    ensure_compiled()
    po.write_text('msgid "Good day."\nmsgstr Hyvää\n', encoding="utf-8")
    later = po.stat().st_mtime_ns + 10**9
    os.utime(po, ns=(later, later))
    reload()
    assert translate("Good day.", "fi", "website") == "Hyvää päivää."
    assert "not a catalogue" in caplog.text
