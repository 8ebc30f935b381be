"""Gaps that the city knows, each with its plan and the day until which it is to be closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services_directory.models import City, KnownGap
from services_directory.quality.axes import AXES


@dataclass(frozen=True)
class Known:
    """A known gap; `late` once its day has passed."""

    pk: int
    place: dict[str, str]
    plan: str
    until: date
    late: bool


def known_gaps(city: City, today: date) -> list[Known]:
    """The known gaps of a city, the narrowest first."""
    rows = KnownGap.objects.filter(city=city)
    found = [Known(row.pk, place_of(row.cell), row.plan, row.until, row.until < today) for row in rows]
    return sorted(found, key=lambda gap: -len(gap.place))


def known_of(place: Mapping[str, str], known: Sequence[Known]) -> Known | None:
    """The narrowest known gap that holds a place: one known for loans is known for loans in every phase."""
    return next((gap for gap in known if gap.place and gap.place.items() <= place.items()), None)


def place_of(cell) -> dict[str, str]:
    """The codes of a gap; what is no axis, or no code, is left out."""
    return {axis: str(code) for axis, code in cell.items() if axis in AXES} if isinstance(cell, dict) else {}
