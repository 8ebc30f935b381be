"""What is collected from Django's templates, and from which line."""

import io

from babel.messages.extract import extract as babel_extract

from locales.domains import GETTEXT
from website.template_sentences import extract


def found(text):
    """(line, message, comments, context) of each sentence, as Babel hands them to a catalogue."""
    return list(babel_extract(extract, io.BytesIO(text.encode()), GETTEXT, ("Translators:",)))


def sentences(text):
    return [(line, message) for line, message, _, _ in found(text)]


def test_words_of_tags_and_filters_with_their_lines():
    text = """{% load i18n %}
<p title="It's">{% translate "One" %}
  {% trans 'Two' as two %}</p>
    {{ title|default:_("Three") }} {{ _("Four") }}
{% include "x.html" with name=_("Five") %} {% translate name %} don't
"""
    assert sentences(text) == [(2, "One"), (3, "Two"), (4, "Three"), (4, "Four"), (5, "Five")]


def test_a_block_names_what_is_filled_in():
    text = "{% blocktranslate with day=made_at|date %}From {{ who }}, {{ day }}: 5% more{% endblocktranslate %}"
    assert sentences(text) == [(1, "From %(who)s, %(day)s: 5%% more")]


def test_both_forms_of_a_plural():
    text = "{% blocktranslate count n=left %}{{ n }} code{% plural %}{{ n }} codes{% endblocktranslate %}"
    assert sentences(text) == [(1, ("%(n)s code", "%(n)s codes"))]


def test_a_context_is_part_of_the_sentence():
    text = """{% translate "May" context "month" %}
{% blocktranslate context "right" %}{{ who }} may{% endblocktranslate %}
{% blocktranslate context "sum" count n=n %}{{ n }} in all{% plural %}{{ n }} all together{% endblocktranslate %}
"""
    assert [(line, message, context) for line, message, _, context in found(text)] == [
        (1, "May", "month"), (2, "%(who)s may", "right"), (3, ("%(n)s in all", "%(n)s all together"), "sum"),
    ]  # fmt: skip


def test_lines_are_joined_where_the_page_joins_them():
    text = """<div>
  {% blocktranslate trimmed %}
    One
    two.
  {% endblocktranslate %}
</div>
{% translate 'After' %}
"""
    assert sentences(text) == [(2, "One two."), (7, "After")]
    kept = "{% blocktranslate %}One\n  two.{% endblocktranslate %}"
    assert sentences(kept) == [(1, "One\n  two.")]


def test_what_translators_are_told_and_what_is_no_sentence():
    text = """{# Translators: a button #}
{% translate "Send" %}
{# no sentence: {% translate "hidden" %} #}
{% comment %}Translators: of a day{% endcomment %}
{% translate "Past" %}
{% comment %}{% translate "hidden too" %}{% endcomment %}
"""
    assert found(text) == [
        (2, "Send", ["Translators: a button"], None), (5, "Past", ["Translators: of a day"], None),
    ]  # fmt: skip
