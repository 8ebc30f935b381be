"""Whose records an account works with."""

from django.db.models import Q, QuerySet

from services_directory.models import City


def cities_of(user) -> QuerySet[City]:
    """The cities whose records an account may work with; all for administrators."""
    return City.objects.all() if user.is_active and user.is_superuser else City.objects.none()


def within(queryset: QuerySet, user, path: str = "city") -> QuerySet:
    """The records of the account's cities; `path` leads to the city. Records of no city are the administrators'."""
    own = Q(**{f"{path}__in": cities_of(user)})
    if user.is_active and user.is_superuser:
        own |= Q(**{f"{path}__isnull": True})
    return queryset.filter(own)
