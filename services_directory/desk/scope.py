"""Whose records an account works with; the rules are those of the accounts."""

from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from accounts import permissions
from accounts.rules import VIEW
from services_directory.models import City
from services_directory.zones import zone_of


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


def zone_for(user) -> ZoneInfo | None:
    """The zone of the cities that an account works for; None where they have several, or there is none."""
    if not user.is_authenticated:
        return None
    cities = [each.city for each in permissions.assignments_of(user) if each.city]
    if not cities:
        theirs = Q(pk__in=cities_of(user).values("pk"))
        if organizations := permissions.organizations_of(user):
            theirs |= Q(services__organization__in=organizations)
        cities = City.objects.filter(theirs).only("timezone").distinct()
    zones = {zone_of(city) for city in cities}
    return zones.pop() if len(zones) == 1 else None
