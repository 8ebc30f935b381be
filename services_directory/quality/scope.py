"""Whose coverage somebody may see."""

from django.core.exceptions import PermissionDenied

from accounts import permissions
from services_directory.models import City


def cities_of(user) -> list[City]:
    """The cities whose directory a user may look at, by id."""
    return list(permissions.cities_of(user).order_by("pk"))


def city_for(user, city: str | None = None) -> City:
    """One of a user's cities, the first where none is asked for. Raises PermissionDenied where it is none of theirs."""
    found = next((place for place in cities_of(user) if city in (None, "", place.pk)), None)
    if found is None:
        raise PermissionDenied
    return found
