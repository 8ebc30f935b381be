"""When a service, or anything that is served with it, changed last (HSDS `last_modified`)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from services_directory.models import (
    Contact,
    CostOption,
    Eligibility,
    Location,
    Organization,
    OrganizationTranslation,
    Partnership,
    Phone,
    Schedule,
    Service,
    SpokenLanguage,
    Translation,
)

# Parts with a history of their own: saving one of them alone does not touch the service. Removals are in there too.
_PARTS = (Contact, CostOption, Eligibility, Location, Partnership, Phone, Schedule, SpokenLanguage, Translation)
# Every service carries its organization. Model → its field for the organization's primary key.
_OF_ORGANIZATION = ((Organization, "id"), (OrganizationTranslation, "organization_id"))


def last_modified(services: Sequence[Service], today: date) -> dict[int, datetime]:
    """Primary key → time of the last change, for services that were read."""
    found = {service.pk: service.last_modified for service in services}
    for service in services:
        if service.window_end and service.window_end < today:
            found[service.pk] = max(found[service.pk], _day_after(service.window_end))
    for part in _PARTS:
        for key, changed in _latest(part, "service_id", found):
            found[key] = max(found[key], changed)
    owners = {service.organization_id for service in services}
    for changed in (dict(_latest(model, key, owners)) for model, key in _OF_ORGANIZATION):
        for service in services:
            found[service.pk] = max(found[service.pk], changed.get(service.organization_id, found[service.pk]))
    return found


def modified_since(rows: QuerySet[Service], moment: datetime, today: date) -> QuerySet[Service]:
    """Those whose `last_modified` is `moment` or later."""
    changed = Q(last_modified__gte=moment)
    # A window that ended makes a service inactive though nobody touched it: it changed as the next day began.
    first = timezone.localtime(moment).date()
    if timezone.localtime(moment).time() == time.min:
        first -= timedelta(days=1)
    changed |= Q(window_end__gte=first, window_end__lt=today)
    for part in _PARTS:
        changed |= Q(Exists(_since(part, moment).filter(service_id=OuterRef("pk"))))
    for model, key in _OF_ORGANIZATION:
        changed |= Q(Exists(_since(model, moment).filter(**{key: OuterRef("organization_id")})))
    return rows.filter(changed)


def written(moment: datetime) -> str:
    """A time with the millisecond accuracy that HSDS asks for."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _latest(model, field: str, keys) -> list[tuple[int, datetime]]:
    rows = model.changes.model.objects.filter(**{f"{field}__in": list(keys)})
    return rows.order_by().values_list(field).annotate(Max("history_date"))


def _since(model, moment: datetime) -> QuerySet:
    return model.changes.model.objects.filter(history_date__gte=moment).order_by()


def _day_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
