"""Typed values: what is refused, and how they read in each language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.values import check, format_value

MONEY = {"type": "money", "amount": "75", "currency": "EUR"}


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (None, "mapping"), ("75", "mapping"), ({}, "unknown type"), ({"type": "colour"}, "unknown type"),
        ({"type": []}, "unknown type"), ({"type": "money", "amount": "75"}, "lacks currency"),
        ({**MONEY, "vat": "1"}, "has no vat"), ({**MONEY, "amount": 75.1}, "string"),
        ({**MONEY, "amount": "about 75"}, "not a number"), ({**MONEY, "amount": "NaN"}, "out of range"),
        ({**MONEY, "amount": "1e999999"}, "out of range"), ({**MONEY, "amount": True}, "string"),
        ({**MONEY, "currency": "EURO"}, "ISO 4217"), ({**MONEY, "currency": None}, "ISO 4217"),
        ({"type": "duration", "count": -1, "unit": "day"}, "negative"),
        ({"type": "duration", "count": 1, "unit": "days"}, "units"),
        ({"type": "date", "date": "2026-13"}, "month"), ({"type": "date", "date": "2026-02-30"}, "day"),
        ({"type": "date", "date": "1.2.2026"}, "not a date"), ({"type": "date", "date": 2026}, "not a date"),
        ({"type": "share", "share": "25 %"}, "not a number"), ({"type": "link", "url": "javascript:alert(1)"}, "http"),
        ({"type": "link", "url": "https://"}, "http"), ({"type": "link", "url": "https://a b"}, "space"),
        ({"type": "link", "url": "http://[x"}, "IPv6"), ({"type": "phone", "number": "09 310"}, "phone"),
        ({"type": "phone", "number": 112}, "phone"), ({"type": "text", "text": " "}, "empty"),
        ({"type": "text", "text": 3}, "text"), ({"type": "list", "items": []}, "empty"),
        ({"type": "list", "items": [{"type": "list", "items": ["a"]}]}, "within"),
        ({"type": "list", "items": ["a"], "style": "xor"}, "style"), ({"type": "language", "code": "../x"}, "tag"),
        ({"type": "term", "msgid": ""}, "empty"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_what_is_wrong(value, fault):
    with pytest.raises(ValueError, match=fault):
        check(value)
    with pytest.raises(ValueError):
        format_value(value, "en")


@pytest.mark.parametrize(
    ("value", "en", "fi", "ar"),
    [
        (MONEY, "€75", "75 €", "\u200f75 €"),
        ({**MONEY, "amount": "1234.5"}, "€1,234.50", "1 234,50 €", "\u200f1,234.50 €"),
        ({"type": "share", "share": "0.255"}, "25.5%", "25,5 %", "25.5%"),
        ({"type": "share", "share": "0.2400"}, "24%", "24 %", "24%"),
        ({"type": "number", "number": "20000"}, "20,000", "20 000", "20,000"),
        ({"type": "date", "date": "2026-01-31"}, "31 January 2026", "31. tammikuuta 2026", "31 يناير 2026"),
        ({"type": "date", "date": "2026-02"}, "February 2026", "helmikuu 2026", "فبراير 2026"),
        ({"type": "date", "date": "2026"}, "2026", "2026", "2026"),
        ({"type": "phone", "number": "+35893101400"}, "+358 9 3101400", "+358 9 3101400", "+358 9 3101400"),
        ({"type": "phone", "number": "112"}, "112", "112", "112"),
        ({"type": "link", "url": "https://www.hel.fi"}, *["https://www.hel.fi"] * 3),
        ({"type": "text", "text": "Maria 01"}, *["Maria 01"] * 3),
    ],
)  # fmt: skip
def test_how_values_read(value, en, fi, ar):
    given = [format_value(value, language).replace("\xa0", " ") for language in ("en", "fi", "ar")]
    assert given == [en, fi, ar]


def test_arabic_counts_in_its_own_forms_where_cldr_hides_them():
    # Babel's own format_unit gives '6 duration-month' and the plural for one week here.
    arabic = [
        format_value({"type": "duration", "count": count, "unit": unit}, "ar")
        for count, unit in ((1, "month"), (2, "month"), (6, "month"), (11, "month"), (1, "week"), (2, "day"))
    ]
    # The catalogue's own forms: a duration stands after a preposition, so two months are شهرين and not شهران.
    assert arabic == ["شهر واحد", "شهرين", "6 أشهر", "11 شهرًا", "أسبوع واحد", "يومين"]


def test_a_catalogue_may_say_units_and_language_names_better(added):
    added.po(
        "fi",
        "directory",
        """msgid "{count} month"
