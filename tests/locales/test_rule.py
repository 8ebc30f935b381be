"""The language rule as properties: which said thing wins, and that nothing unserved ever comes out."""

from hypothesis import given
from hypothesis import strategies as st

from locales.languages import served
from locales.rule import choose

CODES = [row.code for row in served()]
NAMES = ("explicit", "identified", "conversation", "page", "city")
usable = st.sampled_from(CODES)
useless = (
    st.none()
    | st.sampled_from(["ku", "ps", "zh-Hant", "", "xx", "not a code"])
    | st.text(max_size=5).filter(lambda text: text.strip().lower()[:2] not in CODES)
)
said = st.fixed_dictionaries({name: usable | useless for name in NAMES})


@given(said)
def test_a_served_language_comes_out_whatever_goes_in(what):
    assert choose(**what) in CODES


@given(said)
def test_the_first_served_one_wins(what):
    wanted = next((what[name] for name in NAMES if what[name] in CODES), "en")
    assert choose(**what) == wanted


@given(said, st.sampled_from(range(len(NAMES))), usable)
def test_what_comes_later_never_matters_once_something_was_said(what, position, code):
    for name in NAMES[:position]:
        what[name] = None
    what[NAMES[position]] = code
    assert choose(**what) == code


@given(said, useless)
def test_an_unserved_code_is_as_good_as_silence(what, noise):
    for name in NAMES:
        if what[name] not in CODES:
            assert choose(**{**what, name: noise}) == choose(**{**what, name: None})


def test_regional_tags_count_as_their_language():
    assert choose(None, None, None, "ar-SY", "fi") == "ar"


def test_a_person_who_switches_language_is_answered_in_it_at_once():
    assert choose(identified="ar", conversation="fi", page="fi", city="fi") == "ar"
    assert choose(identified=None, conversation="ar", page="fi", city="fi") == "ar"
