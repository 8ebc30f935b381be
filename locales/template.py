"""Message templates: English or translated sentences with `{named}` placeholders and nothing else."""

from functools import lru_cache
from string import Formatter


class TemplateError(ValueError):
    """A stray brace, or a placeholder that is more than a name."""


@lru_cache(maxsize=8192)
def parse(template: str) -> tuple[tuple[str, str | None], ...]:
    """(literal text, placeholder after it or None) pairs. Doubled braces are literal ones.

    Raises TemplateError. Only `{name}` is a placeholder: attributes, indexes, conversions and format specs, which
    str.format would follow into any object, are refused.
    """
    try:
        pieces = list(Formatter().parse(template))
    except ValueError as error:
        raise TemplateError(str(error)) from None
    for _, name, spec, conversion in pieces:
        if name is not None and (spec or conversion or not name.isidentifier()):
            raise TemplateError(f"{{{name}}} with anything but a name inside is no placeholder")
    return tuple((literal, name) for literal, name, _, _ in pieces)


def placeholders(template: str) -> frozenset[str]:
    """The names a template asks for. Raises TemplateError."""
    return frozenset(name for _, name in parse(template) if name is not None)


def written(template: str) -> frozenset[str]:
    """The placeholders as they stand in the template. Raises TemplateError."""
    return frozenset(f"{{{name}}}" for name in placeholders(template))


def fill(template: str, texts: dict[str, str]) -> str:
    """The template with its placeholders replaced; what is put in is never read as a template again.

    Raises TemplateError, and KeyError where a text is missing.
    """
    return "".join(literal + (texts[name] if name is not None else "") for literal, name in parse(template))
