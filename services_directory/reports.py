"""Newcomers' reports that something shown is wrong: of which service, in which words, and nothing about who writes.

The words are kept as briefly as can be: until the conversation they come from is erased, or for some days after the
report is settled. The report itself stays, without them.
"""

import re
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models.functions import Coalesce
from django.utils import timezone

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


def take(city: City, service: str | None, text: str, language: str, conversation: str = "") -> ErrorReport:
    """Keeps a report for the officers. The same words on the same service while they wait there are kept once.

    `service` is the id of a service that newcomers are shown, or None; `conversation` the id of the conversation in
    which it was said, '' for none. Raises BadReport.
    """
    about = _shown(city, service) if service else None
    text = _UNWRITABLE.sub("", text).strip()
    if not text:
        raise BadReport("empty")
    if len(text) > LONGEST:
        raise BadReport("too_long")
    fields = {"city": city, "service": about, "text": text, "state": ErrorReport.State.OPEN}
    fields["conversation"] = _key(conversation)
    waiting = ErrorReport.objects.filter(**fields).first()
    return waiting or ErrorReport.objects.create(**fields, language=language)


def forget(conversation: str) -> None:
    """The conversation with this id is erased: so are its words in reports. Whoever keeps conversations calls it."""
    if conversation:
        ErrorReport.objects.filter(conversation=_key(conversation)).update(text="", conversation="")


def empty_settled() -> int:
    """Drop the words of reports that were settled KIOSK_REPORT_DAYS days ago; returns of how many."""
    limit = timezone.now() - timedelta(days=settings.KIOSK_REPORT_DAYS)
    settled = ErrorReport.objects.exclude(state=ErrorReport.State.OPEN).exclude(text="")
    since = Coalesce("settled_at", "reported_at")
    return settled.alias(since=since).filter(since__lt=limit).update(text="", conversation="")


def _key(conversation: str) -> str:
    """A one-way key: whoever reads a report does not find the conversation by it."""
    return sha256(f"report:{conversation}".encode()).hexdigest() if conversation else ""


def _shown(city: City, slug: str) -> Service:
    for service in services_of(city.pk):
        if service.slug == slug:
            return service
    raise BadReport("unknown_service")
