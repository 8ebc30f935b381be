"""Whose services an account may move in and out."""

from django.db.models import Q, QuerySet

from services_directory.models import Service

try:
    from services_directory.desk.scope import cities_of
except ImportError:  # without the desk, permissions alone decide
    cities_of = None


def cities(user) -> frozenset[str] | None:
    """The ids of the account's cities; None for all, examples from elsewhere among them."""
    if cities_of is None or user.is_superuser:
        return None
    return frozenset(cities_of(user).values_list("pk", flat=True))


def within(services: QuerySet[Service], user) -> QuerySet[Service]:
    """The services that the account may see."""
    only = cities(user)
    return services if only is None else services.filter(Q(city__in=only))


def may_import(user) -> bool:
    """Whether the account may add and change services."""
    return user.has_perms(["services_directory.add_service", "services_directory.change_service"])


def may_export(user) -> bool:
    """Whether the account may see services."""
    return user.has_perm("services_directory.view_service")
