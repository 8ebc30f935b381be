"""Newcomers' reports that something shown is wrong: of which service, in which words, and nothing about who writes."""

import re

from services_directory.models import City, ErrorReport, Service
from services_directory.search import services_of

LONGEST = 2000
"""Characters of a report."""
# Control characters except line breaks and tabs, and halves of surrogate pairs, which no store can keep.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class BadReport(ValueError):
    """A report that cannot be taken; `code` is 'empty', 'too_long' or 'unknown_service'."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def take(city: City, service: str | None, text: str, language: str) -> ErrorReport:
    """Keeps a report for the officers. The same words on the same service while they wait there are kept once.

    `service` is the id of a service that newcomers are shown, or None. Raises BadReport.
    """
    about = _shown(city, service) if service else None
    text = _UNWRITABLE.sub("", text).strip()
    if not text:
        raise BadReport("empty")
    if len(text) > LONGEST:
        raise BadReport("too_long")
    fields = {"city": city, "service": about, "text": text, "state": ErrorReport.State.OPEN}
    waiting = ErrorReport.objects.filter(**fields).first()
    return waiting or ErrorReport.objects.create(**fields, language=language)


def _shown(city: City, slug: str) -> Service:
    for service in services_of(city.pk):
        if service.slug == slug:
            return service
    raise BadReport("unknown_service")
