"""Babel extractors for what Babel cannot read: Rasa's responses, content files, labels.

Each has Babel's interface, `(fileobj, keywords, comment_tags, options)` → `(line, function, message, comments)`; the
line is that of the string in the YAML file. The msgid is the string as YAML gives it, without space around it.
A comment `optional` or `cldr: …` tells the checks that a catalogue may leave the entry empty.
"""

from collections.abc import Iterator

import yaml

Extracted = Iterator[tuple[int, None, str, list[str]]]

# Which keys hold sentences for people. Nothing else in these files is translated.
RESPONSE_KEYS = frozenset({"text", "title"})
GUIDANCE_KEYS = frozenset({"text", "as_of_note", "caution", "short", "simple", "unknown", "title", "documents", "cost"})
DIRECTORY_KEYS = frozenset(
    {"name", "note", "description", "eligibility", "caution", "documents", "as_of_note"}
    | {f"{about}_note" for about in ("cost", "hours", "duration", "language", "phone")}
)
# Below these keys only some of them count: titles of sources are names, and values are not sentences.
_BELOW = {
    "source": frozenset({"as_of_note"}),
    "sources": frozenset({"as_of_note"}),
    "more_sources": frozenset({"as_of_note"}),
    "values": frozenset(),
    "cost_options": frozenset({"note", "name", "description"}),
}


def rasa(fileobj, keywords, comment_tags, options) -> Extracted:
    """Texts and button titles of `responses`, in domain.yml or training data."""
    data = fileobj.read()
    if b"responses:" not in data:  # most training data: thousands of lines without one
        return
    for key, value in _entries(_root(data)):
        if key == "responses":
            yield from _sentences(value, RESPONSE_KEYS)


def labels(fileobj, keywords, comment_tags, options) -> Extracted:
    """Labels of intents (labels.yml); the comment names the intent."""
    for _, intents in _entries(_root(fileobj.read())):
        for intent, label in _entries(intents):
            yield _found(label, f"button for the intent {intent}")


def replies(fileobj, keywords, comment_tags, options) -> Extracted:
    """Titles and texts of the replies that staff keep ready."""
    yield from _sentences(_root(fileobj.read()), RESPONSE_KEYS)


def language_names(fileobj, keywords, comment_tags, options) -> Extracted:
    """English names of languages (language_names.yml, languages.yml)."""
    for _, languages in _entries(_root(fileobj.read())):
        for code, name in _entries(languages):
            if isinstance(name, yaml.MappingNode):
                name = next(value for key, value in _entries(name) if key == "english")
            yield _found(name, f"cldr: language {code}")


def guidance(fileobj, keywords, comment_tags, options) -> Extracted:
    """Statements, answers and plans of a country; their terms belong to domain directory (`terms`)."""
    yield from _sentences(_root(fileobj.read()), GUIDANCE_KEYS)


def directory(fileobj, keywords, comment_tags, options) -> Extracted:
    """Texts of services and terms of the taxonomy; a `name` beside `proper_name: true` stays as it is."""
    root = _root(fileobj.read())
    yield from _sentences(root, DIRECTORY_KEYS)
    yield from _terms(root)


def city(fileobj, keywords, comment_tags, options) -> Extracted:
    """Names of a city and its districts: proper names, translated where a catalogue has them."""
    for line, function, message, _ in _sentences(_root(fileobj.read()), DIRECTORY_KEYS):
        yield line, function, message, ["optional"]


def terms(fileobj, keywords, comment_tags, options) -> Extracted:
    """The msgids of values `{type: term}` in guidance files."""
    yield from _terms(_root(fileobj.read()))


def _root(data: bytes) -> yaml.Node | None:
    return yaml.compose(data.decode("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _entries(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key.value, value


def _sentences(node: yaml.Node | None, keys: frozenset[str]) -> Extracted:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _sentences(item, keys)
    fields = dict(_entries(node))
    proper = _is_true(fields.get("proper_name"))
    for key, value in fields.items():
        if key in keys and not (proper and key == "name"):
            yield from _strings(value)
        yield from _sentences(value, keys & _BELOW.get(key, keys))


def _strings(node: yaml.Node) -> Extracted:
    """The string itself, or those of a list."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(item, yaml.ScalarNode) and item.tag == "tag:yaml.org,2002:str" and item.value.strip():
            yield _found(item)


def _terms(node: yaml.Node | None) -> Extracted:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _terms(item)
    fields = dict(_entries(node))
    kind = fields.get("type")
    if isinstance(kind, yaml.ScalarNode) and kind.value == "term" and "msgid" in fields:
        yield from _strings(fields["msgid"])
    for value in fields.values():
        yield from _terms(value)


def _is_true(node: yaml.Node | None) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value.lower() == "true"


def _found(node: yaml.Node, *comments: str) -> tuple[int, None, str, list[str]]:
    return node.start_mark.line + 1, None, node.value.strip(), list(comments)
