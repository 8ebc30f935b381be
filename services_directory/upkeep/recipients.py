"""Who is written to about a record, and in which language.

Accounts belong to an app of their own, which the directory does not know: roles and the chosen language are read by
the names of their relations to the user, and without them superusers count as administrators.
"""

from collections import defaultdict
from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import F, Q

from services_directory.models import City, Service

_PREFERENCES = ("preference", "desk_preference")


def reachable(user: AbstractUser | None) -> bool:
    """Whether mail reaches somebody who still works here."""
    return user is not None and user.is_active and bool(user.email)


def first_in_charge(service: Service, officers: Mapping[str, list[AbstractUser]]) -> list[AbstractUser]:
    """The owner; where there is none to be reached, the deputy; else those of the `officers` who keep its city."""
    in_charge = [user for user in (service.owner, service.deputy) if reachable(user)]
    return in_charge[:1] or officers.get(service.city_id, [])


def deputies(service: Service, officers: Mapping[str, list[AbstractUser]]) -> list[AbstractUser]:
    """The deputy; where neither owner nor deputy can be reached, those of the `officers` who keep its city."""
    if reachable(service.deputy):
        return [service.deputy]
    return [] if reachable(service.owner) else officers.get(service.city_id, [])


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
