"""Texts that wait for a translator: missing, out of date or withheld in a language the guide speaks."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import languages_of
from locales.catalogue import found as in_catalogue
from locales.catalogue import version as catalogue_version
from locales.languages import SOURCE, served
from services_directory import version
from services_directory.desk.scope import cities_of
from services_directory.models import City, Event, Organization, Publication, Service, Translation
from services_directory.models.service import TEXT_FIELDS

FIELDS = (*TEXT_FIELDS, "eligibility")


class Missing(NamedTuple):
    """A text of a record that is missing or out of date, and in which languages."""

    kind: type[Service] | type[Event] | type[Organization] | type[City]
    pk: int | str
    field: str
    languages: tuple[str, ...]
    state: str  # 'missing' or a state of the translation


def waiting(user) -> list[Missing]:
    """What waits for a translator in the account's cities; a translator's are the texts in the chosen languages.

    Events that are to come first, because they are soon over; then services, then those who offer them, then the welcome of the city.
    """
    own = languages_of(user)
    cities = tuple(cities_of(user).values_list("pk", flat=True))
    content, catalogues, now = version.current(), catalogue_version(), timezone.now()
    found = [row for ends_at, row in _of_events(content, cities) if ends_at > now]
    for city in cities:
        found += _of_services(content, catalogues, city)
    found += _of_organizations(content, catalogues, cities)
    found += _of_welcomes(content, cities)
    if own:
        found = [row._replace(languages=tuple(code for code in row.languages if code in own)) for row in found]
        found = [row for row in found if row.languages]
    return found


def names(records: Iterable[tuple[type, int]]) -> dict[tuple[type, int], str]:
    """The names of records of several kinds by kind and primary key; one query a kind."""
    keys: dict[type, list[int]] = {}
    for kind, pk in records:
        keys.setdefault(kind, []).append(pk)
    return {
        (kind, pk): name
        for kind, pks in keys.items()
        for pk, name in kind.objects.filter(pk__in=pks).order_by().values_list("pk", "name")
    }


def url(kind: type, pk: int, language: str) -> str:
    """The page of a record in one language."""
    return reverse(f"admin:services_directory_{kind._meta.model_name}_translate", args=[pk, language])


@lru_cache(maxsize=8)
def _of_services(content: str, catalogues: tuple, city: str) -> tuple[Missing, ...]:
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
            if states:
                found += _by_state(Service, pk, field, there, lacking, states)
            else:
                found.append(Missing(Service, pk, field, lacking, "missing"))
    return tuple(each for each in found if each.languages)


@lru_cache(maxsize=8)
def _of_events(content: str, cities: tuple[str, ...]) -> tuple[tuple[datetime, Missing], ...]:
    """With the time at which the event ends: that is no change of the content."""
    rows = Event.objects.filter(city__in=cities, publication=Publication.PUBLISHED, ends_at__gt=timezone.now())
    found, others = [], cache(_others)
    texts = ("name", "description", "cost_note")
    for (pk, ends_at, written, *values), states in _with_states(
        rows.order_by("starts_at", "pk"), "pk", "ends_at", "language", *texts
    ):
        for field, text in zip(texts, values, strict=True):
            if any(map(str.isalpha, text)):  # a price is the same in every language
                missing = _by_state(Event, pk, field, (), others(written), states.get(field, {}))
                found += [(ends_at, each) for each in missing if each.languages]
    return tuple(found)


@lru_cache(maxsize=8)
def _of_organizations(content: str, catalogues: tuple, cities: tuple[str, ...]) -> tuple[Missing, ...]:
    offered = Service.objects.filter(city__in=cities, publication=Publication.PUBLISHED, historical=False)
    rows = Organization.objects.filter(pk__in=offered.order_by().values("organization")).order_by("name", "pk")
    found, others = [], cache(_others)
    for (pk, written, proper, name, description), states in _with_states(
        rows, "pk", "language", "proper_name", "name", "description"
    ):
        if not proper:
            there, lacking = _in_catalogues(catalogues)(name, written)
            found += _by_state(Organization, pk, "name", there, lacking, states.get("name", {}))
        if description:
            found += _by_state(Organization, pk, "description", (), others(written), states.get("description", {}))
    return tuple(each for each in found if each.languages)


@lru_cache(maxsize=8)
def _of_welcomes(content: str, cities: tuple[str, ...]) -> tuple[Missing, ...]:
    rows = City.objects.filter(pk__in=cities).exclude(welcome="")
    found = []
    for (pk, written), states in _with_states(rows, "pk", "default_language"):
        found += _by_state(City, pk, "welcome", (), _others(written), states.get("welcome", {}))
    return tuple(each for each in found if each.languages)


def _with_states(rows: QuerySet, *names: str) -> list[tuple[tuple, dict[str, dict[str, str]]]]:
    """The values of each row, and field → language → state of its translations; one query for both."""
    found: dict[tuple, dict[str, dict[str, str]]] = {}
    of_translation = ("translations__field", "translations__language", "translations__state")
    for *values, field, language, state in rows.values_list(*names, *of_translation):
        states = found.setdefault(tuple(values), {})
        if field:
            states.setdefault(field, {})[language] = state
    return list(found.items())


def _by_state(
    kind: type, pk: int, field: str, there: tuple[str, ...], lacking: tuple[str, ...], states: dict[str, str]
) -> Iterator[Missing]:
    """What is not right of one text: catalogues have it in the languages `there`, officers as `states` says."""
    if not states:
        yield Missing(kind, pk, field, lacking, "missing")
        return
    yield Missing(kind, pk, field, tuple(code for code in lacking if code not in states), "missing")
    for state in (Translation.State.OUTDATED, Translation.State.WITHHELD):
        codes = tuple(code for code in (*there, *lacking) if states.get(code) == state)
        yield Missing(kind, pk, field, codes, state)


def _others(written: str) -> tuple[str, ...]:
    """The languages the guide speaks but that in which a text is written."""
    return tuple(row.code for row in served() if row.code != written)


@lru_cache(maxsize=1)
def _in_catalogues(catalogues: tuple) -> Callable[[str, str], tuple[tuple[str, ...], tuple[str, ...]]]:
    """A function of a text and its language: the other languages in which these catalogues have it, and those in which
    not. What it found is kept, because texts outlive many versions of the content.
    """

    @lru_cache(maxsize=100_000)
    def of(text: str, written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        codes = _others(written)
        there = tuple(code for code in codes if written == SOURCE and in_catalogue(text, code, "directory"))
        return there, tuple(code for code in codes if code not in there)

    return of
