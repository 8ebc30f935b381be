"""The services of a city as sets of bits: a cell of a table is the intersection of a few of them.

Intersecting two sets of 5 000 services (`search.bits`) takes well under a microsecond, so a table of a thousand cells
needs no query and no loop over services.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.functional import cached_property

from services_directory import reading, version
from services_directory.collecting import uncollected
from services_directory.models import City
from services_directory.quality.axes import ANY, AXES, NOT_STATED
from services_directory.quality.facts import Facts, Records
from services_directory.search.bits import members, of_places, sets
from services_directory.status import Status


class Index:
    """Sets of services. What only a table asks for is worked out when it does."""

    def __init__(self, facts: Sequence[Facts], host_languages: Iterable[str] = ()) -> None:
        self.facts = list(facts)
        self._host = {*host_languages, NOT_STATED}

    @cached_property
    def masks(self) -> dict[str, dict[str, int]]:
        """Axis → code → the services that have the code, whatever their status."""
        return {axis: self._by(lambda one, axis=axis: one.codes[axis]) for axis in AXES}

    @cached_property
    def statuses(self) -> Sequence[Status]:
        """What newcomers may be told of each service today."""
        return [one.status for one in self.facts]

    @cached_property
    def current(self) -> int:
        """Those that may be told without more ado."""
        return self._standing(Status.CURRENT)

    def having(self, axis: str, codes: Iterable[str], general: bool = False) -> int:
        """Services with one of the codes; with `general` also those for everybody or for the whole city."""
        found = 0
        for code in [*codes, ANY] if general else codes:
            found |= self.masks[axis].get(code, 0)
        return found

    def members(self, mask: int) -> list[Facts]:
        """The services of a set, in the order of the directory."""
        return members(self.facts, mask)

    def several_organizations(self, mask: int) -> bool:
        """Whether services of two organizations are in a set."""
        if not mask & (mask - 1):
            return False
        first = self.facts[(mask & -mask).bit_length() - 1]
        return bool(mask & ~self.organizations[first.organization])

    @cached_property
    def areas(self) -> dict[str, int]:
        """Services by the area they are for."""
        return self._by(lambda one: one.areas)

    @cached_property
    def organizations(self) -> dict[int, int]:
        """Services by the primary key of the organization that offers them."""
        return self._by(lambda one: (one.organization,))

    @cached_property
    def waiting(self) -> int:
        """Those that would be current if somebody checked them."""
        return self._standing(Status.CHECK)

    @cached_property
    def overdue(self) -> int:
        """Those whose review is overdue."""
        return self._where(lambda one: one.overdue)

    @cached_property
    def paid(self) -> int:
        """Those for money only."""
        return self._where(lambda one: one.only_paid)

    @cached_property
    def other_language(self) -> int:
        """Those in a language other than the city's own."""
        return self._where(lambda one: bool(one.codes["language"] - self._host))

    @cached_property
    def unreferred(self) -> int:
        """Those that nobody refers people to."""
        return self._where(lambda one: not one.referred_to)

    @cached_property
    def dead_end(self) -> int:
        """Those with neither an exit strategy nor a referral."""
        return self._where(lambda one: not one.has_exit and not one.refers)

    @cached_property
    def all(self) -> int:
        """Every service."""
        return (1 << len(self.statuses)) - 1

    def _standing(self, wanted: Status) -> int:
        places = [place for place, status in enumerate(self.statuses) if status is wanted]
        return of_places(places, len(self.statuses))

    def _where(self, holds) -> int:
        return self._by(lambda one: (True,) if holds(one) else ()).get(True, 0)

    def _by(self, keys) -> dict:
        return sets(self.facts, keys)


class CityIndex(Index):
    """The index of a city. Codes and status, which are all that the gaps on the desk's start page need, are sets made
    from what was read; the services themselves are made when somebody looks at them."""

    def __init__(self, records: Records, host_languages: Iterable[str]) -> None:
        self._records = records
        self._host = {*host_languages, NOT_STATED}

    @cached_property
    def facts(self) -> list[Facts]:
        """The services, in the order of the directory."""
        return self._records.facts

    @cached_property
    def masks(self) -> dict[str, dict[str, int]]:
        """Axis → code → the services that have the code, whatever their status."""
        size = len(self._records)
        return {
            axis: {code: of_places(numbers, size) for code, numbers in places.items()}
            for axis, places in self._records.places.items()
        }

    @cached_property
    def statuses(self) -> Sequence[Status]:
        """What newcomers may be told of each service today."""
        return self._records.statuses

    def keys(self, mask: int) -> list[int]:
        """The primary keys of a set, in the order of the directory."""
        return [row.pk for row in members(self._records.rows, mask)]


def index_of(city: City) -> CityIndex:
    """The index of a city as it is now; kept until anything in the directory changes, or the day does."""
    return _index(version.current(), city.pk, reading.today())


@lru_cache(maxsize=4)
def _index(content: str, city: str, today) -> CityIndex:
    place = City.objects.get(pk=city)
    with uncollected():
        records = Records(place, today)
    return CityIndex(records, place.own_languages or [place.default_language])
