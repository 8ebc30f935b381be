"""Whose coverage somebody may see; the one place where quality meets roles."""

from django.core.exceptions import PermissionDenied

from services_directory.models import City


def cities_of(user) -> list[City]:
    """The cities whose directory a user may look at, by id."""
    try:
        from services_directory.desk.scope import cities_of as own
    except ImportError:
        return list(City.objects.order_by("pk"))
    return sorted(own(user), key=lambda city: city.pk)


def city_for(user, city: str | None = None) -> City:
    """One of a user's cities, the first where none is asked for. Raises PermissionDenied where it is none of theirs."""
    if not user.has_perm("services_directory.view_service"):
        raise PermissionDenied
    found = next((place for place in cities_of(user) if city in (None, "", place.pk)), None)
    if found is None:
        raise PermissionDenied
    return found
