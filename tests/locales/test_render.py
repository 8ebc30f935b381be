"""Rendering: translate first, fill in then, never fail, keep what runs the other way whole."""

import logging
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.render import render, render_marked, render_plural

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
FEE = {"type": "money", "amount": "75", "currency": "EUR"}
PHONE = {"type": "phone", "number": "+35893101400"}


def test_the_translation_is_filled_in_the_reader_s_way(added):
    added.sentence("fi", "guidance", "It costs {fee} here.", "Se maksaa täällä {fee}.")
    assert render("It costs {fee} here.", {"fee": FEE}, "fi", "guidance") == "Se maksaa täällä 75\xa0€."
    assert render("It costs {fee} here.", {"fee": FEE}, "fi-FI", "guidance").startswith("Se maksaa")


@pytest.mark.parametrize("broken", ["Maksaa {fe}.", "Maksaa {fee", "Maksaa }.", "Maksaa.", "{fee!r}", "{fee.x}", "{}"])
def test_a_broken_translation_gives_way_to_the_source(added, caplog, broken):
    # Written as .mo by another tool, past the checks.
    po = added.sentence("fi", "guidance", "It costs {fee} there.", "x {fee}")
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    from locales import catalogue

    with po.open("rb") as lines:
        loaded = read_po(lines)
    loaded["It costs {fee} there."].string = broken
    with po.with_suffix(".mo").open("wb") as out:
        write_mo(out, loaded)
    catalogue.reload()
    with caplog.at_level(logging.ERROR):
        rendered = render_marked("It costs {fee} there.", {"fee": FEE}, "fi", "guidance")
    assert (rendered.text, rendered.language) == ("It costs €75 there.", "en")
    assert "translation into fi" in caplog.text


def test_a_lacking_or_wrong_value_leaves_a_gap_and_never_a_brace(caplog):
    private = "Ahmad's passport"
    assert render("It costs {fee}.", {}, "en", "guidance") == "It costs …."
    assert render("It costs {fee}.", None, "en", "guidance") == "It costs …."
    assert render("It costs {fee}.", {"fee": {"type": "money", "amount": private, "currency": "EUR"}}, "en", "guidance")
    assert "fee" in caplog.text and private not in caplog.text


def test_a_stray_brace_in_the_source_does_not_lose_the_turn():
    assert render("It costs {fee} {", {"fee": FEE}, "en", "guidance") == "It costs €75 {"


def test_plain_strings_and_numbers_are_texts_and_numbers():
    assert render("{name} has {n}", {"name": "Maria {n}", "n": 12000}, "en", "website") == "Maria {n} has 12,000"


def test_left_to_right_pieces_are_isolated_in_arabic(added):
    added.sentence("ar", "guidance", "Call {a} of {b} at {c}.", "اتصل بـ {a} في {b}: {c}.")
    text = render(
        "Call {a} of {b} at {c}.",
        {"a": PHONE, "b": {"type": "text", "text": "NewCo Helsinki"}, "c": {"type": "link", "url": "https://hel.fi"}},
        "ar",
        "guidance",
    )
    assert text == f"اتصل بـ {LRI}+358 9 3101400{PDI} في {LRI}NewCo Helsinki{PDI}: {LRI}https://hel.fi{PDI}."


def test_arabic_names_are_isolated_in_latin_text_and_not_in_arabic(added):
    name = {"type": "text", "text": "مركز"}
    assert render("At {a}.", {"a": name}, "en", "guidance") == f"At {RLI}مركز{PDI}."
    added.sentence("ar", "guidance", "At {a}.", "في {a}.")
    assert render("At {a}.", {"a": name}, "ar", "guidance") == "في مركز."
    assert render("At {a}.", {"a": FEE}, "ar", "guidance") == "في \u200f75\xa0€."
    assert render("At {a}.", {"a": {**FEE, "currency": "CHF"}}, "ar", "guidance") == f"في {LRI}75\xa0CHF{PDI}."
    assert render("At {a}.", {"a": {"type": "text", "text": "09-12"}}, "ar", "guidance") == f"في {LRI}09-12{PDI}."


