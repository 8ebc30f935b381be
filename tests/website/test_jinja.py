"""Plain text as safe HTML."""

import pytest

from website.jinja import dialled, linked, paragraphs


@pytest.mark.parametrize(
    "text, expected",
    [
        ("see https://www.ytj.fi.", 'see <a href="https://www.ytj.fi" dir="ltr">https://www.ytj.fi</a>.'),
        ("<b>&", "&lt;b&gt;&amp;"),
        ('https://a.fi/"onclick="x', '<a href="https://a.fi/" dir="ltr">https://a.fi/</a>&#34;onclick=&#34;x'),
        ("javascript:alert(1)", "javascript:alert(1)"),
        (
            "\u2066https://migri.fi\u2069، ثم",
            '\u2066<a href="https://migri.fi" dir="ltr">https://migri.fi</a>\u2069، ثم',
        ),
        ("call +358 29 509 5050!", 'call <a href="tel:+358295095050" dir="ltr">+358 29 509 5050</a>!'),
        ("75 + 380 euros", "75 + 380 euros"),
        ("a@hel.fi", '<a href="mailto:a@hel.fi" dir="ltr">a@hel.fi</a>'),
    ],
)
def test_linked(text, expected):
    assert str(linked(text)) == expected


def test_a_bracketed_zero_is_not_dialled():
    assert dialled("+358 (09) 310 36360") == "+358931036360"


def test_paragraphs_and_lists():
    assert str(paragraphs("One\ntwo\n\n• a\n• <b>")) == "<p>One<br>two</p>\n<ul><li>a</li><li>&lt;b&gt;</li></ul>"
