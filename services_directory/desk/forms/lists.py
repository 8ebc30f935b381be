"""Lists that a person writes one a line or ticks."""

# ruff: noqa: D102 - methods of the framework keep its meaning

import re
from datetime import date
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext_lazy

from services_directory.desk.forms.boxes import Boxes
from services_directory.desk.forms.plain import own
from services_directory.models.checks import CHANNELS
from services_directory.models.limits import LONGEST_DATA

LONGEST_LINE = 200
"""Characters of one name in a list of names, as an import takes it."""


class LinesField(forms.CharField):
    """A list of texts, one a line; empty lines and doubles go."""

    def __init__(self, *, rows: int = 3, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "cols": 60}))
        super().__init__(**own(kwargs), max_length=LONGEST_DATA)

    def prepare_value(self, value):
        return "\n".join(map(self.shown, value)) if isinstance(value, (list, tuple)) else value

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines()]
        return list(dict.fromkeys(self.read(line) for line in lines if line))

    def has_changed(self, initial, data):
        return (self.prepare_value(initial or []) or "").split("\n") != (data or "").strip().splitlines()

    def shown(self, item):
        """An item as it stands in its line."""
        return item

    def read(self, line: str):
        """The item of a line. Raises ValidationError."""
        if len(line) > LONGEST_LINE:
            message = gettext_lazy("The text has %(count)s characters; at most %(most)s fit.")
            raise ValidationError(message, params={"count": f"{len(line):,}", "most": LONGEST_LINE})
        return line


class DatesField(LinesField):
    """Days, one a line, kept as ISO dates; read as written in the officer's language, or as 2026-12-24."""

    def shown(self, item):
        try:
            return date_format(date.fromisoformat(item), get_format("SHORT_DATE_FORMAT"))
        except (TypeError, ValueError):
            return item

    def read(self, line):
        try:
            return forms.DateField().clean(line).isoformat()
        except ValidationError:
            message = gettext_lazy("%(line)s is not a day such as 2026-12-24.")
            raise ValidationError(message, params={"line": line[:40]}) from None


class OriginsField(LinesField):
    """Websites that may show the chat: scheme and host, as browsers send it (https://www.example.org)."""

    def read(self, line):
        message = gettext_lazy(
            "%(line)s is not the address of a website such as https://www.example.org, without a path."
        )
        wrong = ValidationError(message, params={"line": line[:80]})
        try:
            parts = urlsplit(line.rstrip("/"))
            port = parts.port
        except ValueError:
            raise wrong from None
        local = parts.hostname in ("localhost", "127.0.0.1")
        if (
            not (parts.scheme == "https" or parts.scheme == "http" and local)
            or parts.path
            or parts.query
            or parts.fragment
        ):
            raise wrong
        if parts.username or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", parts.hostname or ""):
            raise wrong
        return f"{parts.scheme}://{parts.hostname}{f':{port}' if port else ''}"


class ChannelsField(forms.MultipleChoiceField):
    """Boxes to tick; a list of the codes of CHANNELS."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", Boxes)
        kwargs = own(kwargs)
        super().__init__(choices=list(CHANNELS.items()), **kwargs)
