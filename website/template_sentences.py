"""Babel's extractor for Django's templates: `{% translate %}`, `{% blocktranslate %}`, `_("…")` and their comments."""

import io

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def extract(fileobj, keywords, comment_tags, options):
    """Babel's interface, `(fileobj, keywords, comment_tags, options)` → `(line, function, message, comments)`.

    Django turns a template into calls of gettext among placeholder letters, line by line. What was indented in the
    template is no block of Python, so the indent goes.
    """
    calls = templatize(fileobj.read().decode("utf-8"), getattr(fileobj, "name", None))
    lines = "".join(line.lstrip(" \t") for line in calls.splitlines(keepends=True))
    yield from extract_python(io.BytesIO(lines.encode("utf-8")), keywords, comment_tags, {"encoding": "utf-8"})
