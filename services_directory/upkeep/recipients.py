"""Who is written to about a record, and in which language.

Roles and the chosen language are read by the names of their relations to the user; without them superusers count as
administrators.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import F, Q

from accounts.permissions import may
from accounts.rules import CHANGE, VIEW
from services_directory.models import City, Service, Source, Statement
from services_directory.upkeep.reviews import Record

_PREFERENCES = ("preference", "desk_preference")


def reachable(user: AbstractUser | None, record: Record) -> bool:
    """Whether mail reaches somebody who still works with the record: who moved to another city could not open it.

    A source that several cities rest on is the administrators' to change, and for whoever keeps it to look at.
    """
    needed = CHANGE if isinstance(record, Service) else VIEW
    return user is not None and user.is_active and bool(user.email) and may(user, needed, record)


@dataclass(frozen=True)
class Keepers:
    """Whom a run of reminders can write to, looked up once."""

    officers: dict[str, list[AbstractUser]]
    administrators: list[AbstractUser]
    cited: dict[int, list[City]]
    """Source (its primary key) → the cities whose guide says what rests on it."""

    @classmethod
    def read(cls) -> "Keepers":
        """Everybody, and where each source is cited."""
        return cls(officers(), administrators(), cited())

    def cities(self, record: Record) -> list[City]:
        """The cities that a record concerns."""
        return [record.city] if isinstance(record, Service) else self.cited.get(record.pk, [])

    def first_in_charge(self, record: Record) -> list[AbstractUser]:
        """The owner; where there is none to be reached, the deputy; else those who keep it."""
        in_charge = [user for user in (record.owner, record.deputy) if reachable(user, record)]
        return in_charge[:1] or self._keeping(record)

    def deputies(self, record: Record) -> list[AbstractUser]:
        """The deputy; where neither owner nor deputy can be reached, those who keep it."""
        if reachable(record.deputy, record):
            return [record.deputy]
        return [] if reachable(record.owner, record) else self._keeping(record)

    def _keeping(self, record: Record) -> list[AbstractUser]:
        """The officers of its cities. What is said in a country without officers is left to the administrators."""
        found = {user.pk: user for city in self.cities(record) for user in self.officers.get(city.pk, [])}
        return list(found.values()) or (self.administrators if isinstance(record, Source) else [])


def cited() -> dict[int, list[City]]:
    """Source (its primary key) → the cities in whose countries statements rest on it."""
    said = Statement.objects.order_by().values_list("source", "country")
    said = said.union(Statement.objects.order_by().exclude(more_sources=None).values_list("more_sources", "country"))
    places: dict[str, list[City]] = defaultdict(list)
    for city in City.objects.order_by("pk"):
        places[city.country].append(city)
    found: dict[int, dict[str, City]] = defaultdict(dict)
    for source, country in said:
        found[source] |= {city.pk: city for city in places[country]}
    return {source: list(cities.values()) for source, cities in found.items()}


def officers() -> dict[str, list[AbstractUser]]:
    """City (its id) → its officers who can be reached."""
    users = get_user_model()
    found: dict[str, list[AbstractUser]] = defaultdict(list)
    if _has_roles(users):
        keeping = users.objects.filter(assignments__role="officer", is_active=True).exclude(email="")
        for user in keeping.annotate(keeps=F("assignments__city")).order_by("pk"):
            found[user.keeps].append(user)
    return dict(found)


def administrators() -> list[AbstractUser]:
    """Who looks after the whole directory: administrators by role, and superusers."""
    users = get_user_model()
    wanted = Q(is_superuser=True)
    if _has_roles(users):
        wanted |= Q(assignments__role="administrator")
    found = users.objects.filter(wanted, is_active=True).exclude(email="").distinct()
    return list(found.order_by("pk"))


def _has_roles(users: type[AbstractUser]) -> bool:
    return any(field.name == "assignments" for field in users._meta.get_fields())


def language_of(user: AbstractUser, city: City | None) -> str:
    """The language that somebody chose for the desk, else the city's, else English."""
    chosen = [getattr(getattr(user, name, None), "language", "") for name in _PREFERENCES]
    wanted = [*chosen, city.default_language if city else "", settings.LANGUAGE_CODE]
    return next((code for code in wanted if code in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)
