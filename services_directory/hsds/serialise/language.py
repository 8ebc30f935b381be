"""HSDS language: what is spoken, by whom and when."""

from babel.core import parse_locale

from locales.values import format_value
from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import Reader, present
from services_directory.models import Phone, Service, SpokenLanguage
from services_directory.presentation.spoken import spoken_note
from services_directory.presentation.text import noted


def languages(service: Service, parts: Parts, reader: Reader) -> list[dict]:
    """The languages of a service; those that only an interpreter speaks stand in `interpretation_services`."""
    return [
        present(
            id=parts.id("language", row.code),
            name=language_name(row.code, reader.language),
            code=iso_code(row.code),
            note=spoken_note(row, reader.language),
            service_id=str(service.uuid),
        )
        for row in service.spoken_languages.all()
        if row.given_by != SpokenLanguage.GivenBy.INTERPRETER
    ]


def interpretation(service: Service, reader: Reader) -> str | None:
    """The languages that an interpreter speaks, with what is said about each."""
    items = []
    for row in service.spoken_languages.all():
        if row.given_by == SpokenLanguage.GivenBy.INTERPRETER:
            name, note = language_name(row.code, reader.language), spoken_note(row, reader.language, by=False)
            items.append(noted(name, note, reader.language))
    return format_value({"type": "list", "items": items}, reader.language) if items else None


def phone_languages(phone: Phone, phone_id: str, parts: Parts, reader: Reader) -> list[dict]:
    """The languages spoken at a number."""
    return [
        {
            "id": parts.id("phone_language", phone_id if phone.location_id else phone.number, tag),
            "name": language_name(tag, reader.language),
            "code": iso_code(tag),
            "phone_id": phone_id,
        }
        for tag in phone.languages
    ]


def language_name(tag: str, language: str) -> str:
    """The name of a language in the reader's."""
    return format_value({"type": "language", "code": tag}, language)


def iso_code(tag: str) -> str:
    """The ISO 639 code with which a tag (BCP 47) begins; HSDS has no place for script and region."""
    try:
        return parse_locale(tag, sep="-")[0]
    except ValueError:
        return tag.split("-")[0]
