"""Which records use an address that does not answer."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from accounts.models import Role
from accounts.permissions import roles_of
from services_directory.desk.scope import within
from services_directory.models import LinkCheck, Service


def _using(urls: Iterable[str]) -> Q:
    urls = list(urls)
    return (
        Q(url__in=urls)
        | Q(service_sources__source__url__in=urls)
        | Q(required_documents__uri__in=urls)
        | Q(schedules__link__in=urls)
        | Q(organization__url__in=urls)
    )


def used(user) -> QuerySet[LinkCheck]:
    """The checks of the addresses that the account's services use; administrators see all."""
    if Role.ADMINISTRATOR in roles_of(user):
        return LinkCheck.objects.all()
    own = within(Service.objects.all(), user).order_by()
    paths = ("url", "service_sources__source__url", "required_documents__uri", "schedules__link", "organization__url")
    conditions = [Q(url__in=own.exclude(**{path: None}).values(path)) for path in paths]
    return LinkCheck.objects.filter(reduce(or_, conditions))


def dead(user) -> list[LinkCheck]:
    """Those of them that are dead, the longest first."""
    return list(used(user).filter(state=LinkCheck.State.DEAD).order_by("checked_at"))


def with_service(rows: list[LinkCheck], user) -> list[tuple[LinkCheck, Service | None]]:
    """Every check with the first of the account's services that uses the address."""
    found = []
    for row in rows:
        services = within(Service.objects.all(), user).filter(_using([row.url]))
        found.append((row, services.order_by("position", "pk").first()))
    return found


def services_with_dead_links():
    """A queryset's condition: services that use a dead address."""
    urls = LinkCheck.objects.filter(state=LinkCheck.State.DEAD).values("url")
    return Q(url__in=urls) | Q(service_sources__source__url__in=urls) | Q(required_documents__uri__in=urls)
