"""Whose records an account works with; the rules are those of the accounts."""

from django.db.models import Q, QuerySet

from accounts import permissions
from accounts.rules import VIEW
from services_directory.models import City


def cities_of(user, action: str = VIEW) -> QuerySet[City]:
    """The cities whose services the account may see, drafts too; with another action, with which it may do that."""
    return permissions.cities_of(user, action)


def within(queryset: QuerySet, user, path: str = "city") -> QuerySet:
    """The records of the account's cities; `path` leads to the city. Records of no city are the administrators'."""
    own = Q(**{f"{path}__in": cities_of(user)})
    if of_no_city_too(user):
        own |= Q(**{f"{path}__isnull": True})
    return queryset.filter(own)


def of_no_city_too(user) -> bool:
    """Whether the account works with records of no city."""
    return permissions.Role.ADMINISTRATOR in permissions.roles_of(user)
