"""Mails: to a person that there is a reply, to a team that there is an enquiry. Written down first, then sent.

A mail is a row (`Mail`) of the transaction that causes it. It is sent after that transaction, beside the page; what
fails is tried again by `kiosk enquiries run`, with growing pauses.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import close_old_connections, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext

from locales.language_names import name_of
from locales.languages import get, match
from services_directory.models import TaxonomyTerm

from . import phrases
from .models import Enquiry, Mail
from .staff.rows import address
from .texts import say

_log = logging.getLogger(__name__)
_beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mails")
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360)]
"""After a failure; then a day, until the mail is a week old."""
GIVEN_UP = timedelta(days=7)


def to_person(enquiry: Enquiry) -> None:
    """'There is a reply', where the person asked for a mail."""
    if enquiry.contact_email:
        _write_down(enquiry, Mail.Kind.PERSON)


def to_team(enquiry: Enquiry) -> None:
    """'There is a new enquiry', where the team wants a mail."""
    if enquiry.team and enquiry.team.email:
        _write_down(enquiry, Mail.Kind.TEAM)


def _write_down(enquiry: Enquiry, kind: str) -> None:
    Mail.objects.get_or_create(enquiry=enquiry, kind=kind)
    transaction.on_commit(lambda: _beside.submit(_send_beside))


def _send_beside() -> None:
    try:
        send_due()
    except Exception as error:  # the row stays; the next run sends it
        _log.warning("mails wait: %s", type(error).__name__)
    finally:
        close_old_connections()


def send_due() -> tuple[int, int]:
    """Sends what is due; (sent, failed). Two processes at once send no mail twice."""
    sent = failed = 0
    connection = None
    for key in list(Mail.objects.filter(next_try_at__lte=timezone.now()).values_list("pk", flat=True)):
        mail = _claimed(key)
        if mail is None:
            continue
        try:
            connection = connection or get_connection()
            message = _message(mail, connection)
            if message is not None:
                message.send()
                sent += 1
        except Exception as error:  # whatever a mail server answers; its words may name the address
            _log.warning("a mail could not be sent: %s", type(error).__name__)
            failed += 1
            if mail.made_at < timezone.now() - GIVEN_UP:
                mail.delete()
        else:
            mail.delete()
    return sent, failed


def _claimed(key: int) -> Mail | None:
    """The mail, put off for the time of a try, so that nobody else takes it."""
    now = timezone.now()
    mail = Mail.objects.filter(pk=key, next_try_at__lte=now).select_related("enquiry__city", "enquiry__team").first()
    if mail is None:
        return None
    pause = PAUSES[mail.tries] if mail.tries < len(PAUSES) else timedelta(days=1)
    mine = Mail.objects.filter(pk=key, next_try_at=mail.next_try_at)
    return mail if mine.update(next_try_at=now + pause, tries=F("tries") + 1) else None


def _message(mail: Mail, connection) -> EmailMessage | None:
    """The mail; None where nobody wants it any more."""
    enquiry = mail.enquiry
    if mail.kind == Mail.Kind.PERSON:
        if not enquiry.contact_email:
            return None
        page = {"type": "link", "url": f"{settings.KIOSK_PUBLIC_URL}/{enquiry.city_id}/enquiry/"}
        subject = say(phrases.MAIL_SUBJECT, enquiry.language)
        text = say(phrases.MAIL_TEXT, enquiry.language, page=page)
        return EmailMessage(subject, text, to=[enquiry.contact_email], connection=connection)
    if not enquiry.team or not enquiry.team.email:
        return None
    return _to_team(enquiry, connection)


def _to_team(enquiry: Enquiry, connection) -> EmailMessage:
    """Number, topic, language and address: nothing that the person wrote."""
    languages = dict(settings.LANGUAGES)
    language = enquiry.city.default_language if enquiry.city.default_language in languages else "en"
    with translation.override(language):
        subject = gettext("New enquiry %(number)d in %(city)s") % {"number": enquiry.number, "city": enquiry.city}
        lines = [
            gettext("Topic: %(topic)s") % {"topic": _topic(enquiry.topic, language)},
            gettext("Language: %(language)s") % {"language": name_of(enquiry.language, match(language) or get("en"))},
            gettext("Priority: %(priority)s") % {"priority": enquiry.get_priority_display()},
            f"{settings.KIOSK_PUBLIC_URL}{address(enquiry)}",
        ]
    return EmailMessage(subject, "\n".join(lines), to=[enquiry.team.email], connection=connection)


def _topic(code: str, language: str) -> str:
    from locales.catalogue import translate

    term = TaxonomyTerm.objects.filter(kind=TaxonomyTerm.Kind.TOPIC, code=code).first()
    return translate(term.name, language, "directory") if term else "–"
