"""Normal forms are idempotent and never lose the way back to what was typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.normalise import fold, normalise, pieces, plain, with_offsets, words

# Everything Unicode has, and more often what is hard: marks, joiners, apostrophes, Arabic and Turkish letters.
HARD = "aİIıi\u0307\u0301\u200c\u200d\u0640\u064b\u0651\u0654\u0653اأآيىیكکهەھۀة'’ʼ.-@ 1٣۴ßŁø한\u1100\u1161\U0001f469\ud800"
texts = st.one_of(st.text(alphabet=st.characters(), max_size=40), st.text(alphabet=HARD, max_size=40))


@given(texts)
@settings(max_examples=500, deadline=None)
@pytest.mark.parametrize("form", [plain, normalise, fold])
def test_a_normal_form_is_its_own_normal_form(form, text):
    assert form(form(text)) == form(text)


@given(texts, st.booleans())
@settings(max_examples=500, deadline=None)
def test_offsets_lie_in_the_text_and_never_go_back(text, folded):
    normal = with_offsets(text, folded)
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    assert list(normal.starts) == sorted(normal.starts) and list(normal.ends) == sorted(normal.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(normal.starts, normal.ends))


@given(texts)
@settings(max_examples=500, deadline=None)
@pytest.mark.parametrize("cut", [words, pieces])
def test_words_do_not_overlap_and_stand_where_they_say(cut, text):
    found = cut(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(first.end <= second.start for first, second in zip(found, found[1:]))
    for word in found:  # the stretch of the original has the word as its normal form
        form = normalise if cut is words else fold
        assert word.text in form(text[word.start : word.end])


@pytest.mark.parametrize(
    "typed, wanted",
    [
        ("м’ята", ["м'ята"]),
        ("м'ята", ["м'ята"]),
        ("lacag la’aan ah", ["lacag", "la'aan", "ah"]),
        ("Helsinki'de iş", ["Helsinki'de", "iş"]),
        ("İstanbul", ["Istanbul"]),
        ("می‌خواهم", ["میخواهم"]),
        ("كيـــف أُسَجِّل شركةً؟", ["کیف", "أسجل", "شرکة"]),
        ("y-tunnus?!", ["y-tunnus"]),
        ("2.500 € or 10,5 %", ["2.500", "or", "10,5"]),
        ("write to a.b@c.fi, please", ["write", "to", "a.b@c.fi", "please"]),
        ("and/or", ["and", "or"]),
        ("٣ و ۴", ["3", "و", "4"]),
        ("👩‍🍳", []),
        ("", []),
    ],
)
def test_words(typed, wanted):
    assert [word.text for word in words(typed)] == wanted


def test_offsets_are_those_of_the_original():
    typed = "ab  كيـــف"
    (_, word) = words(typed)
    assert typed[word.start : word.end] == "كيـــف"


@pytest.mark.parametrize(
    "one, other",
    [("Käännös", "kaannos"), ("ÇALIŞMA", "calisma"), ("Straße", "STRASSE"), ("شركة", "شرکه"), ("ёлка", "елка"),
     ("İŞ", "is"), ("أحمد", "احمد"), ("Łódź", "lodz"), ("کوردی", "كوردي")],
)
def test_spellings_of_one_word_fold_to_one_form(one, other):
    assert fold(one) == fold(other)


def test_l_entreprise_is_found_as_entreprise():
    assert [piece.text for piece in pieces("l’Entreprise")] == ["l", "entreprise"]
