"""Whose services an account may move in and out."""

from django.db.models import QuerySet

from accounts.models import Role
from accounts.permissions import cities_of, limited, may, roles_of
from accounts.rules import ADD, CHANGE, VIEW
from services_directory.models import Service


def cities(user) -> frozenset[str] | None:
    """The ids of the cities whose services the account changes; None for all, examples from elsewhere among them."""
    if Role.ADMINISTRATOR in roles_of(user):
        return None
    return frozenset(cities_of(user, CHANGE).values_list("pk", flat=True))


def within(services: QuerySet[Service], user) -> QuerySet[Service]:
    """The services that the account may see."""
    return limited(user, VIEW, services)


def may_import(user) -> bool:
    """Whether the account may add and change services."""
    return may(user, ADD, Service) and may(user, CHANGE, Service)


def may_export(user) -> bool:
    """Whether the account may see services."""
    return may(user, VIEW, Service)