msgid_plural "{count} months"
msgstr[0] "kuukausi"
msgstr[1] "{count} kk"

msgid "Kurdish (Sorani)"
msgstr "sorani"
""",
    )
    assert format_value({"type": "duration", "count": 1, "unit": "month"}, "fi") == "kuukausi"
    assert format_value({"type": "duration", "count": 5, "unit": "month"}, "fi") == "5 kk"
    assert format_value({"type": "duration", "count": "1.5", "unit": "hour"}, "fi") == "1,5 tuntia"
    assert format_value({"type": "language", "code": "ckb"}, "fi") == "sorani"
    assert format_value({"type": "language", "code": "so"}, "fi") == "somali"


def test_lists_and_names_of_languages_are_joined_as_in_the_language():
    value = {"type": "list", "items": [{"type": "language", "code": code} for code in ("ar", "fi", "en")]}
    assert format_value(value, "en") == "Arabic, Finnish and English"
    assert format_value(value, "fi") == "arabia, suomi ja englanti"
    assert format_value({**value, "style": "or"}, "fi") == "arabia, suomi tai englanti"
    assert format_value(value, "ar") == "العربية والفنلندية والإنجليزية"
    assert format_value({"type": "language", "code": "qzz"}, "fi") == "qzz"


def test_digits_are_latin_in_every_language(added):
    added.table(
        "languages:\n"
        "  fa: {tag: fa, name: فارسی, english: Persian, direction: rtl, script: Arab, babel: fa}\n"
        "  ckb: {tag: ckb, name: کوردیی ناوەندی, english: Kurdish (Sorani), direction: rtl, script: Arab, babel: ckb}\n"
    )
    for language in ("ar", "fa", "ckb"):
        for value in (
            MONEY,
            {"type": "date", "date": "2026-02-03"},
            {"type": "date", "date": "2026-02"},
            {"type": "duration", "count": 30, "unit": "day"},
            {"type": "share", "share": "0.255"},
        ):
            text = format_value(value, language)
            assert all(char.isascii() for char in text if char.isdigit()), (language, text)
            assert "duration-" not in text


@given(st.text(min_size=1).filter(str.strip), st.sampled_from(["en", "fi", "ar"]))
def test_a_name_can_be_sent_and_reorders_nothing(text, language):
    given = format_value({"type": "text", "text": text}, language)
    given.encode("utf-8")
    assert not set(given) & set("\u202a\u202b\u202c\u202d\u202e")
    if not given.count("\u2069"):
        assert not set(given) & set("\u2066\u2067\u2068")


@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.text() | st.integers(), lambda inner: st.lists(inner)),
    st.sampled_from(
        ["money", "duration", "date", "share", "number", "link", "phone", "text", "term", "list", "language"]
    ),
)
def test_any_content_is_formatted_or_a_value_error(content, kind):
    fields = ("amount", "currency", "count", "unit", "date", "share", "number", "url", "text", "msgid", "items", "code")
    for keys in (("amount", "currency"), ("count", "unit"), *((field,) for field in fields)):
        try:
            assert isinstance(format_value({"type": kind, **dict.fromkeys(keys, content)}, "ar"), str)
        except ValueError:
            pass
