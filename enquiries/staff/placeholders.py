"""What the placeholders of canned replies stand for, and what Kiosk knows of it by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from babel.dates import format_time
from django.utils.translation import gettext, gettext_lazy

from enquiries.models import Enquiry
from locales.languages import get
from locales.values import check
from services_directory import reading
from services_directory.models import City
from services_directory.presentation.recurrence import days_text


@dataclass(frozen=True)
class Placeholder:
    """`known` gives what stands in the directory, in a language; None where that is nothing."""

    label: str
    type: str
    known: Callable[[Enquiry, str], str | None]


def _office(enquiry: Enquiry, language: str) -> str | None:
    contact = reading.contact(enquiry.city_id, language)
    return contact and contact["name"]


def _phone(enquiry: Enquiry, language: str) -> str | None:
    card = _service_card(enquiry, language) or reading.contact(enquiry.city_id, language)
    return card and card["phone"]


def _hours(enquiry: Enquiry, language: str) -> str | None:
    return hours_in_short(enquiry.city, language) or None


def _number(enquiry: Enquiry, language: str) -> str:
    return str(enquiry.number)


def _service(enquiry: Enquiry, language: str) -> str | None:
    card = _service_card(enquiry, language)
    return card and card["name"]


def _service_card(enquiry: Enquiry, language: str) -> dict | None:
    if enquiry.service is None:
        return None
    found = reading.service(enquiry.city_id, enquiry.service.slug, language)
    return found and found["service"]


PLACEHOLDERS = {
    "office": Placeholder(gettext_lazy("office"), "text", _office),
    "phone": Placeholder(gettext_lazy("telephone number, with + and the country's code"), "phone", _phone),
    "hours": Placeholder(gettext_lazy("opening hours"), "text", _hours),
    "number": Placeholder(gettext_lazy("number of the enquiry"), "text", _number),
    "service": Placeholder(gettext_lazy("service"), "text", _service),
}


def hours_in_short(city: City, language: str) -> str:
    """'Mon–Fri 09:00–15:00' in a language; empty where the city has entered none that can be said rightly."""
    locale = get(language).locale
    lines = []
    for row in city.contact_hours:
        opens, closes = (
            format_time(time.fromisoformat(row[key]), "short", locale=locale) for key in ("opens", "closes")
        )
        if days := days_text(row["rrule"], language):
            lines.append(f"{days} {opens}–{closes}")
    return "; ".join(lines)


def value_of(name: str, typed: str, enquiry: Enquiry, own_language: str, language: str) -> dict:
    """The typed value for a text in `language`. What stands in the field as Kiosk filled it in, in the language of the
    page, is said in the other language; anything else stays as it was typed. Raises ValueError saying what is wrong."""
    placeholder = PLACEHOLDERS[name]
    typed = typed.strip()
    if not typed:
        raise ValueError(gettext("Fill this in: %(field)s.") % {"field": placeholder.label})
    if typed == placeholder.known(enquiry, own_language):
        typed = placeholder.known(enquiry, language) or typed
    value = {"type": "phone", "number": typed} if placeholder.type == "phone" else {"type": "text", "text": typed}
    try:
        check(value)
    except ValueError:
        raise ValueError(gettext("This is not right: %(field)s.") % {"field": placeholder.label}) from None
    return value
