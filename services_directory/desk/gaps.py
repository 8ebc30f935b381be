"""Open gaps in the coverage of an account's cities, for the start page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from services_directory import version
from services_directory.desk.scope import cities_of
from services_directory.presentation.text import reader_language
from services_directory.quality.forms import PARAMETER
from services_directory.quality.gaps import open_gaps as open_in
from services_directory.quality.gaps import title


@dataclass(frozen=True)
class Gaps:
    """How many, the page that shows them, and all of them as (address, text, why)."""

    count: int
    url: str
    first: list[tuple[str, str, str]]


@version.one()
def open_gaps(user) -> Gaps:
    """The places of the coverage with nothing current, and no plan that still runs."""
    found = []
    for city in cities_of(user):
        for cell in open_in(city):
            place = {PARAMETER[axis]: code for axis, code in cell.place.items()}
            address = f"{reverse('admin:coverage-cell')}?{urlencode({'city': city.pk, **place})}"
            found.append((address, title(cell.place, city, reader_language()), str(city)))
    return Gaps(len(found), reverse("admin:coverage") + "#open-gaps", found)
