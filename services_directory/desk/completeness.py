"""What a record lacks of what newcomers ask and the toolkit wants to know.

The rule: a published service that is offered has a contact (phone, e-mail, public contact or website), hours or 'by
appointment', the languages spoken, a cost, who may use it, its phases and formats, and a source.
"""

from functools import lru_cache

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy

from services_directory import models, reading, version
from services_directory.models import Publication, Service


def _has(part, *wanted: Q, **conditions) -> Exists:
    return Exists(part.objects.filter(*wanted, service=OuterRef("pk"), **conditions))


def _hours() -> Exists:
    """A schedule that is not over, as newcomers are shown."""
    return _has(models.Schedule, Q(valid_to=None) | Q(valid_to__gte=reading.today()))


def _term(kind: str) -> Exists:
    return _has(models.ServiceTerm, term__kind=kind)


# Code → (what is lacking, the condition under which it is there).
RULES: dict[str, tuple] = {
    "contact": (
        gettext_lazy("contact"),
        lambda: Q(_has(models.Phone)) | Q(_has(models.EmailAddress)) | ~Q(url="")
        | Q(_has(models.Contact, public=True, withdrawn=False)),
    ),
    "hours": (gettext_lazy("hours or 'by appointment'"), lambda: Q(_hours()) | ~Q(hours_note="")),
    "languages": (gettext_lazy("languages"), lambda: Q(_has(models.SpokenLanguage)) | ~Q(language_note="")),
    "cost": (gettext_lazy("cost"), lambda: Q(_term("cost")) | Q(_has(models.CostOption)) | ~Q(cost_note="")),
    "eligibility": (gettext_lazy("who may use it"), lambda: Q(_has(models.Eligibility))),
    "phases": (gettext_lazy("phases"), lambda: Q(_term("phase"))),
    "formats": (gettext_lazy("formats"), lambda: Q(_term("format"))),
    "topic": (gettext_lazy("topic"), lambda: Q(_term("topic"))),
    "source": (gettext_lazy("source"), lambda: Q(_has(models.ServiceSource))),
}  # fmt: skip


def lacking(queryset: QuerySet[Service], code: str = "") -> QuerySet[Service]:
    """The services of a queryset that are offered and lack something, or the thing named by `code`."""
    wanted = [RULES[code]] if code in RULES else RULES.values()
    condition = Q()
    for _, there in wanted:
        condition |= ~there()
    return queryset.filter(condition, publication=Publication.PUBLISHED, historical=False)


def lacking_in(cities: tuple[str, ...], of_no_city: bool) -> tuple[int, ...]:
    """Keys of the services of some cities, or of no city too, that lack something, in the order of the directory."""
    return _lacking_in(version.current(), cities, of_no_city)


@lru_cache(maxsize=8)
def _lacking_in(content: str, cities: tuple[str, ...], of_no_city: bool) -> tuple[int, ...]:
    # In one query: what each city's would look through is the parts of all services.
    own = Service.objects.filter(Q(city__in=cities) | Q(city=None) if of_no_city else Q(city__in=cities))
    return tuple(lacking(own).order_by("position", "pk").values_list("pk", flat=True))


def marked(queryset: QuerySet[Service]) -> QuerySet[Service]:
    """The same with `has_<code>` for every rule."""
    return queryset.annotate(
        **{
            f"has_{code}": Case(When(there(), then=Value(True)), default=Value(False), output_field=BooleanField())
            for code, (_, there) in RULES.items()
        }
    )


def missing(service: Service) -> list[str]:
    """What a service of `marked` lacks, in words."""
    return [str(label) for code, (label, _) in RULES.items() if not getattr(service, f"has_{code}")]
