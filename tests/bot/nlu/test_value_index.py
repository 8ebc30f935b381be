"""Values of lists are found as whole words, the longest first, the message's own language first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.value_index import ValueIndex
from bot.nlu.values import position

INDEX = ValueIndex(
    [
        ("cost", "free", "en", ["free", "free of charge"]),
        ("cost", "free", "fi", ["ilmainen", "ilmaista"]),
        ("language", "ar", "en", ["arabic", "Arabic-speaking"]),
        ("language", "ar", "ar", ["العربية", "عربي"]),
        ("topic", "tax", "fi", ["verotus"]),
        ("topic", "training", "en", ["training", "course"]),
        ("format", "online", "en", ["on line", "online"]),
        ("detail", "hours", "fi", ["auki"]),
        ("audience", "young-people", "en", ["young people"]),
        ("position", "2", "en", ["second", "the second one"]),
        ("phase", "idea", "fi", ["on"]),
        ("business", "food", "en", ["café"]),
        ("topic", "loans", "tr", ["kredi"]),
        ("topic", "grants", "es", ["kredi"]),
    ],
    prefixes=["و", "ب", "ال", "بال"],
)


def values(text, language=None):
    return [(found.entity, found.value) for found in INDEX.find(text, language)]


@pytest.mark.parametrize(
    "text, language, wanted",
    [
        ("Is it FREE OF CHARGE?", "en", [("cost", "free")]),
        ("freedom", "en", []),
        ("Arabic-speaking adviser", "en", [("language", "ar")]),
        ("free course in Arabic on line", "en",
         [("cost", "free"), ("topic", "training"), ("language", "ar"), ("format", "online")]),
        ("onko ilmaista arabic training", "fi", [("cost", "free"), ("language", "ar"), ("topic", "training")]),
        ("verotusta", "fi", [("topic", "tax")]),  # an ending no list has
        ("autism", "fi", []),
        ("what is on", "en", []),  # a short word of another language
        ("on auki", "fi", [("phase", "idea"), ("detail", "hours")]),
        ("بالعربية", "ar", [("language", "ar")]),
        ("وعربي", "ar", [("language", "ar")]),
        ("cafe", "en", [("business", "food")]),
        ("l’online", None, [("format", "online")]),
        ("kredi", "en", []),  # two other languages name different values by it
        ("kredi", "tr", [("topic", "loans")]),
        ("the second one", "en", [("position", "2")]),
    ],
)
def test_values(text, language, wanted):
    assert values(text, language) == wanted


@given(st.text(max_size=60), st.sampled_from([None, "en", "fi", "xx"]))
@settings(deadline=None)
def test_any_text_gives_spans_inside_it_that_do_not_overlap(text, language):
    spans = sorted({(found.start, found.end) for found in INDEX.find(text + " free of charge " + text, language)})
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:]))


@pytest.mark.parametrize(
    "text, wanted",
    [("2", "2"), ("number 3 please", None), ("number 3", "3"), ("#2", "2"), ("show me #4 of those services", "4"),
     ("2nd", "2"), ("2.", "2"), ("٣", "3"), ("for 3 years I sold shoes in the market", None), ("2000", None), ("", None)],
)
def test_positions_in_digits(text, wanted):
    found = position(text)
    assert [entity["value"] for entity in found] == ([wanted] if wanted else [])
