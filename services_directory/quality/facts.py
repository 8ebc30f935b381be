"""What coverage looks at, of every published service of a city: read with a handful of queries, however many there are.

Search keeps whole services with all their texts; an officer who has just saved a record would wait for all of them to
be read anew. Coverage needs codes only.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, Case, Value, When
from django.utils.functional import cached_property

from services_directory.models import (
    City,
    District,
    Location,
    Partnership,
    Publication,
    Service,
    ServiceTerm,
    SpokenLanguage,
    TaxonomyTerm,
)
from services_directory.quality.axes import ANY, AXES, NOT_STATED
from services_directory.status import Status, status_of
from services_directory.upkeep import reviews

# Columns of a service, those that status_of and the reviews ask for among them.
_READ = (
    "pk", "slug", "name", "organization_id", "organization__name", "reach", "area_scope", "area_name",
    "historical", "window_end", "source_status", "assured_date", "made_on", "review_after", "has_exit",
)  # fmt: skip
_HERE = {"city", "metropolitan", "region", "country"}  # scopes of an area that holds the whole city


class Facts(NamedTuple):
    """A service as coverage sees it. `codes` has an entry for each of AXES, never empty."""

    pk: int
    slug: str
    name: str
    organization: int
    organization_name: str
    status: Status
    overdue: bool
    codes: dict[str, frozenset[str]]
    areas: frozenset[str] = frozenset()
    stated_then: frozenset[str] = frozenset()
    """Languages that only an old source names; they count for nothing until somebody asks again."""
    only_paid: bool = False
    referred_to: bool = False
    refers: bool = False
    has_exit: bool = False


class Records:
    """All published services of a city but those that are history, as rows, and which of them have which code.

    `places[axis][code]` are the numbers of the rows that have a code, unsorted, some twice; a row that says nothing of
    a dimension is under NOT_STATED. Rows and numbers, because making a record of each of thousands takes longer than
    reading them; `facts` makes the records, where somebody looks at single services.
    """

    def __init__(self, city: City, today: date) -> None:
        """Reads them, with a handful of queries."""
        self.today = today
        services = Service.objects.filter(city=city, publication=Publication.PUBLISHED, historical=False)
        has_exit = Case(When(exit_strategy="", then=Value(False)), default=Value(True), output_field=BooleanField())
        rows = services.annotate(has_exit=has_exit).values_list(*_READ, named=True)
        self.rows = list(rows.order_by("position", "pk"))
        self._number = {row.pk: number for number, row in enumerate(self.rows)}
        self._own = {"service__in": services.values("pk")}
        self.places: dict[str, dict[str, list[int]]] = {axis: {} for axis in AXES}
        self._cost: dict[str, list[int]] = {}
        self._stated_then: dict[int, set[str]] = {}
        self._read_terms()
        self._read_languages()
        self._read_districts()
        self._referrals = Referrals.read(today)  # now, not with `facts`: all is of one version of the content
        for places in self.places.values():
            silent = set(range(len(self.rows))).difference(*places.values())
            if silent:
                places[NOT_STATED] = list(silent)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def statuses(self) -> list[Status]:
        """What newcomers may be told of each today."""
        return [status_of(row, self.today) for row in self.rows]

    def _read_terms(self) -> None:
        # Keys, not codes: a join and a string for each of tens of thousands of rows take longer than looking them up.
        found = self._numbers(ServiceTerm.objects.filter(**self._own).order_by().values_list("service_id", "term_id"))
        for pk, kind, code in TaxonomyTerm.objects.values_list("pk", "kind", "code"):
            of_kind = self._cost if kind == "cost" else self.places.get(kind)
            if pk in found and of_kind is not None:
                of_kind[code] = found[pk]
        mainstream = [number for number, row in enumerate(self.rows) if row.reach == Service.Reach.MAINSTREAM]
        if mainstream:
            self.places["audience"].setdefault(ANY, []).extend(mainstream)

    def _read_languages(self) -> None:
        spoken = SpokenLanguage.objects.filter(**self._own).order_by()
        for pk, code, as_of in spoken.values_list("service_id", "code", "as_of"):
            if (number := self._number.get(pk)) is None:
                continue
            if as_of:
                self._stated_then.setdefault(number, set()).add(code)
            else:
                self.places["language"].setdefault(code, []).append(number)

    def _read_districts(self) -> None:
        codes = dict(District.objects.values_list("pk", "code"))
        through = Service.districts.through.objects.filter(**self._own).order_by()
        named = self._numbers(through.values_list("service_id", "district_id"))
        located = Location.objects.filter(**self._own).exclude(district=None).order_by()
        placed = self._numbers(located.values_list("service_id", "district_id"))
        self._named: dict[int, list[str]] = {}
        for pk, numbers in named.items():
            for number in numbers:
                self._named.setdefault(number, []).append(codes[pk])
        for found in (named, placed):
            for pk, numbers in found.items():
                self.places["district"].setdefault(codes[pk], []).extend(numbers)
        rows = enumerate(self.rows)
        whole = [number for number, row in rows if row.area_scope in _HERE and number not in self._named]
        if whole:
            self.places["district"].setdefault(ANY, []).extend(whole)

    def _numbers(self, pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
        """Key of the second of a pair → numbers of the rows that it stands with."""
        found, number = defaultdict(list), self._number
        for pk, key in pairs:
            if pk in number:  # written between two queries
                found[key].append(number[pk])
        return dict(found)

    @cached_property
    def facts(self) -> list[Facts]:
        """Each service as coverage sees it, in the order of the directory."""
        codes: list[dict[str, set[str]]] = [{axis: set() for axis in AXES} for _ in self.rows]
        for axis, places in self.places.items():
            for code, numbers in places.items():
                for number in numbers:
                    codes[number][axis].add(code)
        paid = set(self._cost.get("paid", ())).difference(
            *(numbers for code, numbers in self._cost.items() if code != "paid")
        )
        return [self._facts(number, said, number in paid) for number, said in enumerate(codes)]

    def _facts(self, number: int, codes: dict[str, set[str]], only_paid: bool) -> Facts:
        row, referrals = self.rows[number], self._referrals
        named = self._named.get(number, ())
        area = [f"district:{code}" for code in named] or [f"{row.area_scope}:{row.area_name.casefold()}"]
        return Facts(
            pk=row.pk,
            slug=row.slug,
            name=row.name,
            organization=row.organization_id,
            organization_name=row.organization__name,
            status=self.statuses[number],
            overdue=reviews.overdue(row, self.today),
            codes={axis: frozenset(found) for axis, found in codes.items()},
            areas=frozenset(area),
            stated_then=frozenset(self._stated_then.get(number, ())),
            only_paid=only_paid,
            referred_to=row.pk in referrals.services or row.organization_id in referrals.organizations,
            refers=row.pk in referrals.sources,
            has_exit=row.has_exit,
        )


@dataclass(frozen=True)
class Referrals:
    """Who sends people where: keys of services and organizations that are referred to, and of services that refer
    people on (`sources`): to one that is still offered, or to an organization."""

    sources: frozenset[int]
    services: frozenset[int]
    organizations: frozenset[int]

    @classmethod
    def read(cls, today: date) -> "Referrals":
        """From every published service, whatever its city; one that refers to its own organization does not count."""
        rows = Partnership.objects.filter(
            kind=Partnership.Kind.REFERS, service__publication=Publication.PUBLISHED, service__historical=False
        )
        rows = list(rows.values_list(*_REFERRAL, named=True))
        return cls(
            frozenset(row.service_id for row in rows if row.to_organization_id or _is_offered(row, today)),
            frozenset(row.to_service_id for row in rows if row.to_service_id),
            frozenset(
                row.to_organization_id
                for row in rows
                if row.to_organization_id and row.to_organization_id != row.service__organization_id
            ),
        )


_REFERRAL = (
    "service_id", "service__organization_id", "to_service_id", "to_organization_id", "to_service__publication",
    "to_service__historical", "to_service__window_end",
)  # fmt: skip


def _is_offered(row, today: date) -> bool:
    """Whether people find what the service that a referral names is for."""
    ended = row.to_service__window_end is not None and row.to_service__window_end < today
    return row.to_service__publication == Publication.PUBLISHED and not row.to_service__historical and not ended
