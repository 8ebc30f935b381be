"""What can be read of the directory, one function a call of its API, as dicts in the reader's language.

`city` is a city's id, `language` the code of a served language; both were checked by the caller. None: there is
nothing.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from django.utils import timezone

from locales.languages import served
from services_directory import presentation, zones
from services_directory import version as content_version
from services_directory.events import upcoming
from services_directory.models import Answer, City, District, Plan
from services_directory.presentation import labels
from services_directory.presentation.text import Text, name_of, plain_text
from services_directory.search import find, match_names, offered, ranking, services_of
from services_directory.status import Status, status_of


def version() -> str:
    """Changes with everything that can change an answer."""
    return content_version.current()


def cities() -> list[dict]:
    """The cities, with the languages the guide speaks."""
    codes = [language.code for language in served()]
    return [
        {
            "id": city.pk,
            "name": city.name,
            "country": city.country,
            "default_language": city.default_language,
            "languages": codes,
            "contact": city.contact or None,
            "emergency": emergency(city),
        }
        for city in City.objects.order_by("pk")
    ]


def emergency(city: City) -> list[dict]:
    """The emergency numbers of a city, each with its source."""
    return [_emergency(each) for each in city.emergency or []]


def _emergency(row: dict) -> dict:
    """An emergency number with its source, which bears the name of its website where nobody named it."""
    url = row.get("source") or None
    title = row.get("title") or (urlsplit(url).hostname if url else "") or ""
    source = {"title": title, "url": url, "as_of": None, "checked_on": row.get("checked_on") or None}
    return {"number": row["number"], "for": row.get("for", ""), "source": source}


@content_version.one()
def search(
    city: str,
    language: str,
    q: str = "",
    filters: dict[str, list[str]] | None = None,
    page: int = 1,
    per_page: int = 10,
    ids: Iterable[str] = (),
) -> dict:
    """A page of services as cards, best first."""
    found = find(city, today(), q, filters, ids)
    shown = found.services[(page - 1) * per_page : page * per_page]
    return {
        "version": version(),
        "total": len(found.services),
        "page": page,
        "per_page": per_page,
        "relaxed": found.relaxed,
        "services": [presentation.card(service, language, today()) for service in shown],
    }


@content_version.one()
def service(city: str, id: str, language: str) -> dict | None:
    """One service with its details, history too."""
    found = next((service for service in services_of(city) if service.slug == id), None)
    if found is None:
        return None
    return {"version": version(), "service": presentation.card(found, language, today(), full=True)}


def welcome(city: City, language: str) -> Text | None:
    """The words with which a city welcomes, in the language asked for where somebody translated them."""
    return plain_text(city, "welcome", language)


@content_version.one()
def answer(city: str, intent: str, language: str) -> dict | None:
    """The answer to an intent in a city."""
    place = City.objects.filter(pk=city).first()
    found = place and Answer.objects.filter(country=place.country, intent=intent).first()
    if not found:
        return None
    return {"version": version(), **presentation.answer(found, place, services_of(city), language, today())}


@content_version.one()
def plan(city: str, language: str, business: str | None = None, status: str | None = None) -> dict | None:
    """The first steps of a person in a city."""
    place = City.objects.filter(pk=city).first()
    found = place and Plan.objects.filter(country=place.country).prefetch_related("steps").first()
    if not found:
        return None
    person = {"business": business, "status": status}
    return {"version": version(), **presentation.plan(found, place, services_of(city), language, today(), person)}


@content_version.one()
def match(city: str, text: str) -> dict:
    """Services and districts named in a message."""
    candidates = [service for service in services_of(city) if not service.historical]
    services, places = match_names(text, candidates, District.objects.filter(city=city))
    return {
        "services": [{"id": service.slug, "name": service.name, "score": score} for service, score in services],
        "districts": [{"code": district.code, "name": district.name} for district in places],
    }


@content_version.one()
def terms(language: str) -> dict[str, list[dict]]:
    """The terms of every kind, and the languages that services are given in, by name."""
    return labels.terms(language)


@content_version.one()
def districts(city: str, language: str) -> list[dict]:
    """The districts of a city by name."""
    rows = District.objects.filter(city=city)
    found = [{"code": row.code, "name": district_name(row, language)} for row in rows]
    return sorted(found, key=lambda row: row["name"])


def district_name(district: District, language: str) -> str:
    """What people who write that language call the district."""
    return district.names.get(language, [None])[0] or name_of(district.name, False, language)


@content_version.one()
def contact(city: str, language: str) -> dict | None:
    """Who answers when the guide cannot."""
    place = City.objects.filter(pk=city).first()
    found = service(city, place.contact, language) if place and place.contact else None
    return found and found["service"]


@content_version.one()
def history(city: str, language: str) -> list[dict]:
    """What is history only: of the city, then examples from elsewhere."""
    rows = [row for place in (city, None) for row in services_of(place) if status_of(row, today()) is Status.HISTORY]
    return [presentation.card(row, language, today(), full=True) for row in rows]


@content_version.one()
def events(city: str, language: str, page: int = 1, per_page: int = 10) -> dict:
    """A page of the events that are not over, as cards, the soonest first."""
    rows = upcoming(city, now())
    shown = rows[(page - 1) * per_page : page * per_page]
    return {
        "version": version(),
        "total": rows.count(),
        "page": page,
        "per_page": per_page,
        "events": [presentation.event_card(event, language) for event in shown],
    }


def events_left(city: str) -> int:
    """How many events of a city are not over."""
    return upcoming(city, now()).count()


def warm() -> None:
    """Starts in the background what the first searches will need; cheap to call again."""
    _warm(version())


@lru_cache(maxsize=1)
def _warm(content: str) -> None:
    for city in City.objects.values_list("pk", flat=True):
        ranking.prepare(offered(city, today()))


def today() -> date:
    """The day that statuses are told for, in the time zone of the website."""
    return zones.day()


def now() -> datetime:
    """The moment that events are told for."""
    return timezone.now()
