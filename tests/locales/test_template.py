"""Templates: only `{name}` is a placeholder, and what is filled in stays what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.template import TemplateError, fill, placeholders


def test_placeholders_and_literal_braces():
    assert placeholders("Costs {fee}, takes {time}, again {fee}") == {"fee", "time"}
    assert fill("{{{fee}}}", {"fee": "€75"}) == "{€75}"


@pytest.mark.parametrize(
    "broken", ["{", "}", "{fee", "a } b", "{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{a b}"]
)
def test_everything_else_is_refused(broken):
    with pytest.raises(TemplateError):
        placeholders(broken)


@given(st.text(), st.text())
def test_values_are_never_read_as_templates(first, second):
    assert fill("<{a}|{b}>", {"a": first, "b": second}) == f"<{first}|{second}>"


@given(st.text())
def test_any_text_is_a_template_or_a_template_error(text):
    try:
        placeholders(text)
    except TemplateError:
        pass
