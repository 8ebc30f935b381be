"""How much personal data the rules find in labelled sentences of all languages, and what they leave alone."""

from pathlib import Path

import pytest
import regex
import yaml

from enquiries.personal_data import find, masked, without_masks
from locales.languages import served

HERE = Path(__file__).parent
SENTENCES = yaml.safe_load((HERE / "personal_data.yml").read_text(encoding="utf-8"))
_MARK = regex.compile(r"\{(\w+)\|([^}]*)\}")
RECALL, RECALL_OF_FORMS, PRECISION = 0.84, 0.97, 0.97
"""Of all; of what has a form or is announced is found nearly all; what is masked is nearly always personal."""


def labelled(sentence: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain sentence, and (start, end, kind) of what is personal in it."""
    text, spans, end = "", [], 0
    for mark in _MARK.finditer(sentence):
        text += sentence[end : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        end = mark.end()
    return text + sentence[end:], spans


def measured(language: str) -> tuple[int, int, int, int, list[str]]:
    """(labelled, wholly found, found, found rightly, leaks)."""
    wanted = hit = given = right = 0
    leaks = []
    for sentence in SENTENCES[language]:
        text, spans = labelled(sentence)
        found = find(text, {"sv": "se", "de": "at"}.get(language, "fi"))
        wanted += len(spans)
        given += len(found)
        right += sum(any(each.start < end and start < each.end for start, end, _ in spans) for each in found)
        for start, end, kind in spans:
            if any(each.start <= start and end <= each.end for each in found):
                hit += 1
            else:
                leaks.append(f"{kind} {text[start:end]}")
    return wanted, hit, given, right, leaks


def test_there_are_sentences_of_every_language():
    assert set(SENTENCES) == {language.code for language in served()}
    assert sum(map(len, SENTENCES.values())) >= 120


def test_most_of_it_is_found_and_little_else():
    figures = {language: measured(language) for language in SENTENCES}
    wanted, hit, given, right = (sum(each[place] for each in figures.values()) for place in range(4))
    leaks = [leak for each in figures.values() for leak in each[4]]
    assert hit / wanted >= RECALL, leaks
    assert right / given >= PRECISION
    formed = [leak for leak in leaks if not leak.startswith("name ")]
    assert 1 - len(formed) / wanted >= RECALL_OF_FORMS, formed


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_sentences_without_personal_data_stay_as_they_are(language):
    for sentence in SENTENCES[language]:
        text, spans = labelled(sentence)
        if not spans:
            assert masked(text, "fi") == text


def test_masks_say_what_was_there_and_are_not_masked_again():
    once = masked("I am Ali Hassan, call 040 123 4567", "fi")
    assert once == "I am ⟨name⟩, call ⟨phone⟩"
    assert masked(once, "fi") == once
    assert without_masks(once) == "I am …, call …"


@pytest.mark.parametrize("written", [
    "٠٤٠ ١٢٣ ٤٥٦٧", "۰۴۰۱۲۳۴۵۶۷", "０４０１２３４５６７", "\u202a040 123 4567\u202c", "0 4 0 1 2 3 4 5 6 7", "040/123-4567",
])  # fmt: skip
def test_a_number_in_any_digits_and_any_spacing(written):
    assert not any(each.isdigit() for each in masked(f"my number {written} ok", "fi"))
