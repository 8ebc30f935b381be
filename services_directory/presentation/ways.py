"""The ways to a service, and whom to ask for: its numbers and addresses, its public contacts, where it leads on to."""

from locales.render import isolated
from locales.values import format_value
from services_directory import phrases
from services_directory.models import Contact, Partnership, Service
from services_directory.presentation.places import place_notes
from services_directory.presentation.text import joined, name_of, note, noted, organization_name, say


def first_phone(service: Service, language: str) -> tuple[str | None, str | None]:
    """(the number of a card, its place if it is that of one of several).

    The first that holds at the address shown, else the first of all; where the service has none, that of somebody one
    is told to turn to.
    """
    rows, places = service.phones.all(), service.locations.all()
    first = places[0].pk if places else None
    row = next((row for row in rows if row.location_id in (None, first)), next(iter(rows), None))
    if row is None:
        return _of_contacts(service, "phone"), None
    return row.number, place_notes(service, rows, language).get(row.pk) if row.location_id else None


def first_email(service: Service) -> str | None:
    """The e-mail address of a card, in the same order."""
    return next((row.address for row in service.emails.all()), None) or _of_contacts(service, "email")


def _of_contacts(service: Service, way: str) -> str | None:
    return next((getattr(row, way) for row in _shown(service) if getattr(row, way)), None)


def phones_text(service: Service, language: str) -> str | None:
    """Every number as one dials it from abroad, with its place, extension, note and the languages spoken there.

    Where the service itself has none, the first of its contacts': what is told below must not contradict this line.
    """
    items, places = [], place_notes(service, service.phones.all(), language)
    for row in service.phones.all():
        spoken = [{"type": "language", "code": code} for code in row.languages]
        said = [
            places.get(row.pk),
            say(phrases.EXTENSION, language, number=str(row.extension)) if row.extension is not None else None,
            note(service, "phone_note", language, row.note) if row.note else None,
            format_value({"type": "list", "items": spoken}, language) if spoken else None,
        ]
        items.append(noted(_number(row.number, language), joined(said), language))
    found = None if items else _of_contacts(service, "phone")
    return joined(items) or (_number(found, language) if found else None)


def emails_text(service: Service, language: str) -> str | None:
    """Every e-mail address; where the service itself has none, the first of its contacts'."""
    found = [row.address for row in service.emails.all()] or [first_email(service)]
    return joined([_email(address, language) for address in found if address])


def contacts_text(service: Service, language: str) -> str | None:
    """Whom to ask for: the role before the department and the name, then how they are reached."""
    return joined([_contact(row, language) for row in _shown(service)])


def _contact(row: Contact, language: str) -> str | None:
    said = [isolated(each, language) for each in (row.title, row.department, row.name) if each]
    said += [_number(row.phone, language)] if row.phone else []
    said += [_email(row.email, language)] if row.email else []
    return noted(said[0], joined(said[1:]), language) if said else None


def _shown(service: Service) -> list[Contact]:
    return [row for row in service.contacts.all() if row.is_shown]


def onward(service: Service, language: str) -> list[dict]:
    """Where it refers people to: [{"name", "page", "url"}], as far as newcomers can see it."""
    found = []
    for row in service.partnerships.all():
        if row.kind == Partnership.Kind.REFERS and row.is_shown:
            to, organization = row.to_service, row.to_organization
            partner = to or organization
            found.append(
                {
                    "name": name_of(to.name, to.proper_name, language)
                    if to
                    else organization_name(organization, language).text,
                    "page": f"/{to.city_id}/services/{to.slug}/" if to else None,
                    "url": partner.url or None,
                }
            )
    return found


def onward_text(service: Service, language: str) -> str | None:
    """The same in a sentence."""
    names = [each["name"] for each in onward(service, language)]
    return say(phrases.LEADS_ON, language, names={"type": "list", "items": names}) if names else None


def _number(number: str, language: str) -> str:
    return isolated({"type": "phone", "number": number}, language)


def _email(address: str, language: str) -> str:
    return isolated({"type": "link", "url": f"mailto:{address}"}, language).replace("mailto:", "")
