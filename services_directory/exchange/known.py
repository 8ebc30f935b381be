"""What rows refer to, looked up once for a whole file."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser

from accounts.permissions import colleagues_of
from services_directory.models import City, District, Organization, Partnership, Service, Source, TaxonomyTerm
from services_directory.search.words import normal

Key = tuple[str, str]
"""City ("" for examples from elsewhere) and id of a service."""


@dataclass
class Known:
    """The directory as the rows of a file meet it. `only` are the cities that may be changed, None is all.

    `user` is the account that imports; None: a command.
    """

    only: frozenset[str] | None = None
    user: AbstractUser | None = None
    new_organizations: set[str] = field(default_factory=set)
    new_services: set[Key] = field(default_factory=set)

    def __post_init__(self):
        self.cities = set(City.objects.values_list("pk", flat=True))
        self.terms = {(kind, code): pk for pk, kind, code in TaxonomyTerm.objects.values_list("pk", "kind", "code")}
        self.districts = {(city, code): pk for pk, city, code in District.objects.values_list("pk", "city_id", "code")}
        self.codes: dict[str, set[str]] = defaultdict(set)
        for kind, code in self.terms:
            self.codes[kind].add(code)
        self.city_districts: dict[str, set[str]] = defaultdict(set)
        for city, code in self.districts:
            self.city_districts[city].add(code)
        self.organizations = dict(Organization.objects.values_list("slug", "pk"))
        self.services: dict[Key, int] = {}
        self.uuids: dict[str, Key] = {}
        for pk, city, slug, uuid in Service.objects.values_list("pk", "city_id", "slug", "uuid").iterator():
            key = (city or "", slug)
            self.services[key] = pk
            self.uuids[str(uuid)] = key

    @cached_property
    def users(self) -> dict[str, int]:
        """User name → primary key of those who may be named as owner or deputy; read where a row names one.

        Those who stand in a record already may stay, so a row that names them is none of the changed ones.
        """
        return dict(colleagues_of(self.user).values_list(get_user_model().USERNAME_FIELD, "pk"))

    @cached_property
    def encoded(self) -> set[str]:
        """The ids of sources, which are their addresses, with something encoded in them; feeds encode every letter."""
        return set(Source.objects.filter(key__contains="%").values_list("key", flat=True))

    @cached_property
    def term_names(self) -> dict[tuple[str, str], str]:
        """(kind, name in small letters) → code of a term."""
        rows = TaxonomyTerm.objects.values_list("kind", "code", "name")
        return {(kind, name.casefold()): code for kind, code, name in rows}

    @cached_property
    def names(self) -> dict[Key, str]:
        """(city, name in normal form) → id of a service that has it."""
        rows = Service.objects.values_list("city_id", "name", "slug").iterator()
        return {(city or "", normal(name)): slug for city, name, slug in rows}

    @cached_property
    def referrals(self) -> dict[Key, set[Key]]:
        """Service → the services it refers people to."""
        rows = Partnership.objects.filter(kind=Partnership.Kind.REFERS).exclude(to_service=None)
        found: dict[Key, set[Key]] = {}
        paths = ("service__city_id", "service__slug", "to_service__city_id", "to_service__slug")
        for city, slug, to_city, to_slug in rows.values_list(*paths):
            found.setdefault((city or "", slug), set()).add((to_city or "", to_slug))
        return found

    def may_change(self, city: str) -> bool:
        """Whether services of this city may be changed."""
        return self.only is None or city in self.only

    def has_service(self, key: Key) -> bool:
        """Whether there is such a service, in the directory or in the file."""
        return key in self.services or key in self.new_services

    def has_organization(self, slug: str) -> bool:
        """Whether there is such an organization, in the directory or in the file."""
        return slug in self.organizations or slug in self.new_organizations


def target(city: str, reference: str) -> Key:
    """The service that a reference means: an id of the same city, or city/id."""
    other, slash, slug = reference.rpartition("/")
    return (other, slug) if slash else (city, reference)
