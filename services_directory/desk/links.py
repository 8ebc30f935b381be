"""Which records use an address that does not answer."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from accounts.models import Role
from accounts.permissions import roles_of
from services_directory.desk.scope import cities_of
from services_directory.models import LinkCheck, Service
from services_directory.upkeep import addresses
from services_directory.upkeep.addresses import IN_SERVICES, Place, Use

_BY_SERVICES = (*IN_SERVICES, "organization__url", "service_sources__source__url")


def _places(user) -> list[Place]:
    return addresses.places(None if Role.ADMINISTRATOR in roles_of(user) else cities_of(user))


def used(user) -> QuerySet[LinkCheck]:
    """The checks of the addresses that newcomers are shown in the account's cities; administrators see all."""
    if Role.ADMINISTRATOR in roles_of(user):
        return LinkCheck.objects.all()
    return LinkCheck.objects.filter(reduce(or_, (Q(url__in=place.addresses()) for place in _places(user))))


def dead(user) -> list[LinkCheck]:
    """Those of them that are dead, the longest first."""
    return list(used(user).filter(state=LinkCheck.State.DEAD).order_by("checked_at"))


def uses(urls: Collection[str], user) -> dict[str, list[Use]]:
    """Address → the records of the account's cities in which it stands."""
    return addresses.uses(_places(user), urls) if urls else {}


def services_with_dead_links() -> Q:
    """A queryset's condition: services that use a dead address, themselves or by their organization and sources."""
    urls = LinkCheck.objects.filter(state=LinkCheck.State.DEAD).values("url")
    using = (Service.objects.filter(**{f"{path}__in": urls}).order_by().values("pk") for path in _BY_SERVICES)
    return reduce(or_, (Q(pk__in=found) for found in using))
