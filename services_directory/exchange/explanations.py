"""What belongs into a column, in the officer's language."""

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from services_directory.exchange.fields import ELIGIBILITY, LISTS, SERVICE
from services_directory.models import Eligibility, Service

_OWN = {
    "id": gettext_lazy("Short name in small letters, digits and hyphens, as it stands in addresses. It never changes."),
    "city": gettext_lazy("Id of the city."),
    "uuid": gettext_lazy("Id in exchange formats; leave it empty for a new service."),
    "aliases": gettext_lazy("Other names that people use, divided by |."),
    "organization": gettext_lazy("Id of the organization that offers the service."),
    "organization_name": gettext_lazy("Its name, where the organization is new."),
    "language": gettext_lazy("Language of the texts (BCP 47), such as en or fi."),
    "topics": gettext_lazy("What it is about: codes divided by |, the main one first."),
    "audience": gettext_lazy("For whom: codes divided by |."),
    "phases": gettext_lazy("For which phases of a business: codes divided by |."),
    "formats": gettext_lazy("How people are helped: codes divided by |."),
    "cost": gettext_lazy("free, paid, or both divided by |."),
    "business": gettext_lazy("Kinds of business: codes divided by |."),
    "residence_status": gettext_lazy("Status in the country: codes divided by |."),
    "details": gettext_lazy("Further codes divided by |."),
    "districts": gettext_lazy("Codes of the districts it is for, divided by |; empty for the whole area."),
    "languages": gettext_lazy(
        "Languages spoken, divided by |: fi | ar; given_by=interpreter; note=on Tuesdays. "
        "given_by is staff, interpreter, on-request or unknown."
    ),
    "cost_options": gettext_lazy("Prices as name=figure, divided by |: fee=75 EUR. Texts use them as {fee}."),
    "values": gettext_lazy("Other figures in the texts: length=45 minute | share=25.5 % | day=2026-01-31."),
    "documents": gettext_lazy("What to bring, divided by |: Passport | Form; url=https://…"),
    "phones": gettext_lazy(
        "Numbers with + and country code: +35893101400; phone_note=mornings; languages=fi, en; "
        "place=name or address of one of the locations, if not of all"
    ),
    "emails": gettext_lazy("E-mail addresses of the office, divided by |; never of a private person."),
    "locations": gettext_lazy(
        "Addresses, divided by |: Street 1; postal_code=00100; locality=Town; district=code; accessibility=lift"
    ),
    "contacts": gettext_lazy("Roles or desks: Adviser; email=…; phone=+358…; public=yes. Only public ones are shown."),
    "schedules": gettext_lazy(
        "Hours as rules of iCalendar, divided by |: FREQ=WEEKLY;BYDAY=MO,TU; opens=09:00; closes=15:00; "
        "place=name or address of one of the locations, if not of all"
    ),
    "partnerships": gettext_lazy("refers-to; service=id | works-with; organization=id"),
    "barriers": gettext_lazy("Known barriers: language; description=…; state=open. state is open, in-work or removed."),
    "capacities": gettext_lazy("Free places: places; available=3; maximum=20; updated=2026-01-31"),
    "channels": gettext_lazy("How it is made known: codes divided by |."),
    "sources": gettext_lazy(
        "Where this comes from, divided by |, the main one first: Title of the page; url=https://…; kind=primary"
    ),
    "past": gettext_lazy("Earlier mentions: id; called=name then; status=history; as_of=2018; source=title"),
    "support_length": gettext_lazy("The longest time one person can be helped: 6 month."),
    "assured_date": gettext_lazy("The day on which somebody of the city checked the entry: 2026-01-31."),
    "status": gettext_lazy("What the source allows to say."),
    "former_contact": gettext_lazy("JSON; leave it empty."),
}


def explanation(column: str) -> str:
    """A sentence about a column."""
    if column in _OWN:
        return str(_OWN[column])
    for fields, model in ((SERVICE, Service), (ELIGIBILITY, Eligibility)):
        for each in fields:
            if each.key == column:
                field = model._meta.get_field(each.attribute)
                text = f"{capfirst(field.verbose_name)}."
                return f"{text} {field.help_text}".strip() if field.help_text else text
    if column in LISTS:
        return f"{capfirst(Service._meta.get_field(column).verbose_name)}."
    return gettext("A text.")