def test_an_english_fallback_says_that_it_is_english_and_stands_whole_in_arabic():
    rendered = render_marked("Nobody translated {a}.", {"a": PHONE}, "ar", "guidance")
    assert (rendered.text, rendered.language, rendered.direction) == ("Nobody translated +358 9 3101400.", "en", "ltr")
    assert render("Nobody translated {a}.", {"a": PHONE}, "ar", "guidance") == f"{LRI}{rendered.text}{PDI}"


def test_plural_forms_follow_the_language(added):
    added.po(
        "ar",
        "assistant",
        """msgid "{count} service"
msgid_plural "{count} services"
msgstr[0] "لا خدمات"
msgstr[1] "خدمة واحدة"
msgstr[2] "خدمتان"
msgstr[3] "{count} خدمات"
msgstr[4] "{count} خدمة"
msgstr[5] "{count} خدمة مئة"
""",
    )
    given = [
        render_plural("{count} service", "{count} services", n, {}, "ar", "assistant") for n in (0, 1, 2, 3, 11, 100)
    ]
    assert given == ["لا خدمات", "خدمة واحدة", "خدمتان", "3 خدمات", "11 خدمة", "100 خدمة مئة"]
    assert render_plural("{count} service", "{count} services", 1, {}, "en", "assistant") == "1 service"
    assert render_plural("{count} service", "{count} services", 1, {}, "fi", "assistant") == "1 service"


def test_a_plural_whose_translation_asks_for_something_else_falls_back(added):
    added.po(
        "fi",
        "assistant",
        """msgid "{count} offer"
msgid_plural "{count} offers"
msgstr[0] "{count} tarjous"
msgstr[1] "{cuont} tarjousta"
""",
    )
    assert render_plural("{count} offer", "{count} offers", 2, {}, "fi", "assistant") == "2 offers"


@given(
    st.text(),
    st.dictionaries(st.text(max_size=3), st.none() | st.text() | st.floats() | st.dictionaries(st.text(), st.text())),
    st.text(max_size=4) | st.sampled_from(["en", "fi", "ar"]),
)
def test_rendering_never_fails(msgid, values, language):
    assert isinstance(render(msgid, values, language, "website"), str)


def test_a_rendered_sentence_can_be_a_piece_of_the_next(added):
    added.sentence("ar", "guidance", "Call {a}.", "اتصل بـ {a}.")
    inner = render("Call {a}.", {"a": PHONE}, "ar", "guidance")
    added.sentence("ar", "assistant", "{statement} ({note})", "{statement} ({note})")
    given = render("{statement} ({note})", {"statement": inner, "note": "Kela"}, "ar", "assistant")
    assert given == f"اتصل بـ {LRI}+358 9 3101400{PDI}. ({LRI}Kela{PDI})"
    english = render("Untranslated {a}.", {"a": PHONE}, "ar", "guidance")
    given = render("{statement} ({note})", {"statement": english, "note": "Kela"}, "ar", "assistant")
    assert given == f"{LRI}Untranslated +358 9 3101400.{PDI} ({LRI}Kela{PDI})"


def test_isolation_does_not_reach_over_the_end_of_a_line():
    given = render("{a}", {"a": "One\n\nTwo"}, "ar", "website")
    assert given == f"{LRI}{{a}}{PDI}".replace("{a}", f"One{PDI}\n\n{LRI}Two")


@given(
    st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from([LRI, RLI, PDI, "\u202e", "\n"]), min_size=1)
)
def test_isolates_are_balanced_whatever_a_name_contains(name):
    text = render("{a}", {"a": name}, "ar", "website")
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        depth += kind in ("LRI", "RLI", "FSI")
        depth -= kind == "PDI"
        assert depth >= 0
    assert depth == 0
