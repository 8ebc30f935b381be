"""YAML as plain values, in one pass: no references, no tags, no key twice, nothing nested too deep.

References would let a few lines make a text of any size, tags would make objects, and the library's own way by nodes
runs out of stack for deep nesting and takes ten times as long for large files.
"""

from functools import lru_cache
from typing import Any

import yaml
from django.utils.translation import gettext

from services_directory.exchange.faults import Unreadable, short
from services_directory.loading.files import ContentLoader

MOST_DEPTH = 40
"""Levels in each other; the deepest entry has ten."""


class Entry(dict):
    """A mapping that knows its line."""

    line = 0


def load(text: str) -> Any:
    """The one document in a text. Raises Unreadable with the line, and yaml.YAMLError for what is not YAML."""
    scalar = _scalars()
    documents = 0
    root: list[Any] = []
    stack: list[Any] = [root]  # a list, an Entry, or (Entry, key) while the value of a key is read
    for event in yaml.parse(text, Loader=ContentLoader):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            _refuse_tag(event)
            _put(stack, scalar(event.value) if event.implicit[0] else event.value, event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _refuse_tag(event)
            if len(stack) > MOST_DEPTH:
                raise _at(event, gettext("Lists and mappings are nested too deep."))
            inner: Any = [] if kind is yaml.SequenceStartEvent else Entry()
            if kind is yaml.MappingStartEvent:
                inner.line = event.start_mark.line + 1
            _put(stack, inner, event)
            stack.append(inner)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            stack.pop()
        elif kind is yaml.AliasEvent:
            raise _at(event, gettext("References (*name) are not read; repeat the value."))
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _at(event, gettext("The file holds more than one document."))
    return root[0] if root else None


def _put(stack: list[Any], value: Any, event: Any) -> None:
    top = stack[-1]
    if type(top) is list:
        top.append(value)
    elif type(top) is tuple:
        top[0][top[1]] = value
        stack.pop()
    else:
        if not isinstance(value, (str, int, float, bool)) and value is not None:
            raise _at(event, gettext("A name is a text, neither a list nor a mapping."))
        if value in top:
            raise _at(event, gettext("‘%(text)s’ stands twice.") % {"text": short(value)})
        stack.append((top, value))


def _refuse_tag(event: Any) -> None:
    if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
        raise _at(event, gettext("Tags (%(tag)s) are not read.") % {"tag": short(event.tag)})


def _at(event: Any, reason: str) -> Unreadable:
    return Unreadable(reason, event.start_mark.line + 1)


def _scalars():
    """What reads a scalar without quotation marks: most are texts, and the same ones come again and again."""
    loader = ContentLoader("")

    @lru_cache(maxsize=4096)
    def scalar(value: str) -> Any:
        tag = loader.resolve(yaml.ScalarNode, value, (True, False))
        return value if tag == "tag:yaml.org,2002:str" else loader.construct_object(yaml.ScalarNode(tag, value))

    return scalar
