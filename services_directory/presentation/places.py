"""Which of several places hours or a telephone number are of; with one place, or none, there is nothing to tell."""

from collections import Counter
from collections.abc import Iterable

from locales.render import isolated
from services_directory import phrases
from services_directory.models import Location, Phone, Schedule, Service
from services_directory.presentation.text import say


def place_name(service: Service, place: Location) -> str:
    """What a place is called beside the others of its service: its own name, or the address as the office writes it."""
    names = Counter(each.name for each in service.locations.all())
    return place.name if place.name and names[place.name] == 1 else place.address


def place_notes(service: Service, rows: Iterable[Schedule | Phone], language: str) -> dict[int, str]:
    """Primary key → where a row holds; 'all places' beside rows that name one. Empty where no row names any."""
    places = {place.pk: place for place in service.locations.all()}
    rows = list(rows)
    if len(places) < 2 or not any(row.location_id for row in rows):
        return {}
    everywhere = say(phrases.ALL_PLACES, language)
    return {
        row.pk: isolated(place_name(service, places[row.location_id]), language) if row.location_id else everywhere
        for row in rows
    }
