"""Texts of services and their translations: what is missing, and what a change of an original means for them."""

from functools import lru_cache
from typing import NamedTuple

from accounts.permissions import languages_of
from locales.catalogue import found as in_catalogue
from locales.catalogue import version as catalogue_version
from locales.languages import SOURCE, served
from services_directory import version
from services_directory.desk.scope import cities_of
from services_directory.models import Publication, Service, Translation
from services_directory.models.service import TEXT_FIELDS

WORDING, OUTDATED, WITHHELD = "wording", "outdated", "withheld"
FIELDS = (*TEXT_FIELDS, "eligibility")


class Missing(NamedTuple):
    """A text of a service that is missing or out of date, and in which languages."""

    service: int
    field: str
    languages: tuple[str, ...]
    state: str  # 'missing' or a state of Translation


def original(service: Service, field: str) -> str:
    """The text as it was written first; empty where there is none."""
    if field == "eligibility":
        conditions = getattr(service, "eligibility", None)
        return conditions.text if conditions else ""
    return getattr(service, field)


def shown(service: Service, field: str, language: str) -> tuple[str, str]:
    """(state, text) of a translation: an officer's row, else 'catalogue', else 'missing' and an empty text."""
    row = next((row for row in service.translations.all() if (row.field, row.language) == (field, language)), None)
    if row:
        return row.state, row.text
    text = in_catalogue(original(service, field), language, "directory") if service.language == SOURCE else None
    return ("catalogue", text) if text else ("missing", "")


def to_translate(service: Service) -> list[str]:
    """The fields of a service that have a text to translate."""
    return [name for name in FIELDS if original(service, name) and not (name == "name" and service.proper_name)]


def waiting(user) -> list[Missing]:
    """What waits for a translator in the account's cities; a translator's are the texts in the chosen languages."""
    own = languages_of(user)
    found = [row for city in cities_of(user) for row in missing_texts(city.pk)]
    if own:
        found = [row._replace(languages=tuple(code for code in row.languages if code in own)) for row in found]
    return [row for row in found if row.languages]


def missing_texts(city: str) -> tuple[Missing, ...]:
    """Every text of the city's published services that is not there, or not right, in a language the guide speaks."""
    return _missing(version.current(), catalogue_version(), city)


@lru_cache(maxsize=8)
def _missing(content: str, catalogues: tuple, city: str) -> tuple[Missing, ...]:
    # Plain rows and one look-up a text: thousands of services are gone through after every change.
    services = Service.objects.filter(city=city, publication=Publication.PUBLISHED, historical=False)
    rows: dict[tuple[int, str], dict[str, str]] = {}
    own = Translation.objects.filter(service__city=city).order_by()
    for pk, field, language, state in own.values_list("service", "field", "language", "state"):
        rows.setdefault((pk, field), {})[language] = state
    found, in_catalogues = [], _in_catalogues(catalogues)
    fields = [*TEXT_FIELDS, "eligibility__text"]
    for pk, written, proper, *values in services.order_by("position", "pk").values_list(
        "pk", "language", "proper_name", *fields
    ):
        for field, text in zip(FIELDS, values, strict=True):
            if not text or (field == "name" and proper):
                continue
            there, lacking = in_catalogues(text, written)
            states = rows.get((pk, field))
            if not states:
                found.append(Missing(pk, field, lacking, "missing"))
                continue
            found.append(Missing(pk, field, tuple(code for code in lacking if code not in states), "missing"))
            for state in (Translation.State.OUTDATED, Translation.State.WITHHELD):
                codes = tuple(code for code in (*there, *lacking) if states.get(code) == state)
                found.append(Missing(pk, field, codes, state))
    return tuple(each for each in found if each.languages)


@lru_cache(maxsize=1)
def _in_catalogues(catalogues: tuple):
    """A function of a text and its language: the other languages in which these catalogues have it, and those in which
    not. What it found is kept, because texts outlive many versions of the content.
    """

    @lru_cache(maxsize=100_000)
    def of(text: str, written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        codes = [row.code for row in served() if row.code != written]
        there = tuple(code for code in codes if written == SOURCE and in_catalogue(text, code, "directory"))
        return there, tuple(code for code in codes if code not in there)

    return of


def originals(service: Service) -> dict[str, str]:
    """Field → original text, to compare with later."""
    return {field: " ".join(original(service, field).split()) for field in FIELDS}


def original_changed(service: Service, before: dict[str, str], decision: str) -> list[str]:
    """Marks the translations of texts that are no longer those of `before`; returns the fields that changed.

    `decision` is WORDING (translations stay), OUTDATED (they are shown and marked as out of date for translators) or
    WITHHELD (the original is shown until somebody renews them). The catalogue's translations hang on the old words:
    they become rows of their own, so that a corrected comma takes nobody's language away.
    """
    service = Service.objects.select_related("eligibility").prefetch_related("translations").get(pk=service.pk)
    now = originals(service)
    changed = [field for field in FIELDS if before.get(field) and now[field] and before[field] != now[field]]
    for field in changed:
        rows = {row.language: row for row in service.translations.all() if row.field == field}
        if service.language == SOURCE and not (field == "name" and service.proper_name):
            for language in (row.code for row in served()):
                text = in_catalogue(before[field], language, "directory")
                if language != SOURCE and language not in rows and text:
                    if in_catalogue(now[field], language, "directory"):
                        continue  # the new words are in the catalogue as well
                    rows[language] = Translation(service=service, field=field, language=language, text=text)
        for row in rows.values():
            if (
                row.pk
                and service.language == SOURCE
                and row.text == in_catalogue(now[field], row.language, "directory")
            ):
                row.delete()  # the old words are back, and the catalogue has them
                continue
            state = row.state if decision == WORDING else Translation.State(decision)
            if row.pk is None or row.state != state:
                row.state = state
                row.save()
    return changed
