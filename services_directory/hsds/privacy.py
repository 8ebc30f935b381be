"""Strikes out of old texts what leads to people and is not shown today."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, format_number

from services_directory.models import Contact, Service
from services_directory.models.service import TEXT_FIELDS

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
STRUCK = "…"


def strike_out(services: Sequence[Service]) -> dict[int, Callable[[str], str]]:
    """Primary key → what makes an old text of that service fit for the feed (services read with all their parts).

    Gone are the names, e-mail addresses and numbers of contacts that are, or ever were, kept with the service and are
    not shown now, and any other e-mail address or phone number that the record does not show today.
    """
    people = defaultdict(set)
    history = Contact.changes.model.objects.filter(service_id__in=[service.pk for service in services])
    for service, *private in history.values_list("service_id", "name", "email", "phone"):
        people[service].update(private)
    for service in services:
        for row in service.contacts.all():
            people[service.pk].update((row.name, row.email, row.phone))
    return {service.pk: _striker(service, people[service.pk]) for service in services}


def _striker(service: Service, people: set[str]) -> Callable[[str], str]:
    shown = [row for row in service.contacts.all() if row.is_shown]
    open_words = {each for row in shown for each in (row.name, row.email, row.phone)}
    withheld = sorted((each for each in people - open_words if each), key=len, reverse=True)
    names = re.compile("|".join(map(re.escape, withheld)), re.IGNORECASE) if withheld else None
    texts = " ".join(str(getattr(service, field) or "") for field in TEXT_FIELDS)
    region = service.city.country.upper()
    emails = open_words | {row.address for row in service.emails.all()} | set(_EMAIL.findall(texts))
    phones = open_words | {row.number for row in service.phones.all()}
    phones |= {number for number, *_ in _phones(texts, region)}

    def struck(text: str) -> str:
        text = names.sub(STRUCK, text) if names else text
        text = _EMAIL.sub(lambda found: found[0] if found[0] in emails else STRUCK, text)
        for number, start, end in reversed(_phones(text, region)):
            if number not in phones:
                text = text[:start] + STRUCK + text[end:]
        return text

    return struck


def _phones(text: str, region: str) -> list[tuple[str, int, int]]:
    """(number in E.164, start, end) of the phone numbers in a text."""
    if not any(character.isdigit() for character in text):
        return []
    found = PhoneNumberMatcher(text, region)
    return [(format_number(match.number, PhoneNumberFormat.E164), match.start, match.end) for match in found]
