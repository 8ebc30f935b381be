"""What coverage looks at, of every published service of a city: read with a handful of queries, however many there are.

Search keeps whole services with all their texts; an officer who has just saved a record would wait for all of them to
be read anew. Coverage needs codes only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Value, When

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


@dataclass(frozen=True, slots=True)
class Facts:
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


def read(city: City, today: date) -> list[Facts]:
    """All published services of a city but those that are history."""
    services = Service.objects.filter(city=city, publication=Publication.PUBLISHED, historical=False)
    has_exit = Case(When(exit_strategy="", then=Value(False)), default=Value(True), output_field=BooleanField())
    # Rows, not records: making thousands of records takes longer than reading them.
    rows = services.annotate(has_exit=has_exit).values_list(*_READ, named=True)
    own = {"service__in": services.values("pk")}
    # Keys, not codes: a join and a string for each of tens of thousands of rows take longer than looking them up here.
    kinds = {pk: (kind, code) for pk, kind, code in TaxonomyTerm.objects.values_list("pk", "kind", "code")}
    places = dict(District.objects.values_list("pk", "code"))
    terms = _grouped(ServiceTerm.objects.filter(**own).order_by().values_list("service_id", "term_id"), kinds)
    named = _grouped(
        Service.districts.through.objects.filter(**own).order_by().values_list("service_id", "district_id"), places
    )
    located = Location.objects.filter(**own).exclude(district=None).order_by()
    placed = _grouped(located.values_list("service_id", "district_id"), places)
    spoken = _grouped(
        (pk, (code, as_of))
        for pk, code, as_of in SpokenLanguage.objects.filter(**own)
        .order_by()
        .values_list("service_id", "code", "as_of")
    )
    referrals = Referrals.read()
    return [
        _facts(row, today, terms[row.pk], named[row.pk], placed[row.pk], spoken[row.pk], referrals)
        for row in rows.order_by("position", "pk")
    ]


@dataclass(frozen=True)
class Referrals:
    """Who sends people where: keys of services that refer, and of services and organizations that are referred to."""

    sources: frozenset[int]
    services: frozenset[int]
    organizations: frozenset[int]

    @classmethod
    def read(cls) -> "Referrals":
        """From every published service, whatever its city; one that refers to its own organization does not count."""
        rows = Partnership.objects.filter(
            kind=Partnership.Kind.REFERS, service__publication=Publication.PUBLISHED, service__historical=False
        )
        rows = list(rows.values_list("service_id", "service__organization_id", "to_service_id", "to_organization_id"))
        return cls(
            frozenset(row[0] for row in rows),
            frozenset(row[2] for row in rows if row[2]),
            frozenset(row[3] for row in rows if row[3] and row[3] != row[1]),
        )


def _facts(row, today, terms, named, placed, spoken, referrals: Referrals) -> Facts:
    codes: dict[str, set[str]] = {axis: set() for axis in AXES}
    cost = set()
    for kind, code in terms:
        if kind == "cost":
            cost.add(code)
        elif kind in codes:
            codes[kind].add(code)
    if row.reach == Service.Reach.MAINSTREAM:
        codes["audience"].add(ANY)
    codes["language"] = {code for code, as_of in spoken if not as_of}
    codes["district"] = {*named, *placed}
    if not named and row.area_scope in _HERE:
        codes["district"].add(ANY)
    area = [f"district:{code}" for code in named] or [f"{row.area_scope}:{row.area_name.casefold()}"]
    return Facts(
        pk=row.pk,
        slug=row.slug,
        name=row.name,
        organization=row.organization_id,
        organization_name=row.organization__name,
        status=status_of(row, today),
        overdue=reviews.overdue(row, today),
        codes={axis: frozenset(found or {NOT_STATED}) for axis, found in codes.items()},
        areas=frozenset(area),
        stated_then=frozenset(code for code, as_of in spoken if as_of),
        only_paid=cost == {"paid"},
        referred_to=row.pk in referrals.services or row.organization_id in referrals.organizations,
        refers=row.pk in referrals.sources,
        has_exit=row.has_exit,
    )


def _grouped(pairs: Iterable[tuple], meaning: Mapping | None = None) -> defaultdict[int, list]:
    found = defaultdict(list)
    for pk, value in pairs:
        found[pk].append(meaning[value] if meaning else value)
    return found
